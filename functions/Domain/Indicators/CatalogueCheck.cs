using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// Checks whether the parts of a catalogue are consistent. A catalogue that passes can be computed and published for every year.
/// </summary>
internal static partial class CatalogueCheck
{
    private const int FirstYear = 1950, LastYear = 2150, MostDecimals = 6, LargestSmallGroup = 1000, MostWarnPercent = 10_000;

    /// <summary>Everything that is wrong, with its place.</summary>
    public static IReadOnlyList<CatalogueFault> Faults(Catalogue c)
    {
        // With a missing element the other checks cannot run.
        var holes = Holes(c).ToList();
        return holes.Count > 0 ? holes : [.. Numbers(c).Concat(Lists(c))];
    }

    private static IEnumerable<CatalogueFault> Numbers(Catalogue c)
    {
        if (c.ProgrammeFirstFiscalYear is < FirstYear or > LastYear || c.BaseFiscalYear is < FirstYear or > LastYear)
        {
            yield return new("/programmeFirstFiscalYear", CatalogueMessages.FiscalYears(FirstYear, LastYear));
        }

        if (c.SmallGroup is < 0 or > LargestSmallGroup)
        {
            yield return new("/smallGroup", CatalogueMessages.SmallGroup(LargestSmallGroup));
        }

        if (c.WarnYearOnYearPercent is < 1 or > MostWarnPercent)
        {
            yield return new("/warnYearOnYearPercent", CatalogueMessages.WarnYearOnYearPercent(MostWarnPercent));
        }

    }

    private static IEnumerable<CatalogueFault> Lists(Catalogue c) =>
    [
        .. Ids("groups", c.Groups.Select(g => g.Id)),
        .. Ids("scopes", c.Scopes.Select(s => s.Id)),
        .. Ids("indicators", c.Indicators.Select(i => i.Id)),
        .. Ids("sheets", c.Sheets.Select(s => s.Indicator)),
        .. c.Scopes.SelectMany((s, i) => OfScope(c, s).Select(m => new CatalogueFault($"/scopes/{i}", m))),
        .. c.Indicators.SelectMany((x, i) => OfIndicator(c, x).Select(m => new CatalogueFault($"/indicators/{i}", m))),
        .. c.Owed.SelectMany((o, i) => o.Faults(c.MeasureSet).Select(m => new CatalogueFault($"/owed/{i}", m))),
        .. c.Sheets.SelectMany((s, i) => Told($"/sheets/{i}", () => s.Check(c))),
        .. Told("/checks", () => c.Checks.Check(c.MeasureSet)),
    ];

    private static IEnumerable<CatalogueFault> Told(string pointer, Action check)
    {
        try
        {
            check();
            return [];
        }
        catch (FormatException e)
        {
            return [new(pointer, e.Message)];
        }
    }

    // The serializer checks non-nullable properties, but not the elements of lists.
    private static IEnumerable<CatalogueFault> Holes(Catalogue c)
    {
        var lists = ((IEnumerable<IEnumerable<object?>>)[c.Groups, c.Scopes, c.Indicators, c.Owed, c.Sheets, c.Checks.Jumps,
            c.Checks.Values, c.Checks.Duplicates ?? []])
            .Concat(c.Scopes.Where(s => s is not null)
                .SelectMany(s => (IEnumerable<IEnumerable<object?>>)[s.LeaveOutPeople, s.LeaveOutMinutes]))
            .Concat(c.Indicators.Where(i => i is not null).Select(i => i.Formula.Statuses ?? []))
            .Concat(c.Owed.Where(o => o is not null).Select(o => o.Departments));
        if (lists.Any(l => l.Contains(null)))
        {
            yield return new("", CatalogueMessages.NullInList);
        }
    }

