using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>One run of the reminders.</summary>
/// <param name="Reference">What holds in it.</param>
/// <param name="Today">Its day in Japan.</param>
/// <param name="Contacts">Addresses by department.</param>
public sealed record ReminderRun(ReferenceSnapshot Reference, DateOnly Today, IReadOnlyDictionary<string, string> Contacts);

/// <summary>What mails say: which figures are missing, and in which words.</summary>
public sealed class ReminderComposer(ReminderOptions options, MissingFiguresReader missing, MonthlySummary summary, TimeProvider clock)
{
    /// <summary>Everything that is missing of the months that are reminded of.</summary>
    public Task<IReadOnlyList<MissingFigures>> MissingAsync(ReminderRun run, CancellationToken cancel) =>
        missing.OfAsync(ReminderPlan.MonthsAt(run.Today), run.Reference, cancel);

    /// <summary>The text of a mail; null when there is nothing to say any more.</summary>
    public async Task<ReminderText?> TextAsync(MailKey key, MissingFigures? figures, ReminderRun run, CancellationToken cancel)
    {
        if (key.IsSummary)
        {
            return await summary.OfAsync(key.Month, clock.GetUtcNow(), run.Reference, cancel);
        }

        return figures is not null && await missing.StillAsync(figures, cancel) is { } still
            ? ReminderText.Of(key, run.Reference.Register.Get(key.Department, key.Month)?.Name ?? key.Department, still.DueOn, run.Today,
                still.Measures, options.Link!)
            : null;
    }

    /// <summary>What a mail reminds of, as it stands now; null for a summary, and when nothing is missing.</summary>
    public async Task<MissingFigures?> FiguresAsync(MailKey key, ReminderRun run, CancellationToken cancel) => key.IsSummary
        ? null
        : (await missing.OfAsync([key.Month], run.Reference, cancel)).FirstOrDefault(m => m.DueBusinessDay == key.DueBusinessDay
            && m.Department == key.Department);
}
