using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;

namespace SmartToyonaka.Publishing.Pages.TaskLists;

/// <summary>
/// Reads what a section has to do. From the ledger, so that what was handed in a moment ago is in; of measures that people hand in, not of
/// those that other systems deliver as files.
/// </summary>
public sealed class TaskListReader(ReferenceData referenceData, LedgerStore ledger, PeriodChangeStore periodChanges, ReviewService reviews,
    TimeProvider clock)
{
    /// <summary>The month in Japan.</summary>
    public FiscalMonth Current => FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));

    /// <summary>The task list of a section.</summary>
    public async Task<TaskList> ReadAsync(Section section, CancellationToken cancel)
    {
        var waiting = reviews.ListAsync(d => d == section.Code, cancel);
        var items = await ItemsAsync(section.Code, cancel);
        return new(section, TaskList.Group(items), await waiting, Current.AddMonths(-1));
    }

    /// <summary>How many figures of a section are overdue.</summary>
    public async Task<int> CountOverdueAsync(string section, CancellationToken cancel) =>
        (await ItemsAsync(section, cancel)).Count(i => i.State == TaskState.Overdue);

    private async Task<IReadOnlyList<TaskItem>> ItemsAsync(string section, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var owed = new OwedFigures(reference.Catalogue, reference.Register, new(reference.Holidays));
        var (now, current) = (clock.GetUtcNow(), Current);
        var years = new[] { current.FiscalYear, new FiscalYear(current.FiscalYear.Value - 1) };
        var parts = await Task.WhenAll(
            from year in years
            from measure in MeasureRegistry.Current.OfForms
            let figures = owed.Of(measure.Id, year, current).Where(o => o.Department == section).ToList()
            where figures.Count > 0
            select OfAsync(measure, year, figures));
        return [.. parts.SelectMany(p => p)];

        async Task<IEnumerable<TaskItem>> OfAsync(Measure measure, FiscalYear year, IReadOnlyList<OwedFigure> figures)
        {
            var closing = periodChanges.ReadAsync(year, cancel);
            var said = (await ledger.ReadYearAsync(measure.Id, year, cancel)).Where(o => o.Section == section).ToList();
            var received = CompletenessRows.Received(measure.Id, said);
            var waits = EffectiveObservations.Waiting(said).Where(o => o.Status == FigureStatus.Actual).Select(o => o.Month).ToHashSet();
            var closed = await closing;
            return figures.Select(o =>
            {
                DateTimeOffset? at = received.TryGetValue(CompletenessRows.Key(o.Month, section), out var found) ? found : null;
                return new TaskItem(o, measure, StateOf(o, at, now, waits.Contains(o.Month), closed.IsClosed(o.Month)), at);
            });
        }
    }

    private static TaskState StateOf(OwedFigure owed, DateTimeOffset? receivedAt, DateTimeOffset now, bool waits, bool isClosed) => 0 switch
    {
        _ when receivedAt is not null => TaskState.Done,
        _ when waits => TaskState.Waiting,
        _ when isClosed => TaskState.Closed,
        _ => owed.StateAt(null, now) == DueFigureState.Missing ? TaskState.Overdue : TaskState.Due,
    };
}
