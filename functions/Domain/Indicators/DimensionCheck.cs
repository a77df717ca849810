using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Checks the dimensions and statuses that a catalogue lists.</summary>
internal static partial class DimensionCheck
{
    private const int MostName = 100;

    /// <summary>Everything that is wrong, with its place.</summary>
    public static IReadOnlyList<CatalogueFault> Faults(Catalogue c)
    {
        if (HasHoles(c))
        {
            return [new("/dimensions", CatalogueMessages.NullInList)];
        }

        var isOfTwoForms = c.OnlyListed && c.Terms is not null;
        return [.. isOfTwoForms ? [new CatalogueFault("/terms", MeasureMessages.TermsAndDimensions)] : Array.Empty<CatalogueFault>(),
            .. Named("dimensions", c.Dimensions.Select(d => (d.Id, d.NameJa, d.NameEn))),
            .. Named("statuses", c.Statuses.Select(s => (s.Id, s.NameJa, s.NameEn))),
            .. c.Dimensions.Index().SelectMany(d => Terms($"/dimensions/{d.Index}/terms", d.Item.Id, d.Item.Terms)),
            .. c.Dimensions.Index().Where(d => d.Item.Headings.Any(h => Vocabulary.Key(h).Length == 0))
                .Select(d => new CatalogueFault($"/dimensions/{d.Index}/words", MeasureMessages.WordEmpty(d.Item.Id))),
            .. OfEarlierForm(c.Terms), .. Words(c)];
    }

    private static bool HasHoles(Catalogue c) =>
        c.Dimensions.Any(d => d is null || d.Words.Contains(null!) || HasHoles(d.Terms))
        || c.Statuses.Any(s => s is null || s.Words.Contains(null!))
        || (c.Terms is { } t && (HasHoles(t.JobClasses) || HasHoles(t.WorkPatterns) || HasHoles(t.Reasons)));

    private static bool HasHoles(IReadOnlyList<Term> terms) => terms.Any(t => t is null || t.Words.Contains(null!));

    private static IEnumerable<CatalogueFault> OfEarlierForm(CatalogueTerms? terms) => terms is null ? []
        : Terms("/terms/jobClasses", "jobClasses", terms.JobClasses).Concat(Terms("/terms/workPatterns", "workPatterns", terms.WorkPatterns))
            .Concat(Terms("/terms/reasons", "reasons", terms.Reasons));

    private static IEnumerable<CatalogueFault> Named(string list, IEnumerable<(string Id, string Ja, string En)> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, item) in items.Index())
        {
            if (!Id().IsMatch(item.Id) || (list == "statuses" && item.Id.Any(char.IsAsciiLetterUpper)))
            {
                yield return new($"/{list}/{at}/id", CatalogueMessages.IdMisspelt(list, item.Id));
            }

            if (!seen.Add(item.Id))
            {
                yield return new($"/{list}/{at}/id", CatalogueMessages.IdDoubled(list, item.Id));
            }

            if (item.Ja.Trim().Length is 0 or > MostName || item.En.Trim().Length is 0 or > MostName)
            {
                yield return new($"/{list}/{at}", MeasureMessages.Name(item.Id, MostName));
            }
        }
    }

    // Values are parts of table keys, which must not have a slash or hash sign and use a bar as separator.
    private static IEnumerable<CatalogueFault> Terms(string place, string name, IReadOnlyList<Term> terms)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, term) in terms.Index())
        {
            if (!TermId().IsMatch(term.Id))
            {
                yield return new($"{place}/{at}/id", CatalogueMessages.IdMisspelt(name, term.Id));
            }

            if (!seen.Add(term.Id))
            {
                yield return new($"{place}/{at}/id", CatalogueMessages.IdDoubled(name, term.Id));
            }
        }

        var words = terms.SelectMany((t, at) => t.Words.Append(t.NameJa).Select(w => (Word: Vocabulary.Key(w), t.Id, At: at))
            .DistinctBy(w => w.Word));
        foreach (var unclear in words.GroupBy(w => w.Word).Where(g => g.Key.Length == 0 || g.Count() > 1))
        {
            yield return new($"{place}/{unclear.Last().At}", CatalogueMessages.TermUnclear(name, unclear.Key, unclear.Select(w => w.Id)));
        }
    }

    // A file names a status by its id, its names or its words: each may name one only.
    private static IEnumerable<CatalogueFault> Words(Catalogue c)
    {
        var statuses = c.OnlyListed ? c.Statuses : CollectedMeasures.Of(c).Statuses;
        var words = statuses.SelectMany(s => s.Words.Append(s.Id).Append(s.NameJa).Append(s.NameEn)
            .Select(w => (Word: Vocabulary.Key(w).ToLowerInvariant(), s.Id)).Distinct());
        return words.GroupBy(w => w.Word).Where(g => g.Key.Length == 0 || g.Select(w => w.Id).Distinct().Count() > 1).Select(unclear =>
            new CatalogueFault("/statuses", CatalogueMessages.TermUnclear("statuses", unclear.Key, unclear.Select(w => w.Id).Distinct())));
    }

    [GeneratedRegex("^[a-z][a-zA-Z0-9_]{0,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z0-9_]{1,60}$", RegexOptions.CultureInvariant)]
    private static partial Regex TermId();
}
