using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>The text of the monthly summary: who has submitted, who was late, who has not, and the open items.</summary>
public sealed class MonthlySummary(DueFigures dueFigures, DropReceipts drops, Outbox outbox, StorageAccount storage)
{
    private const int RecentDays = 31;

    private readonly QueueStore poison = storage.Queue(QueueNames.RecomputePoison);

    /// <summary>The summary of a month as it stands now.</summary>
    public async Task<ReminderText> OfAsync(FiscalMonth month, DateTimeOffset now, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var owed = (await dueFigures.OwedAsync(month.FiscalYear, reference, o => o.Month == month, cancel))
            .Select(x => (x.Owed, State: x.Owed.StateAt(x.ReceivedAt, now))).ToList();
        var name = JapaneseEra.Text(month);
        var text = SummaryMessages.Text(name, JapanTime.Date(now), new(Count(DueFigureState.OnTime), Count(DueFigureState.Late),
            Count(DueFigureState.Missing), Count(DueFigureState.NotDue)), Departments(DueFigureState.Missing),
            Departments(DueFigureState.Late), await WaitingAsync(now, cancel), month.FiscalYear);
        return new(SummaryMessages.Subject(name, Count(DueFigureState.Missing), Count(DueFigureState.Late)), text);

        int Count(DueFigureState state) => owed.Count(o => o.State == state);

        IEnumerable<string> Departments(DueFigureState state) => owed.Where(o => o.State == state).GroupBy(o => o.Owed.Measure)
            .Select(m => SummaryMessages.Departments(MeasureRegistry.Current.Find(m.Key)?.NameJa ?? m.Key,
                m.Select(o => Name(o.Owed.Department))))
                .DefaultIfEmpty(SummaryMessages.Nobody);

        string Name(string department) => $"{department} {reference.Register.Get(department, month)?.Name}".TrimEnd();
    }

    private async Task<IEnumerable<string>> WaitingAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var recent = (await drops.NewestAsync(null, DropReceipts.MaxCount, cancel)).Where(d => d.ReceivedAt > now.AddDays(-RecentDays))
            .ToList();
        var (unknown, failed) = await outbox.CountAsync(cancel);
        return
        [
            SummaryMessages.Files(RecentDays, recent.Count(d => d.State == DropState.Refused),
                recent.Count(d => d.State == DropState.TakenInPart), recent.Sum(d => d.RowsHeld)),
            SummaryMessages.Failed(await poison.CountAsync(cancel)),
            SummaryMessages.Mails(unknown, failed),
        ];
    }
}
