using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;

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
        string[] text =
        [
            $"{JapaneseEra.Text(month)}分の提出状況({ReminderText.Day(JapanTime.Date(now))}現在)",
            "",
            $"期限内 {Count(DueFigureState.OnTime)} 件、遅れ {Count(DueFigureState.Late)} 件、未提出 {Count(DueFigureState.Missing)} 件、期限前 "
                + $"{Count(DueFigureState.NotDue)} 件",
            "",
            "■ 未提出",
            .. Departments(DueFigureState.Missing),
            "",
            "■ 遅れて提出",
            .. Departments(DueFigureState.Late),
            "",
            "■ 待っているもの",
            .. await WaitingAsync(now, cancel),
            "",
            $"くわしくは GET /api/completeness?fiscalYear={month.FiscalYear}、/api/drops、/api/reminders で見られます。このメールは自動で送っています。",
        ];
        return new($"【提出状況】{JapaneseEra.Text(month)}分: 未提出 {Count(DueFigureState.Missing)} 件、遅れ {Count(DueFigureState.Late)} 件",
            string.Join('\n', text));

        int Count(DueFigureState state) => owed.Count(o => o.State == state);

        IEnumerable<string> Departments(DueFigureState state) => owed.Where(o => o.State == state).GroupBy(o => o.Owed.Measure)
            .Select(m => $"・{BuiltInMeasures.Find(m.Key)?.NameJa ?? m.Key}: {string.Join("、", m.Select(o => Name(o.Owed.Department)))}")
                .DefaultIfEmpty("なし");

        string Name(string department) => $"{department} {reference.Register.Get(department, month)?.Name}".TrimEnd();
    }

    private async Task<IEnumerable<string>> WaitingAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var recent = (await drops.NewestAsync(null, DropReceipts.MaxCount, cancel)).Where(d => d.ReceivedAt > now.AddDays(-RecentDays))
            .ToList();
        var (unknown, failed) = await outbox.CountAsync(cancel);
        return
        [
            $"・この{RecentDays}日に受け付けなかったCSV {recent.Count(d => d.State == DropState.Refused)} 件、一部を保留したCSV "
                + $"{recent.Count(d => d.State == DropState.TakenInPart)} 件({recent.Sum(d => d.RowsHeld)} 行)",
            $"・再計算に失敗したもの {await poison.CountAsync(cancel)} 件",
            $"・送れたか分からないメール {unknown} 件、送れなかったメール {failed} 件",
        ];
    }
}
