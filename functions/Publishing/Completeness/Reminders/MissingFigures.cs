using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>What a department has not handed in of one month, due on one day.</summary>
/// <param name="Month">The month.</param>
/// <param name="DueBusinessDay">The business day of the next month on which it is due.</param>
/// <param name="Department">The section's code.</param>
/// <param name="DueOn">That day.</param>
/// <param name="Measures">What is missing.</param>
public sealed record MissingFigures(FiscalMonth Month, int DueBusinessDay, string Department, DateOnly DueOn,
    IReadOnlyList<string> Measures);

/// <summary>
/// Finds figures that departments have not submitted: only those that they submit themselves (no drops), and no closed month.
/// </summary>
public sealed class MissingFiguresReader(DueFigures dueFigures, LedgerStore ledger, PeriodChangeStore periodChanges)
{
    /// <summary>What is missing of some months, by month, due day and department.</summary>
    public async Task<IReadOnlyList<MissingFigures>> OfAsync(IReadOnlyList<FiscalMonth> months, ReferenceSnapshot reference,
        CancellationToken cancel)
    {
        var wanted = months.ToHashSet();
        var closed = await periodChanges.ReadAsync(months, cancel);
        var owed = await Task.WhenAll(months.Select(m => m.FiscalYear).Distinct().Select(year => dueFigures.OwedAsync(
            year, reference, o => wanted.Contains(o.Month) && !closed.IsClosed(o.Month)
                && SmartToyonaka.Domain.Measures.MeasureRegistry.Current.Find(o.Measure) is { DropFolder: null }, cancel)));
        return [.. owed.SelectMany(o => o).Where(o => o.ReceivedAt is null).Select(o => o.Owed)
            .GroupBy(o => (o.Month, o.DueBusinessDay, o.Department))
            .OrderBy(g => g.Key.Month).ThenBy(g => g.Key.DueBusinessDay).ThenBy(g => g.Key.Department, StringComparer.Ordinal)
            .Select(g => new MissingFigures(g.Key.Month, g.Key.DueBusinessDay, g.Key.Department, g.First().DueOn.Day,
                [.. g.Select(o => o.Measure)]))];
    }

    /// <summary>
    /// The same without figures that were accepted and are not computed yet; null when nothing is missing. One read of the ledger per
    /// measure.
    /// </summary>
    public async Task<MissingFigures?> StillAsync(MissingFigures missing, CancellationToken cancel)
    {
        var said = await Task.WhenAll(missing.Measures.Select(m =>
            ledger.ReadMonthAsync(m, missing.Department, missing.Month, FigureStatus.Actual, cancel)));
        var left = missing.Measures.Zip(said).Where(x => x.Second.Count == 0).Select(x => x.First).ToList();
        return left.Count == 0 ? null : missing with { Measures = left };
    }
}
