using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;

namespace SmartToyonaka.Indicators.Formulas;

/// <summary>The state of a stock at a month's end: of every section the latest figure at or before it.</summary>
internal static class Stock
{
    /// <summary>
    /// The figures that count. A section that no longer exists counts until one of its successors has reported; without a
    /// successor it counts no more, or its stock would stand twice or for ever.
    /// </summary>
    public static IReadOnlyList<Observation> At(YearFigures figures, string measure, FiscalMonth month, FigureStatus status)
    {
        if (status == FigureStatus.Planned)
        {
            return [.. figures.In(measure, month, status)];
        }

        var latest = figures.Opening.Concat(figures.Current)
            .Where(o => o.Measure == measure && o.Status == status && o.Month <= month)
            .GroupBy(o => o.Section, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(o => o.Month)!, StringComparer.Ordinal);

        return [.. latest.Values.Where(o => StillCounts(figures, latest, o, month)).OrderBy(o => o.Section, StringComparer.Ordinal)];
    }

    private static bool StillCounts(YearFigures figures, Dictionary<string, Observation> latest, Observation o, FiscalMonth month)
    {
        if (figures.Register.Get(o.Section, month) is not null || figures.Register.Newest(o.Section) is not { Until: { } until } ended || until >= month)
        {
            return true;
        }

        return ended.Successors.Count > 0 && !ended.Successors.Any(s => latest.TryGetValue(s, out var next) && next.Month > o.Month);
    }
}
