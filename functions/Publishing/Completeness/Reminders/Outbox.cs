using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>
/// The table <c>outbox</c>: one row per mail, written before it is sent and after. The row and the mark that it is open are written in one
/// transaction, so that open mails are found without reading the others: hence one partition.
/// </summary>
public sealed partial class Outbox(StorageAccount storage, Instrumentation instrumentation, AdminJournal journal, TimeProvider clock,
    ILogger<Outbox> log) : IHousekeeping
{
    private const string Partition = "outbox", MailPrefix = "m!", OpenPrefix = "o!";
    private const int MaxAttempts = 5;

    /// <summary>
    /// Longer than a call of Graph may take (five minutes at most): a mail that is in state sending for longer was interrupted.
    /// </summary>
    public static readonly TimeSpan BrokenOffAfter = TimeSpan.FromMinutes(15);

    private readonly TableStore table = storage.Table(TableNames.Outbox);

    public async Task<OutboxMail?> FindAsync(string id, CancellationToken cancel) =>
        await table.GetAsync(Partition, MailPrefix + id, cancel) is { } row ? OutboxMail.From(row) : null;

    /// <summary>Everything about months from one on, by id.</summary>
    public async Task<IReadOnlyList<OutboxMail>> ListAsync(FiscalMonth from, CancellationToken cancel) =>
        [.. (await table.ListAsync(Partition, $"{MailPrefix}{from.Key}", MailPrefix + '\uFFFF', cancel)).Select(OutboxMail.From)];

    /// <summary>All open mails, however old.</summary>
    public async Task<IReadOnlyList<OutboxMail>> ListOpenAsync(CancellationToken cancel)
    {
        var open = new List<OutboxMail>();
        foreach (var mark in await table.ListPrefixAsync(Partition, OpenPrefix, cancel))
        {
            if (await FindAsync(mark.Key[OpenPrefix.Length..], cancel) is { } mail)
            {
                open.Add(mail);
            }
        }

        return open;
    }

    /// <summary>How many mails may have been sent or not, and how many were not sent.</summary>
    public async Task<(int Unknown, int Failed)> CountAsync(CancellationToken cancel)
    {
        var states = (await table.ListPrefixAsync(Partition, OpenPrefix, cancel)).Select(m => m.Text("state")).ToList();
        return (states.Count(s => s == MailState.Unknown), states.Count(s => s == MailState.Failed));
    }

    /// <summary>Adds a mail if it does not exist; returns the stored one.</summary>
    public async Task<OutboxMail> AddAsync(OutboxMail mail, CancellationToken cancel)
    {
        var row = mail.ToRow(Partition, MailPrefix + mail.Key.Id);
        if (await table.TryInsertAsync(MailState.IsOpen(mail.State) ? [row, Mark(mail)] : [row], cancel))
        {
            Told(mail);
        }

        return await FindAsync(mail.Key.Id, cancel)
            ?? throw new InvalidOperationException($"The mail {mail.Key.Id} was added and is gone.");
    }

    /// <summary>Changes a mail if its version is unchanged since it was read; false when it was changed.</summary>
    public async Task<bool> TryChangeAsync(OutboxMail read, OutboxMail changed, CancellationToken cancel)
    {
        var id = read.Key.Id;
        var (was, isNow) = (MailState.IsOpen(read.State), MailState.IsOpen(changed.State));
        var row = changed.ToRow(Partition, MailPrefix + id) with { ETag = read.ETag };
        var mark = Mark(changed) with { ETag = was ? "*" : "" };
        var isWritten = await table.TryWriteAsync(isNow ? [row, mark] : [row], was && !isNow ? [mark] : [], cancel);
        if (isWritten && changed.State != read.State)
        {
            Told(changed);
        }

        return isWritten;
    }

    /// <summary>
    /// Sets a mail to sending; null when another run did, or an administrator decided otherwise. From here on it is not sent again
    /// automatically.
    /// </summary>
    public async Task<OutboxMail?> TakeAsync(OutboxMail mail, string subject, string text, CancellationToken cancel)
    {
        var attempt = Guid.NewGuid().ToString("N");
        var taken = mail with
        {
            State = MailState.Sending,
            Reason = "",
            Attempts = mail.Attempts + 1,
            Attempt = attempt,
            ChangedAt = clock.GetUtcNow(),
            Subject = subject,
            Text = text,
        };

        // The storage may have written it although the response was lost; the row has the id of its attempt.
        await TryChangeAsync(mail, taken, cancel);
        return await FindAsync(mail.Key.Id, cancel) is { State: MailState.Sending } now && now.Attempt == attempt ? now : null;
    }

    /// <summary>Records the result of an attempt. If this fails, the mail stays in state sending and becomes unknown.</summary>
    public async Task EndAsync(OutboxMail taken, string state, string reason)
    {
        // Not cancelled, since the mail was sent.
        for (var i = 0; i < MaxAttempts; i++)
        {
            if (await FindAsync(taken.Key.Id, CancellationToken.None) is not { State: MailState.Sending or MailState.Unknown } now
                || now.Attempt != taken.Attempt
                || await TryChangeAsync(now, now with { State = state, Reason = reason, ChangedAt = clock.GetUtcNow(), IsAsked = false },
                    CancellationToken.None))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The mail {taken.Key.Id} was written elsewhere {MaxAttempts} times meanwhile.");
    }

    /// <inheritdoc/>
    public Task TidyAsync(CancellationToken cancel) => SettleAsync(cancel);

    /// <summary>Sets mails to unknown whose sending was interrupted. Returns the number of unknown mails.</summary>
    public async Task<int> SettleAsync(CancellationToken cancel)
    {
        var unknown = 0;
        var cutoff = new StaleCutoff(clock.GetUtcNow(), BrokenOffAfter);
        foreach (var mail in await ListOpenAsync(cancel))
        {
            var isBrokenOff = mail.State == MailState.Sending && cutoff.Includes(mail.ChangedAt);
            if (isBrokenOff)
            {
                await TryChangeAsync(mail, mail with
                {
                    State = MailState.Unknown,
                    Reason = "broken-off",
                    ChangedAt = clock.GetUtcNow(),
                    IsAsked = false
                }, cancel);
            }

            unknown += isBrokenOff || mail.State == MailState.Unknown ? 1 : 0;
        }

        instrumentation.UnknownMails(unknown);
        return unknown;
    }

    /// <summary>
    /// Records an administrator's decision to send an open mail (at the next run) or to dismiss it. Null when its state allows no decision.
    /// </summary>
    public Task<OutboxMail?> DecideAsync(string id, bool send, string by, string reason, CancellationToken cancel) =>
        journal.RecordAsync(new(AdminActKind.Mails, send ? "resend" : "dismiss", id, by, reason),
            () => DecideNowAsync(id, send, by, cancel), mail => mail is null ? null : "", cancel);

    private async Task<OutboxMail?> DecideNowAsync(string id, bool send, string by, CancellationToken cancel)
    {
        for (var i = 0; i < MaxAttempts; i++)
        {
            if (await FindAsync(id, cancel) is not { State: MailState.Unknown or MailState.Failed or MailState.Planned } mail)
            {
                return null;
            }

            var decided = mail with
            {
                State = send ? MailState.Planned : MailState.Dismissed,
                Reason = "",
                By = by,
                IsAsked = send,
                ChangedAt = clock.GetUtcNow(),
            };
            if (await TryChangeAsync(mail, decided, cancel))
            {
                return decided;
            }
        }

        return null;
    }

    private static Row Mark(OutboxMail mail) =>
        new(Partition, OpenPrefix + mail.Key.Id, new Dictionary<string, object>(StringComparer.Ordinal) { ["state"] = mail.State });

    private void Told(OutboxMail mail)
    {
        instrumentation.Mailed(mail.Key.Kind, mail.State);
        if (mail.State == MailState.Unknown)
        {
            Log.Unknown(log, mail.Key.Id, mail.Reason);
        }
        else
        {
            Log.Changed(log, mail.Key.Id, mail.State, mail.Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Information, "Mail {Id} is {State} {Reason}")]
        public static partial void Changed(ILogger logger, string id, string state, string reason);

        [LoggerMessage(5102, LogLevel.Warning,
            "Mail {Id} may have been sent or not ({Reason}); it is not sent again until an administrator decides")]
        public static partial void Unknown(ILogger logger, string id, string reason);
    }
}
