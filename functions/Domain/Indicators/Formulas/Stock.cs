using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>The state of a stock at a month's end: of every section the latest figure at or before it.</summary>
internal static class Stock
{
    /// <summary>
    /// The figures that count. A section that no longer exists counts until one of its successors, direct or indirect, has reported.
    /// Without a successor it does not count, since its stock would be counted forever.
    /// </summary>
    public static IReadOnlyList<Observation> At(YearFigures figures, string measure, FiscalMonth month, FigureStatus status,
        CalculationTrace trace)
    {
        if (status == FigureStatus.Planned)
        {
            return [.. figures.In(measure, month, status)];
        }

        var register = figures.Register;
        var latest = figures.Opening.Concat(figures.Current)
            .Where(o => o.Measure == measure && o.Status == status && o.Month <= month)
            .Select(o => (Observation: o, Row: register.RowOf(o.Section, o.Month) is { } row ? LastRow(register, row) : null))
            .GroupBy(x => (x.Observation.Section, x.Row?.From))
            .Select(g => g.MaxBy(x => x.Observation.Month))
            .ToList();

        var counted = new List<Observation>(latest.Count);
        foreach (var (o, row) in latest.OrderBy(x => x.Observation.Section, StringComparer.Ordinal))
        {
            if (StillCounts(row))
            {
                counted.Add(o);
            }
            else
            {
                trace.LeaveOut(o, null, OperandSide.Value, ExclusionReason.SectionEnded);
            }
        }

        return counted;

        bool StillCounts(Section? row)
        {
            if (row?.Until is not { } until || until >= month)
            {
                return true;
            }

            // A successor's figure for a month in which this section still existed does not include this section's stock.
            var heirs = register.Lineage.Descendants(row).ToHashSet<Section>(ReferenceEqualityComparer.Instance);
            return heirs.Any(s => s.ExistedIn(month))
                && !latest.Exists(x => x.Observation.Month > until && x.Row is { } successor && heirs.Contains(successor));
        }
    }

    // The last of consecutive rows of one code: a section that was only renamed or moved has not ended.
    private static Section LastRow(Register register, Section row)
    {
        while (row.Until is { } until && until < Lineage.LastMonth && register.Get(row.Code, until.AddMonths(1)) is { } next)
        {
            row = next;
        }

        return row;
    }
}
