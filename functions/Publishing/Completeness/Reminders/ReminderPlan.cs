using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>Which mails are due on a day. Pure.</summary>
public sealed class ReminderPlan(ReminderOptions options, BusinessDays days)
{
    // After missed runs only the newest stage is sent; older ones are skipped, in particular when reminders are switched on for the first
    // time.
    private const int MakeUpDays = 5;

    // Stages lie at most 20 business days, about a month, from a due day, which lies at most 23 after the month.
    private const int MonthsBack = 3;

    /// <summary>The months that can have mails on a day.</summary>
    public static IReadOnlyList<FiscalMonth> MonthsAt(DateOnly today) =>
        [.. Enumerable.Range(0, MonthsBack + 1).Select(i => FiscalMonth.Of(today).AddMonths(i - MonthsBack))];

    /// <summary>The key of the mail for the newest stage that is due and not over; null when there is none.</summary>
    public MailKey? StageAt(MissingFigures missing, DateOnly today)
    {
        var come = options.Stages.Select(stage => (Stage: stage, On: days.Away(missing.DueOn, stage))).Where(s => s.On <= today).ToList();
        return come.Count > 0 && today <= days.Away(come[^1].On, MakeUpDays)
            ? new(missing.Month, missing.DueBusinessDay, missing.Department, come[^1].Stage)
            : null;
    }

    /// <summary>True for a mail whose day is in the future: it was planned before the clock was set back and will be due again.</summary>
    public bool IsAhead(MailKey key, DateOnly today) => key.IsSummary
        ? today < days.Nth(key.Month.AddMonths(1), options.SummaryBusinessDay).Day
        : today < days.Away(days.Nth(key.Month.AddMonths(1), key.DueBusinessDay).Day, key.Stage);

    /// <summary>The summary that is due on a day: of the month before, from its business day on to the end of the month.</summary>
    public MailKey? SummaryAt(DateOnly today)
    {
        var month = FiscalMonth.Of(today);
        return today >= days.Nth(month, options.SummaryBusinessDay).Day ? MailKey.Summary(month.AddMonths(-1)) : null;
    }
}
