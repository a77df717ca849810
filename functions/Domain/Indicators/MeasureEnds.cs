using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>What nobody owes any more, because it is not collected any more. Pure.</summary>
internal static class MeasureEnds
{
    /// <summary>The obligations, none of them beyond the last fiscal year of its measure.</summary>
    public static IReadOnlyList<Obligation> Of(IReadOnlyList<Obligation> owed, IReadOnlyList<MeasureEntry> measures)
    {
        var ends = measures.Where(m => m.Until is not null).DistinctBy(m => m.Id)
            .ToDictionary(m => m.Id, m => new FiscalYear(m.Until!.Value).Last, StringComparer.Ordinal);
        return ends.Count == 0 ? owed : [.. owed.Select(o => Ended(o, ends)).OfType<Obligation>()];
    }

    private static Obligation? Ended(Obligation o, Dictionary<string, FiscalMonth> ends) =>
        !ends.TryGetValue(o.Measure, out var end) || (FiscalMonth.TryParseIso(o.Until ?? "", out var until) && until <= end) ? o
            : FiscalMonth.TryParseIso(o.From, out var from) && from > end ? null
            : o with { Until = end.ToString() };
}
