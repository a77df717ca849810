using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>What an indicator is: its sheet, made from the catalogue.</summary>
/// <param name="Definition">What it means; the formula's words where the catalogue says nothing more.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Numerator">What is added up above the line.</param>
/// <param name="Denominator">What is added up below it; null where nothing is divided.</param>
/// <param name="Exclusions">What is left out, why and since when.</param>
/// <param name="Sources">What it is made from and who hands that in.</param>
/// <param name="Target">The value to reach; null where there is none.</param>
/// <param name="Owner">The section that answers for it; null where the catalogue names none.</param>
/// <param name="Changes">Its rules over time, oldest first.</param>
/// <param name="RulesVersion">The rules that hold now.</param>
public sealed record IndicatorDescription(
    string Indicator, BilingualText Name, BilingualText Group, BilingualText Definition, BilingualText Formula, BilingualText Numerator,
        BilingualText? Denominator, BilingualText Unit, int Decimals,
    IReadOnlyList<string> Bases, string HeadlineBasis, IReadOnlyList<AppliedExclusion> Exclusions, IReadOnlyList<SourceMeasure> Sources,
        TargetValue? Target, SectionName? Owner,
    IReadOnlyList<RuleChange> Changes, string RulesVersion, Link Links);

/// <summary>A measure that an indicator is made from.</summary>
/// <param name="ComesBy"><c>form</c> or <c>drop</c>.</param>
/// <param name="Folder">The folder of <c>drops</c>; null when it comes by form.</param>
/// <param name="Departments">Who owes it: sections, or none where nobody in particular does.</param>
/// <param name="IsOfAll">True when every section owes it.</param>
public sealed record SourceMeasure(string Measure, BilingualText Name, string ComesBy, string? Folder,
    IReadOnlyList<SectionName> Departments, bool IsOfAll);

/// <summary>A section by code and name.</summary>
public sealed record SectionName(string Code, string Name);

/// <summary>The value to reach.</summary>
/// <param name="Kind"><c>atleast</c> or <c>atmost</c>.</param>
public sealed record TargetValue(string Kind, double Value);

/// <summary>Makes the sheets of indicators. Pure.</summary>
public static class IndicatorSheets
{
    public static IndicatorDescription Of(Catalogue catalogue, Register register, Indicator i)
    {
        var sheet = catalogue.SheetOf(i.Id);
        var group = catalogue.Groups.First(g => g.Id == i.Group);
        var formula = FormulaText.Words(catalogue, i);
        var (numerator, denominator) = FormulaText.Parts(i);
        return new(
            i.Id, new(i.NameJa, i.NameEn), new(group.NameJa, group.NameEn), sheet is null ? formula
                : new(sheet.DefinitionJa, sheet.DefinitionEn), formula,
            numerator, denominator.Ja.Length == 0 ? null : denominator, new(i.Unit, i.UnitEn), i.Decimals,
            [.. i.Bases.Select(ProvenanceCodes.Of)], ProvenanceCodes.Of(i.HeadlineBasis), Exclusions(catalogue, i),
                [.. catalogue.MeasuresOf(i).Select(catalogue.MeasureSet.Find).OfType<Measure>()
                    .Select(m => Source(catalogue, register, m))],
            i.Target is { } t ? new(t.Kind == TargetKind.AtLeast ? "atleast" : "atmost", (double)t.Value) : null,
            sheet is null ? null : Section(register, sheet.Owner),
                [.. (sheet?.Changes ?? []).Concat(VersionTexts.Of(catalogue, i)).OrderBy(c => c.Since, StringComparer.Ordinal)],
                catalogue.RulesVersion,
                ProvenanceUrls.Sheet(i.Id));
    }

    /// <summary>What an indicator leaves out.</summary>
    public static IReadOnlyList<AppliedExclusion> Exclusions(Catalogue catalogue, Indicator i)
    {
        var ofScope = i.Formula.Scope.Length > 0 && catalogue.Scope(i.Formula.Scope) is { } scope
            ? scope.LeaveOutPeople.Select(e => Of(catalogue, scope.Id, "people", e))
                .Concat(scope.LeaveOutMinutes.Select(e => Of(catalogue, scope.Id, "minutes", e)))
            : [];
        return [.. ofScope, .. (catalogue.SheetOf(i.Id)?.Exclusions ?? [])
            .Select(e => new AppliedExclusion("", "rule", new(e.WhatJa, e.WhatEn), new(e.BecauseJa, e.BecauseEn), e.Since))];
    }

    private static AppliedExclusion Of(Catalogue catalogue, string scope, string applies, Exclusion e)
    {
        var dimension = catalogue.MeasureSet.Dimension(e.Dimension);
        var (ja, en) = (dimension?.NameJa ?? e.Dimension, dimension?.NameEn ?? e.Dimension);
        var term = dimension?.Term(e.Value);
        var isPeople = applies == "people";
        return new(
            scope, applies,
            new($"{ja}「{term?.NameJa ?? e.Value}」の{(isPeople ? "職員(時間と人数の両方)" : "時間(人数は残す)")}",
                $"{(isPeople ? "people (their hours and their headcount)" : "hours (the people's headcount stays)")} of {en} "
                    + $"'{(term?.NameEn is { Length: > 0 } name ? name : e.Value)}'"),
            new(e.Because, e.BecauseEn.Length > 0 ? e.BecauseEn : e.Because), e.Since);
    }

    private static SourceMeasure Source(Catalogue catalogue, Register register, Measure m)
    {
        var owed = catalogue.Owed.Where(o => o.Measure == m.Id).ToList();
        return new(
            m.Id, new(m.NameJa, m.NameEn), m.DropFolder is null ? "form" : "drop", m.DropFolder,
            [.. owed.SelectMany(o => o.DepartmentsNamed).Distinct().Select(d => Section(register, d))], owed.Any(o => o.IsOfAll));
    }

    private static SectionName Section(Register register, string code) =>
        new(code, register.Newest(code) is { } s ? $"{s.BureauName} {s.Name}" : code);
}
