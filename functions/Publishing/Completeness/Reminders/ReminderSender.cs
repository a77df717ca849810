using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Graph;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>
/// Sends the mails that are due: the row of the outbox is written first, then the mail is sent, then the row is updated. A process killed
/// in between leaves the row in state sending, which becomes unknown; the mail is not sent again.
/// </summary>
public sealed partial class ReminderSender(
    ReminderOptions options, Outbox outbox, ReminderComposer composer, ReferenceData referenceData, GraphMail graph, TimeProvider clock,
    ILogger<ReminderSender> log)
{
    // Faults that concern every mail.
    private static readonly HashSet<GraphFault> OfAll = [GraphFault.Throttled, GraphFault.Unauthorized, GraphFault.Forbidden,
        GraphFault.NotFound, GraphFault.Unreachable, GraphFault.Unclear];

    /// <summary>One run; idempotent. Does nothing where reminders are off or the city hall is closed today.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (options.Mode == ReminderMode.Off)
        {
            return;
        }

        await outbox.SettleAsync(cancel);
        var reference = await referenceData.GetNewestAsync(cancel);
        var days = new BusinessDays(reference.Holidays);
        var today = JapanTime.Date(clock.GetUtcNow());
        if (!days.IsBusinessDay(today))
        {
            return;
        }

        var run = new ReminderRun(reference, today, await referenceData.ReadContactsAsync(cancel));
        var plan = new ReminderPlan(options, days);
        var wanted = new Dictionary<string, (MailKey Key, MissingFigures? Missing)>(StringComparer.Ordinal);
        foreach (var figures in await composer.MissingAsync(run, cancel))
        {
            if (plan.StageAt(figures, today) is { } key)
            {
                wanted[key.Id] = (key, figures);
            }
        }

        if (plan.SummaryAt(today) is { } month)
        {
            wanted[month.Id] = (month, null);
        }

        await CheckOpenMailsAsync(wanted, plan, run, cancel);
        await WorkAsync(wanted.Values, run, cancel);
    }

    private async Task WorkAsync(IEnumerable<(MailKey Key, MissingFigures? Missing)> wanted, ReminderRun run, CancellationToken cancel)
    {
        var left = wanted.ToList();
        while (left.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var (key, figures) = left[0];
            left.RemoveAt(0);
            var mail = await outbox.FindAsync(key.Id, cancel);
            if (mail is not null ? !IsToBeSent(mail) : await HasLaterAsync(key, cancel))
            {
                continue;
            }

            if (await composer.TextAsync(key, figures, run, cancel) is not { } text)
            {
                if (mail is not null)
                {
                    await outbox.TryChangeAsync(mail, mail with
                    {
                        State = MailState.Superseded,
                        Reason = "nothing-missing",
                        IsAsked = false,
                        ChangedAt = clock.GetUtcNow()
                    }, cancel);
                }

                continue;
            }

            if (options.Mode == ReminderMode.DryRun)
            {
                var worked = OutboxMail.Planned(key, clock.GetUtcNow()) with
                {
                    State = MailState.DryRun,
                    Subject = text.Subject,
                    Text = text.Text
                };
                _ = mail is null ? await outbox.AddAsync(worked, cancel) : mail;
                continue;
            }

            mail ??= await outbox.AddAsync(OutboxMail.Planned(key, clock.GetUtcNow()), cancel);
            if (IsToBeSent(mail) && !await SendAsync(mail, text, run, cancel))
            {
                Log.StoppedEarly(log, left.Count);
                return;
            }
        }
    }

    // When the clock is set back, an earlier stage is due again: it is not sent after a later mail.
    private async Task<bool> HasLaterAsync(MailKey key, CancellationToken cancel)
    {
        foreach (var stage in key.IsSummary ? [] : options.Stages.Where(s => s > key.Stage))
        {
            if (await outbox.FindAsync((key with { Stage = stage }).Id, cancel) is not null)
            {
                return true;
            }
        }

        return key.IsSummary && await outbox.FindAsync(MailKey.Summary(key.Month.AddMonths(1)).Id, cancel) is not null;
    }

    // A dry run does not mark the mail as sent.
    private bool IsToBeSent(OutboxMail mail) =>
        mail.State is MailState.Planned or MailState.Failed || (mail.State == MailState.DryRun && options.Mode == ReminderMode.Send);

    /// <summary>Sends one mail; false when the remaining mails should wait for the next run.</summary>
    private async Task<bool> SendAsync(OutboxMail mail, ReminderText text, ReminderRun run, CancellationToken cancel)
    {
        var to = mail.Key.IsSummary ? options.Responsible : run.Contacts.GetValueOrDefault(mail.Key.Department);
        if (to is null)
        {
            if (mail is not { State: MailState.Failed, Reason: "no-address" })
            {
                await outbox.TryChangeAsync(mail, mail with
                {
                    State = MailState.Failed,
                    Reason = "no-address",
                    Subject = text.Subject,
                    Text = text.Text,
                    ChangedAt = clock.GetUtcNow()
                }, cancel);
            }

            return true;
        }

        if (await outbox.TakeAsync(mail, text.Subject, text.Text, cancel) is not { } taken)
        {
            return true;
        }

        var fault = GraphFault.Unclear;
        try
        {
            fault = await graph.SendAsync(new(options.From, to, text.Subject, text.Text, $"{taken.Key.Id}.{taken.Attempts}"));
        }
        finally
        {
            // Also after an unexpected exception: it is not known whether the mail was sent.
            var state = fault switch { GraphFault.None => MailState.Sent, GraphFault.Unclear => MailState.Unknown, _ => MailState.Failed };
            await outbox.EndAsync(taken, state, fault == GraphFault.None ? "" : fault.Text());
        }

        return !OfAll.Contains(fault);
    }

    // Planned and failed mails that are obsolete: a later stage is due, or the figures were submitted. Mails that an administrator wants
    // sent stay.
    private async Task CheckOpenMailsAsync(Dictionary<string, (MailKey Key, MissingFigures? Missing)> wanted, ReminderPlan plan,
        ReminderRun run, CancellationToken cancel)
    {
        foreach (var mail in (await outbox.ListOpenAsync(cancel)).Where(m => m.State is MailState.Planned or MailState.Failed
            && !wanted.ContainsKey(m.Key.Id)))
        {
            if (mail.IsAsked)
            {
                wanted[mail.Key.Id] = (mail.Key, await composer.FiguresAsync(mail.Key, run, cancel));
            }
            else if (!plan.IsAhead(mail.Key, run.Today))
            {
                await outbox.TryChangeAsync(mail,
                    mail with { State = MailState.Superseded, Reason = "no-longer-wanted", ChangedAt = clock.GetUtcNow() }, cancel);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5103, LogLevel.Warning, "Mail cannot be sent now; {Left} more wait for the next run")]
        public static partial void StoppedEarly(ILogger logger, int left);
    }
}
