using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;

namespace SmartToyonaka.Intake.Reference;

/// <summary>An indicator that a measure is judged by.</summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="Target">【目標】, as a template.</param>
/// <param name="Result">【年度末】, as templates: the first of which all figures are there, else the last.</param>
public sealed record OutlineHeadline(string Indicator, OutlineText Target, IReadOnlyList<OutlineText> Result);

/// <summary>A register of initiatives in a measure.</summary>
/// <param name="Indicator">The indicator that counts it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">What is shown of each initiative; none where only numbers are.</param>
/// <param name="Unit">What is counted, where the report says it otherwise than the catalogue: 社.</param>
/// <param name="Action">What was done, where the report says it with the year: 事業の実施.</param>
/// <param name="Considering">What is said of those that are being considered, before their number.</param>
/// <param name="Note">A footnote on what it does not hold.</param>
/// <param name="ListsEarlier">Whether those of earlier years are named too.</param>
/// <param name="IsOfYear">Whether the year's number stands in the heading, and no other year's is given.</param>
public sealed record OutlineRegister(string Indicator, OutlineText Title, IReadOnlyList<string> Columns, OutlineText Unit = default,
    OutlineText Action = default, OutlineText Considering = default, OutlineText Note = default, bool ListsEarlier = false,
        bool IsOfYear = false);

/// <summary>One measure of the report.</summary>
/// <param name="Id">Stable: texts name it.</param>
/// <param name="Group">A heading of the catalogue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Headlines">What it is judged by.</param>
/// <param name="Done">What figures say under 取組み実績, as templates; <c>@</c> and an indicator is where its register is told, <c>@texts</c>
/// where the year's texts stand.</param>
/// <param name="Registers">Its initiatives.</param>
/// <param name="From">The first fiscal year whose report has it; null for all before.</param>
/// <param name="Until">The last; null while it goes on.</param>
public sealed record OutlineMeasure(
    string Id, string Group, OutlineText Name, IReadOnlyList<OutlineHeadline> Headlines, IReadOnlyList<OutlineText> Done,
        IReadOnlyList<OutlineRegister> Registers, int? From = null, int? Until = null)
{
    /// <summary>Where the year's texts stand among the lines of <see cref="Done"/>.</summary>
    public const string Texts = "@texts";

    /// <summary>True for a line that only says where a register or the texts stand.</summary>
    public static bool IsPlace(OutlineText line) => line.Ja.StartsWith('@');

    /// <summary>Every line in which a figure may stand, with its place.</summary>
    public IEnumerable<(string Pointer, OutlineText Line)> Templates() =>
        Headlines.SelectMany((h, i) => h.Result.Select((r, j) => ($"/headlines/{i}/result/{j}", r))
            .Prepend(($"/headlines/{i}/target", h.Target)))
        .Concat(Done.Select((d, i) => (Pointer: $"/done/{i}", Line: d)).Where(d => !IsPlace(d.Line)))
        .Concat(Registers.Select((r, i) => ($"/registers/{i}/considering", r.Considering)));

    /// <summary>The indicators that it is judged by, lists the registers of, or tells in a line.</summary>
    public IReadOnlyList<string> IndicatorsIn(Catalogue catalogue) =>
        [.. Headlines.Select(h => h.Indicator).Concat(Registers.Select(r => r.Indicator))
            .Concat(Done.SelectMany(d => ReportTemplate.IndicatorsIn(d.Ja, catalogue))).Distinct()];
}

/// <summary>What every year's report goes through, in its order: data, because it is the report's own structure.</summary>
/// <param name="Title">The report's title.</param>
/// <param name="Measures">Its parts.</param>
public sealed record ReportOutline(OutlineText Title, IReadOnlyList<OutlineMeasure> Measures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Indicators that the report does not print, though the catalogue has them.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];

    /// <summary>The outline that is built in.</summary>
    public static ReportOutline BuiltIn { get; } = Parse(ReferenceData.BuiltIn(ReferenceFiles.Outline)!);

    /// <summary>Reads an outline that was checked.</summary>
    public static ReportOutline Parse(byte[] utf8) => JsonSerializer.Deserialize<ReportOutline>(utf8, Json)!;

    /// <summary>
    /// The outline of a year's report: the parts of which the catalogue has indicators in that year, and a part of its own for each
    /// indicator of what no part is about. Those that the outline omits stay out of it.
    /// </summary>
    /// <param name="catalogue">As it is in the year.</param>
    /// <param name="year">The fiscal year.</param>
    public ReportOutline Of(Catalogue catalogue, FiscalYear year)
    {
        var known = Measures.Where(m => !(m.From > year.Value) && !(m.Until < year.Value)).Select(m => InEffect(m, catalogue, year))
            .Where(m => m.IndicatorsIn(catalogue).Any(i => catalogue.Find(i) is not null)).ToList();
        // A part that has ended, or begins later, is no reason for one of its indicators' own.
        var told = Measures.SelectMany(m => m.IndicatorsIn(catalogue)).Concat(Omitted).ToHashSet(StringComparer.Ordinal);
        var measures = Measures.SelectMany(m => m.Headlines.Select(h => h.Indicator).Concat(m.Registers.Select(r => r.Indicator)))
            .Select(catalogue.Find).OfType<Indicator>().Select(i => i.Formula.Measure).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Measures = [.. known, .. catalogue.Indicators.Where(i => !told.Contains(i.Id) && !measures.Contains(i.Formula.Measure)
                && catalogue.IsInEffect(i, year)).Select(PartOf)],
        };
    }

    // What begins later, or has ended, is not missing.
    private static OutlineMeasure InEffect(OutlineMeasure m, Catalogue catalogue, FiscalYear year)
    {
        return m with
        {
            Headlines = [.. m.Headlines.Where(h => IsThere(h.Indicator))],
            Registers = [.. m.Registers.Where(r => IsThere(r.Indicator))],
            Done = [.. m.Done.Where(d => !m.Registers.Any(r => d.Ja == "@" + r.Indicator && !IsThere(r.Indicator)))],
        };

        bool IsThere(string indicator) => catalogue.Find(indicator) is not { } found || catalogue.IsInEffect(found, year);
    }

    private static OutlineMeasure PartOf(Indicator i) => new(
        i.Id, i.Group, new(i.NameJa, i.NameEn),
        [new(i.Id, Figure($"{{{i.Id}#target}}"), [Figure($"{{{i.Id}}}")])], [],
        i.Formula.Kind == FormulaKind.CountOfInitiatives
            ? [new(i.Id, new(i.NameJa, i.NameEn), ["name", "department", "since"])] : []);

    private static OutlineText Figure(string line) => new(line, line);
}
