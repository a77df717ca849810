using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;
using SmartToyonaka.Organisation;

namespace SmartToyonaka.Indicators.Formulas;

/// <summary>The state of a stock at a month's end: of every section the latest figure at or before it.</summary>
internal static class Stock
{
    /// <summary>
    /// The figures that count. A section that no longer exists counts until one of its successors, or of theirs, has reported;
    /// without a successor it counts no more, or its stock would stand twice or for ever.
    /// </summary>
    public static IReadOnlyList<Observation> At(YearFigures figures, string measure, FiscalMonth month, FigureStatus status, Workings workings)
    {
        if (status == FigureStatus.Planned)
        {
            return [.. figures.In(measure, month, status)];
        }

        var latest = figures.Opening.Concat(figures.Current)
            .Where(o => o.Measure == measure && o.Status == status && o.Month <= month)
            .GroupBy(o => o.Section, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(o => o.Month)!, StringComparer.Ordinal);

        var counted = new List<Observation>(latest.Count);
        foreach (var o in latest.Values.OrderBy(o => o.Section, StringComparer.Ordinal))
        {
            if (StillCounts(figures, latest, o, month))
            {
                counted.Add(o);
            }
            else
            {
                workings.LeaveOut(o, null, Side.Value, LeftOutReason.SectionEnded);
            }
        }

        return counted;
    }

    private static bool StillCounts(YearFigures figures, Dictionary<string, Observation> latest, Observation o, FiscalMonth month)
    {
        if (figures.Register.Get(o.Section, month) is not null || figures.Register.Newest(o.Section) is not { Until: { } until } ended || until >= month)
        {
            return true;
        }

        // What a successor said of a month in which this section still existed does not hold this section's stock.
        var heirs = Heirs(figures.Register, ended).ToList();
        return heirs.Exists(s => figures.Register.Get(s, month) is not null) && !heirs.Exists(s => latest.TryGetValue(s, out var next) && next.Month > until);
    }

    private static IEnumerable<string> Heirs(Register register, Section ended)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { ended.Code };
        var next = new Queue<string>(ended.Successors);
        while (next.TryDequeue(out var code))
        {
            if (!seen.Add(code))
            {
                continue;
            }

            yield return code;
            foreach (var further in register.Newest(code)?.Successors ?? [])
            {
                next.Enqueue(further);
            }
        }
    }
}
