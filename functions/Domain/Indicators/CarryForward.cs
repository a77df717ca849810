using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// The carry-forward of a fiscal year to the next, so that computing a year does not read all earlier years: for a stock the latest figure
/// of each section, for a flow its sum since the programme began, for a register the statuses of each initiative.
/// </summary>
public static class CarryForward
{
    /// <summary>The opening state of the next year.</summary>
    public static IReadOnlyList<Observation> Of(Measure measure, FiscalYear year, FiscalYear programme,
        IReadOnlyList<Observation> opening, IReadOnlyList<Observation> current)
    {
        var all = opening.Concat(current).Where(o => o.Measure == measure.Id && o.Status == FigureStatus.Actual);
        var closing = measure.Kind switch
        {
            MeasureKind.Stock => all.GroupBy(o => o.Section).Select(g => g.MaxBy(o => o.Month)!),
            MeasureKind.Register => all,
            _ when !measure.IsCarriedForward => [],
            _ => all.Where(o => o.Month >= programme.First).GroupBy(o => o.Section).Select(g => Sum(g, year)),
        };
        return [.. closing.OrderBy(o => o.Section, StringComparer.Ordinal).ThenBy(o => o.Month)
            .ThenBy(o => o.Initiative?.Name, StringComparer.Ordinal)];
    }

    /// <summary>
    /// What waits and would change a value of years after: of a stock until the section has said another one since, of a flow since the
    /// programme began.
    /// </summary>
    public static IEnumerable<Observation> Waiting(Measure measure, FiscalYear programme, YearFigures figures) =>
        figures.WaitingBefore.Concat(figures.Waiting).Where(w => w.Measure == measure.Id && w.Status == FigureStatus.Actual)
            .Where(w => measure.Kind switch
            {
                MeasureKind.Stock => figures.IsCarriedTo(w, figures.Year.Last),
                MeasureKind.Register => false,
                _ => measure.IsCarriedForward && w.Month >= programme.First,
            })
            .OrderBy(w => w.Section, StringComparer.Ordinal).ThenBy(w => w.Month);

    private static Observation Sum(IEnumerable<Observation> months, FiscalYear year)
    {
        var list = months.ToList();
        var newest = list.MaxBy(o => o.ReceivedAt)!;
        var cells = list.SelectMany(o => o.Cells).GroupBy(c => (c.Dimensions, c.Part))
            .Select(g => new FigureCell(g.Key.Dimensions, g.Key.Part, g.Sum(c => c.Value)));
        return newest with { Month = year.Last, Cells = [.. cells] };
    }
}