    // Ids are parts of table keys, which must not have a slash or hash sign and use a bar as separator.
    private static IEnumerable<CatalogueFault> Ids(string list, IEnumerable<string> ids, string under = "")
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, id) in ids.Index())
        {
            if (!Id().IsMatch(id))
            {
                yield return new($"{under}/{list}/{at}/id", CatalogueMessages.IdMisspelt(list, id));
            }

            if (!seen.Add(id))
            {
                yield return new($"{under}/{list}/{at}/id", CatalogueMessages.IdDoubled(list, id));
            }
        }
    }

    // A misspelt exclusion would exclude nobody, unnoticed.
    private static IEnumerable<string> OfScope(Catalogue c, ExclusionScope scope)
    {
        foreach (var exclusion in scope.LeaveOutPeople.Concat(scope.LeaveOutMinutes))
        {
            if (c.MeasureSet.Dimension(exclusion.Dimension)?.Term(exclusion.Value) is null)
            {
                yield return CatalogueMessages.ExclusionUnknown(scope.Id, exclusion.Dimension, exclusion.Value);
            }
        }

        var heads = c.MeasureSet.All.Where(m => m.IsHeadcount && c.Indicators.Any(i => i.Formula.Scope == scope.Id
            && c.MeasureSet.Find(i.Formula.Measure)?.Topic == m.Topic)).ToList();
        if (scope.LeaveOutPeople.Any(e => heads.Exists(h => h.Dimensions.All(d => d.Id != e.Dimension))))
        {
            yield return CatalogueMessages.PeopleAreNotToldApart(scope.Id);
        }
    }

    private static IEnumerable<string> OfIndicator(Catalogue c, Indicator i)
    {
        if (c.MeasureSet.Find(i.Formula.Measure) is not { } measure)
        {
            yield return CatalogueMessages.IndicatorMeasure(i.Id, i.Formula.Measure);
            yield break;
        }

        if (i.Bases.Count == 0 || i.Bases.Distinct().Count() < i.Bases.Count || !i.Bases.Contains(i.HeadlineBasis)
            || c.Groups.All(g => g.Id != i.Group))
        {
            yield return CatalogueMessages.IndicatorBases(i.Id);
        }

        if (i.Bases.Contains(Basis.Programme) && measure.DropFolder is not null)
        {
            yield return CatalogueMessages.IndicatorProgramme(i.Id);
        }

        if (i.Decimals is < 0 or > MostDecimals)
        {
            yield return CatalogueMessages.IndicatorDecimals(i.Id, MostDecimals);
        }

        var isPerPerson = i.Formula.Kind == FormulaKind.PerPerson
            || (i.Formula.Kind == FormulaKind.SamePeriodChange && IsDividedByHeads(c, measure));
        if (isPerPerson ? c.Scopes.All(s => s.Id != i.Formula.Scope) : i.Formula.Scope.Length > 0)
        {
            yield return CatalogueMessages.IndicatorScope(i.Id, i.Formula.Scope);
        }

        if (i.Formula.Kind is not FormulaKind.SamePeriodChange && i.Formula.Against != ComparedYear.BaseYear)
        {
            yield return CatalogueMessages.IndicatorAgainst(i.Id);
        }

        if (i.Formula.Kind is FormulaKind.ShareOfMeasures or FormulaKind.QuotientOfMeasures or FormulaKind.DifferenceOfMeasures)
        {
            if (!FitsTwo(c, i.Formula, measure))
            {
                yield return CatalogueMessages.IndicatorShare(i.Id);
            }
        }
        else if (i.Formula.Kind == FormulaKind.SumOfIndicators)
        {
            if (!FitsSum(c, i, measure))
            {
                yield return CatalogueMessages.IndicatorSum(i.Id);
            }
        }
        else if (i.Formula.DenominatorMeasure.Length > 0 || !Fits(c, i.Formula, measure))
        {
            yield return CatalogueMessages.IndicatorFormula(i.Id);
        }
    }

    // Of two numbers that are divided, the second is another measure's; a difference may be of two numbers of one measure.
    private static bool FitsTwo(Catalogue c, Formula f, Measure measure)
    {
        var isOne = f.Kind == FormulaKind.DifferenceOfMeasures && f.DenominatorMeasure.Length == 0;
        return (isOne ? measure : c.MeasureSet.Find(f.DenominatorMeasure)) is { Kind: not MeasureKind.Register } other
            && other.Topic == measure.Topic && (isOne || other.Id != measure.Id) && measure.Kind != MeasureKind.Register
            && measure.Parts.Contains(f.Numerator) && other.Parts.Contains(f.Denominator);
    }

    // Only what is added up by itself: so no indicator is a part of itself, however many hands it goes through.
    private static bool FitsSum(Catalogue c, Indicator i, Measure measure)
    {
        var parts = (i.Formula.Indicators ?? []).Select(c.Find).ToList();
        return parts.Count is >= 2 and <= 20 && parts.Distinct().Count() == parts.Count && i.Formula.Statuses is null
            && i.Formula.Numerator.Length + i.Formula.Denominator.Length + i.Formula.DenominatorMeasure.Length == 0
            && parts.All(p => p is not null && p.Formula.Kind is FormulaKind.Sum or FormulaKind.CountOfInitiatives && p!.Unit == i.Unit
                && c.MeasureSet.Find(p.Formula.Measure)?.Topic == measure.Topic && i.Bases.All(p.Bases.Contains));
    }

    private static bool Fits(Catalogue c, Formula f, Measure measure) => f.Indicators is null && f.Kind switch
    {
        FormulaKind.CountOfInitiatives => measure.Register is { } register && (f.Statuses ?? register.Counts) is { Count: > 0 } statuses
            && statuses.All(s => register.Statuses.Contains(s, StringComparer.Ordinal)),
        FormulaKind.RatioOfSums => !measure.IsHeadcount && measure.Parts.Contains(f.Numerator) && measure.Parts.Contains(f.Denominator),
        FormulaKind.Sum => !measure.IsHeadcount && measure.Parts.Contains(f.Numerator),
        FormulaKind.MeanOfBureauRates or FormulaKind.PooledRate => measure.Kind == MeasureKind.Flow && !measure.IsHeadcount
            && !IsDividedByHeads(c, measure) && measure.Parts.Contains(f.Numerator) && measure.Parts.Contains(f.Denominator),
        FormulaKind.SamePeriodChange when !IsDividedByHeads(c, measure) => measure.Kind == MeasureKind.Flow
            && !measure.IsHeadcount && measure.Parts.Contains(f.Numerator) && f.Denominator.Length == 0,
        _ => IsDividedByHeads(c, measure) && f.Against == ComparedYear.BaseYear && measure.Parts.Contains(f.Numerator),
    } && (f.Denominator.Length == 0 || measure.Parts.Contains(f.Denominator));

    // A time of a topic with a headcount: so many hours for each of those people.
    private static bool IsDividedByHeads(Catalogue c, Measure measure) =>
        measure.IsTime && c.MeasureSet.HeadcountOf(measure.Topic) is not null;

    [GeneratedRegex("^[a-z0-9_]{1,60}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
