using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// Checks whether the parts of a catalogue are consistent. A catalogue that passes can be computed and published for every year.
/// </summary>
internal static partial class CatalogueCheck
{
    private const int FirstYear = 1950, LastYear = 2150, MostDecimals = 6, LargestSmallGroup = 1000, MostWarnPercent = 10_000;

    /// <summary>Everything that is wrong, with its place.</summary>
    public static IReadOnlyList<CatalogueFault> Faults(Catalogue c) => [.. Numbers(c).Concat(Lists(c))];

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
        .. IndicatorCheck.Faults(c),
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
        catch (BilingualFormatException e)
        {
            return [new(pointer, e.Text)];
        }
    }

    /// <summary>Missing elements of lists, which the serializer does not look for: with one of them nothing else can be checked.</summary>
    public static IEnumerable<CatalogueFault> Holes(Catalogue c)
    {
        var lists = ((IEnumerable<IEnumerable<object?>>)[c.Groups, c.Scopes, c.Indicators, c.Owed, c.Sheets, c.Checks.Jumps,
            c.Checks.Values, c.Checks.Duplicates ?? []])
            .Concat(c.Scopes.Where(s => s is not null)
                .SelectMany(s => (IEnumerable<IEnumerable<object?>>)[s.LeaveOutPeople, s.LeaveOutMinutes]))
            .Concat(c.Indicators.Where(i => i is not null).Select(i => i.Versions))
            .Concat(c.Indicators.Where(i => i is not null && !i.Versions.Contains(null!)).SelectMany(i => i.Formulas)
                .SelectMany(f => (IEnumerable<IEnumerable<object?>>)[f.Statuses ?? [], f.Indicators ?? []]))
            .Concat(c.Owed.Where(o => o is not null).Select(o => o.Departments));
        if (lists.Any(l => l.Contains(null)))
        {
            yield return new("", CatalogueMessages.NullInList);
        }
    }

    // Ids are parts of table keys, which must not have a slash or hash sign and use a bar as separator.
    private static IEnumerable<CatalogueFault> Ids(string list, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, id) in ids.Index())
        {
            if (!Id().IsMatch(id))
            {
                yield return new($"/{list}/{at}/id", CatalogueMessages.IdMisspelt(list, id));
            }

            if (!seen.Add(id))
            {
                yield return new($"/{list}/{at}/id", CatalogueMessages.IdDoubled(list, id));
            }
        }
    }

    // A misspelt exclusion would exclude nobody, unnoticed.
    private static IEnumerable<BilingualText> OfScope(Catalogue c, ExclusionScope scope)
    {
        foreach (var exclusion in scope.LeaveOutPeople.Concat(scope.LeaveOutMinutes))
        {
            if (c.MeasureSet.Dimension(exclusion.Dimension)?.Term(exclusion.Value) is null)
            {
                yield return CatalogueMessages.ExclusionUnknown(scope.Id, exclusion.Dimension, exclusion.Value);
            }
        }

        var heads = c.MeasureSet.All.Where(m => m.IsHeadcount && c.Indicators.SelectMany(i => i.Formulas)
            .Any(f => f.Scope == scope.Id && c.MeasureSet.Find(f.Measure)?.Topic == m.Topic)).ToList();
        if (scope.LeaveOutPeople.Any(e => heads.Exists(h => h.Dimensions.All(d => d.Id != e.Dimension))))
        {
            yield return CatalogueMessages.PeopleAreNotToldApart(scope.Id);
        }
    }

    private static IEnumerable<BilingualText> OfIndicator(Catalogue c, Indicator i)
    {
        if (i.Bases.Count == 0 || i.Bases.Distinct().Count() < i.Bases.Count || !i.Bases.Contains(i.HeadlineBasis)
            || c.Groups.All(g => g.Id != i.Group))
        {
            yield return CatalogueMessages.IndicatorBases(i.Id);
        }

        if (i.Decimals is < 0 or > MostDecimals)
        {
            yield return CatalogueMessages.IndicatorDecimals(i.Id, MostDecimals);
        }
    }

    [GeneratedRegex("^[a-z0-9_]{1,60}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
