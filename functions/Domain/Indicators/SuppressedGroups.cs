using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// Decides which headcounts are withheld: groups of fewer people than the catalogue's <c>smallGroup</c>, and further groups where a small
/// one could be computed from a published total and the published groups. Pure and deterministic.
/// </summary>
/// <remarks>
/// The totals are the denominators of the indicators per person: the people of the whole city for each scope and month (cumulative values
/// from April give each month by subtraction), and all of them where an indicator has no scope. So the people that the same scopes count
/// are one set per month. Where the sizes of a set's small groups could be determined from their sum, the smallest published groups are
/// withheld too, all of that size. The choice depends on sizes only, never on codes, so that knowing this rule does not disclose which
/// withheld group has which size.
/// </remarks>
public sealed class SuppressedGroups
{
    /// <summary>Nothing is withheld.</summary>
    public static readonly SuppressedGroups None = new([]);

    // What is divided by all people, or adds them up, leaves nobody out.
    private static readonly ExclusionScope Everybody = new("*", "", [], []);

    private readonly HashSet<Group> groups;

    private SuppressedGroups(HashSet<Group> groups) => this.groups = groups;

    /// <summary>Decides for the figures of some months; each month has to be complete.</summary>
    /// <param name="holding">What holds; measures that are no headcount are passed over.</param>
    /// <param name="catalogue">Says what is small, and which totals are published.</param>
    public static SuppressedGroups Of(IEnumerable<Observation> holding, Catalogue catalogue)
    {
        var heads = catalogue.MeasureSet.All.Where(m => m.IsHeadcount).ToDictionary(m => m.Id, m => ScopesOf(m, catalogue),
            StringComparer.Ordinal);
        var wholes = holding.Where(o => heads.ContainsKey(o.Measure))
            .SelectMany(o => o.Cells.Select(c => (Group: new Group(o.Measure, o.Section, o.Month, o.Status, c.Dimensions),
                People: c.Value)))
            .Where(g => g.People > 0)
            .GroupBy(g => (g.Group.Measure, g.Group.Month, g.Group.Status, CountedBy: string.Join('|',
                heads[g.Group.Measure].Where(s => s.CountsPeople(g.Group.Dimensions)).Select(s => s.Id))));
        return new([.. wholes.SelectMany(w => Withhold([.. w], isInATotal: w.Key.CountedBy.Length > 0, catalogue.SmallGroup))
            .Select(g => g.Group)]);
    }

    /// <summary>The scopes of which indicators publish, or in some year publish, the total of a headcount.</summary>
    public static IReadOnlyList<ExclusionScope> ScopesOf(Measure headcount, Catalogue catalogue)
    {
        var (formulas, measures) = (catalogue.Indicators.SelectMany(i => i.Formulas).ToList(), catalogue.MeasureSet);
        var scopes = formulas.Where(f => f.IsPerPerson && measures.Find(f.Measure)?.Topic == headcount.Topic).Select(f => f.Scope)
            .Distinct().Select(catalogue.Scope).ToList();
        return formulas.Any(f => !f.IsPerPerson && IsTotal(f)) ? [.. scopes, Everybody] : scopes;

        bool IsTotal(Formula f) => f.Measure == headcount.Id || f.DenominatorMeasure == headcount.Id
            || (f.Kind == FormulaKind.PerPerson && measures.Find(f.Measure) is { } amount && measures.HeadsOf(amount)?.Id == headcount.Id);
    }

    /// <summary>True when a number is not published.</summary>
    public bool Contains(Observation o, FigureCell cell) =>
        groups.Contains(new(o.Measure, o.Section, o.Month, o.Status, cell.Dimensions));

    /// <summary>
    /// True when the sum of some withheld groups leaves the size of each open: any one may be no small group, and where all are small each
    /// has at least three possible sizes.
    /// </summary>
    /// <param name="people">How many people each of them has; at least one.</param>
    /// <param name="smallGroup">Fewer people are a small group.</param>
    public static bool AreAmbiguous(IReadOnlyCollection<long> people, int smallGroup)
    {
        var (count, sum) = (people.Count, people.Sum());
        return count > 1
            && sum - (count - 1) >= smallGroup
            && (people.Any(p => p >= smallGroup) || ((smallGroup - 1L) * count) - sum >= 2);
    }

    private static IEnumerable<(Group Group, long People)> Withhold(IReadOnlyList<(Group Group, long People)> whole, bool isInATotal,
        int smallGroup)
    {
        var small = whole.Where(g => g.People < smallGroup).ToList();
        if (small.Count == 0 || !isInATotal || AreAmbiguous([.. small.Select(g => g.People)], smallGroup))
        {
            return small;
        }

        // One more group is enough: its size is not bounded, so neither are the others. Without one, the total itself discloses the groups.
        var next = whole.Where(g => g.People >= smallGroup).Select(g => g.People).DefaultIfEmpty().Min();
        return small.Concat(whole.Where(g => g.People == next));
    }

    private readonly record struct Group(string Measure, string Section, FiscalMonth Month, FigureStatus Status, Dimensions Dimensions);
}
