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
        .. Terms("jobClasses", c.Terms.JobClasses),
        .. Terms("workPatterns", c.Terms.WorkPatterns),
        .. Terms("reasons", c.Terms.Reasons),
        .. c.Scopes.SelectMany((s, i) => OfScope(c.Terms, s).Select(m => new CatalogueFault($"/scopes/{i}", m))),
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
            c.Checks.Values, c.Checks.Duplicates, c.Terms.JobClasses, c.Terms.WorkPatterns, c.Terms.Reasons])
            .Concat(c.Scopes.Where(s => s is not null)
                .SelectMany(s => (IEnumerable<IEnumerable<object?>>)[s.LeaveOutPeople, s.LeaveOutMinutes]))
            .Concat(c.Terms.JobClasses.Concat(c.Terms.WorkPatterns).Concat(c.Terms.Reasons).Where(t => t is not null).Select(t => t.Words))
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

    private static IEnumerable<CatalogueFault> Terms(string list, IReadOnlyList<Term> terms)
    {
        var words = terms.SelectMany((t, at) => t.Words.Append(t.NameJa).Select(w => (Word: Vocabulary.Key(w), t.Id, At: at))
            .DistinctBy(w => w.Word));
        return Ids(list, terms.Select(t => t.Id), "/terms")
            .Concat(words.GroupBy(w => w.Word).Where(g => g.Key.Length == 0 || g.Count() > 1).Select(unclear => new CatalogueFault(
                $"/terms/{list}/{unclear.Last().At}", CatalogueMessages.TermUnclear(list, unclear.Key, unclear.Select(w => w.Id)))));
    }

    // A misspelt exclusion would exclude nobody, unnoticed.
    private static IEnumerable<BilingualText> OfScope(CatalogueTerms terms, ExclusionScope scope)
    {
        foreach (var exclusion in scope.LeaveOutPeople.Concat(scope.LeaveOutMinutes))
        {
            var known = exclusion.Dimension switch
            {
                "jobClass" => terms.JobClasses,
                "workPattern" => terms.WorkPatterns,
                "reason" => terms.Reasons,
                _ => [],
            };
            if (known.All(t => t.Id != exclusion.Value))
            {
                yield return CatalogueMessages.ExclusionUnknown(scope.Id, exclusion.Dimension, exclusion.Value);
            }
        }

        if (scope.LeaveOutPeople.Any(e => e.Dimension == "reason"))
        {
            yield return CatalogueMessages.PeopleHaveNoReason(scope.Id);
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
