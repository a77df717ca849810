using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Overviews;

/// <summary>A fiscal year in one look: how many targets are met, and what is old, missing or not yet whole.</summary>
/// <param name="Targets">How many indicators have a target.</param>
/// <param name="Met">How many of these meet it.</param>
/// <param name="MetByPlan">How many of the met ones do so by a planned value.</param>
/// <param name="Unmet">Those that do not meet it.</param>
/// <param name="Unknown">Those with a target of which no value is known.</param>
public sealed record YearSummary(int Targets, int Met, int MetByPlan, IReadOnlyList<IndicatorSummary> Unmet,
    IReadOnlyList<IndicatorSummary> Unknown)
{
    /// <summary>The month of the newest actual value, and of the oldest; null where there is none.</summary>
    public (string Oldest, string Newest)? Months { get; private init; }

    /// <summary>Those whose value is of an earlier month than the newest.</summary>
    public IReadOnlyList<IndicatorSummary> Older { get; private init; } = [];

    /// <summary>Those that wait for reports of some who owe them, or have values carried on.</summary>
    public IReadOnlyList<IndicatorSummary> Incomplete { get; private init; } = [];

    /// <summary>Those with values that wait to be confirmed.</summary>
    public IReadOnlyList<IndicatorSummary> Held { get; private init; } = [];

    /// <summary>Those without a value.</summary>
    public IReadOnlyList<IndicatorSummary> Missing { get; private init; } = [];

    /// <summary>Of what a year shows.</summary>
    public static YearSummary Of(IReadOnlyList<IndicatorSummary> figures)
    {
        var aimed = figures.Where(f => f.Indicator.Target is not null).ToLookup(f => f.IsMet);
        var actual = figures.Where(f => f.Value is { Value: not null, Status: "actual" }).ToList();
        var newest = actual.Max(f => MonthOf(f.Value!));
        return new(aimed.Sum(g => g.Count()), aimed[true].Count(), aimed[true].Count(f => f.Value!.Status == "planned"),
            [.. aimed[false]], [.. aimed[null]])
        {
            Months = newest is null ? null : (actual.Min(f => MonthOf(f.Value!))!, newest),
            Older = [.. actual.Where(f => string.CompareOrdinal(MonthOf(f.Value!), newest) < 0)],
            Incomplete = [.. figures.Where(f => f.Incomplete is not null || f.Value is { Value: not null, Status: "actual", IsComplete: false })],
            Held = [.. figures.Where(f => f.Value is { HeldValues: > 0 } || f.Incomplete is { HeldValues: > 0 })],
            Missing = [.. figures.Where(f => f.Value?.Value is null)],
        };
    }

    // ISO months are ordered as text.
    private static string MonthOf(PublishedIndicator v) => v.AsOf[..7];
}
