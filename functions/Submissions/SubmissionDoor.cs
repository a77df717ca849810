using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Access;
using SmartToyonaka.Calendar;
using SmartToyonaka.Closings;
using SmartToyonaka.Figures;
using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;
using SmartToyonaka.Telemetry;

namespace SmartToyonaka.Submissions;

/// <summary>What is given to whoever submitted.</summary>
public sealed record Receipt(
    string Id, DateTimeOffset ReceivedAt, string Department, string Month, int Created, int Corrected, int Unchanged, ReceiptLinks Links);

/// <summary>Where to go on from a receipt.</summary>
public sealed record ReceiptLinks(string Self);

/// <summary>How a submission ended.</summary>
public enum AcceptanceKind
{
    /// <summary>Kept for good; it will be computed.</summary>
    Accepted,

    /// <summary>The same submission had been accepted before.</summary>
    Replayed,

    /// <summary>Its key belongs to a submission with other content.</summary>
    Conflict,

    /// <summary>A month that it speaks of is closed; nothing was kept.</summary>
    Closed,
}

/// <summary>A month that a submission speaks of, and since when it is closed.</summary>
public readonly record struct ClosedMonth(FiscalMonth Month, DateTimeOffset Since);

/// <summary>The outcome.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="ReceiptJson">The receipt, when it was accepted or repeated.</param>
/// <param name="ClosedMonths">The closed months that it speaks of, when that is why it was not accepted.</param>
public readonly record struct Acceptance(AcceptanceKind Kind, string ReceiptJson, IReadOnlyList<ClosedMonth> ClosedMonths)
{
    public Acceptance(AcceptanceKind kind, string receiptJson)
        : this(kind, receiptJson, [])
    {
    }
}

/// <summary>
/// Accepts submissions. Four steps, one storage call after the other: look (what held, what is closed), keep (one transaction, which fails
/// when it is known or a month was closed since the look), add to the ledger, ask for the recomputation. After the second step nothing can
/// be lost: the sweep finishes what was begun. Everything said is added to the ledger, also what says the same as before: what the look
/// found may be out of date, because something that was kept and is not in the ledger yet, or is just being kept, may say otherwise, and
/// would hold.
/// </summary>
public sealed partial class SubmissionDoor(
    SubmissionStore store, LedgerStore ledger, ClosingActStore closings, ClosingGate gate, RecomputeQueue queue, Signals signals, TimeProvider clock,
    ILogger<SubmissionDoor> log)
{
    // Each further look needs another closing in between.
    private const int MaxLooks = 20;

    /// <summary>Accepts a submission that has been checked.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="idempotencyKey">The header of that name, or null.</param>
    /// <param name="caller">Who submits.</param>
    /// <param name="contentType">Of the evidence.</param>
    /// <param name="body">The evidence: the body as it was sent, or what may be kept of it.</param>
    /// <param name="cancel">Stops only before anything is kept.</param>
    public async Task<Acceptance> AcceptAsync(Submission submission, string? idempotencyKey, Caller caller, string contentType, byte[] body, CancellationToken cancel)
    {
        using var span = Signals.Begin("accept submission");
        var acceptance = await TakeAsync(submission, idempotencyKey, caller, contentType, body, cancel);
        var outcome = acceptance.Kind.ToString().ToLowerInvariant();
        span?.SetTag("smarttoyonaka.outcome", outcome);
        signals.Submitted(outcome);
        return acceptance;
    }

    private async Task<Acceptance> TakeAsync(Submission submission, string? idempotencyKey, Caller caller, string contentType, byte[] body, CancellationToken cancel)
    {
        var contentHash = submission.ContentHash();
        var keys = Keys(submission, idempotencyKey, caller, contentHash);
        for (var look = 1; look <= MaxLooks; look++)
        {
            // Known before anything else is read: a closing that is not seen changes it later, and then nothing is kept.
            var open = await gate.KeyAsync(cancel);
            var held = HeldAsync(submission.Observations, cancel);
            var pending = store.NewestPendingAsync(submission.Department, cancel);
            if (await ClosedAsync(submission, cancel) is { Count: > 0 } months)
            {
                // What was accepted before the month closed is answered as it was; only what is new is refused.
                await Task.WhenAll(held, pending);
                return await FindRepeatedAsync(keys, contentHash) ?? new(AcceptanceKind.Closed, "", months);
            }

            var (stored, entries) = Prepare(submission, await held, await pending, keys[0], contentHash, caller);
            switch (await store.TryKeepAsync(stored, keys, contentType, body, entries, open, cancel))
            {
                case InsertOutcome.Inserted:
                    await FinishAsync(stored, entries, SubmissionStore.MarkOf(stored));
                    Log.Accepted(log, stored.Id, stored.Department, entries.Count);
                    return new(AcceptanceKind.Accepted, stored.Receipt);
                case InsertOutcome.Exists:
                    // It was kept before, or another one with one of its keys. Most are new, so this is not asked of every one.
                    return await FindRepeatedAsync(keys, contentHash)
                        ?? throw new InvalidOperationException("A submission could not be kept, and none has claimed its key.");
                default:
                    gate.Forget(open);
                    break;
            }
        }

        throw new InvalidOperationException($"Months were closed {MaxLooks} times while a submission was to be kept.");
    }

    /// <summary>What was accepted of a form's answer, with its evidence; null when nothing was.</summary>
    public async Task<(StoredSubmission Submission, byte[] Evidence)?> FindAcceptedAsync(string form, string responseId, CancellationToken cancel) =>
        await store.FindClaimAsync(ResponseKey(form, responseId), cancel) is { } id && await store.FindAsync(id, cancel) is { } stored
            ? (stored, await store.ReadBodyAsync(id, cancel))
            : null;

    /// <summary>Does again what follows on keeping a submission; harmless when it was done.</summary>
    public async Task ResumeAsync(string id, PendingMark mark)
    {
        if (await store.FindAsync(id, CancellationToken.None) is { } stored)
        {
            await FinishAsync(stored, await store.ReadEntriesAsync(id, CancellationToken.None), mark);
            Log.Resumed(log, id);
        }
    }

    // The client going away must not stop what has been kept from being computed, so nothing here is cancelled.
    private async Task FinishAsync(StoredSubmission stored, IReadOnlyList<Observation> entries, PendingMark mark)
    {
        if (entries.Count > 0)
        {
            await ledger.WriteAsync(entries, CancellationToken.None);
            await queue.SendAsync(stored.TopicYears, [mark], CancellationToken.None);
        }
    }

    // Null when none of the keys is claimed.
    private async Task<Acceptance?> FindRepeatedAsync(IReadOnlyList<string> keys, string contentHash)
    {
        foreach (var key in keys)
        {
            if (await store.FindClaimAsync(key, CancellationToken.None) is { } known)
            {
                return await RepeatAsync(known, contentHash);
            }
        }

        return null;
    }

    private async Task<Acceptance> RepeatAsync(string id, string contentHash)
    {
        var stored = await store.FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"The submission {id} has a claim but no row.");
        if (stored.ContentHash != contentHash)
        {
            return new(AcceptanceKind.Conflict, "");
        }

        if (await store.FindMarkAsync(stored, CancellationToken.None) is { } mark)
        {
            await FinishAsync(stored, await store.ReadEntriesAsync(id, CancellationToken.None), mark);
        }

        return new(AcceptanceKind.Replayed, stored.Receipt);
    }

    /// <summary>The closed months among that of the submission and those of its initiatives, asked of the storage: never from memory.</summary>
    public async Task<IReadOnlyList<ClosedMonth>> ClosedAsync(Submission submission, CancellationToken cancel)
    {
        var months = submission.Observations.Select(o => o.Month).Append(submission.Month).Distinct().Order().ToList();
        var closed = await closings.ReadAsync(months, cancel);
        return [.. months.Select(m => (Month: m, Act: closed.Find(m))).Where(x => x.Act is not null).Select(x => new ClosedMonth(x.Month, x.Act!.At))];
    }

    /// <summary>What held so far of each key that the observations speak of; one look per measure and month.</summary>
    private async Task<IReadOnlyList<Observation?>> HeldAsync(IReadOnlyList<Observation> observations, CancellationToken cancel)
    {
        var said = await Task.WhenAll(observations.Select(o => (o.Measure, o.Section, o.Month, o.Status)).Distinct()
            .Select(k => ledger.ReadMonthAsync(k.Measure, k.Section, k.Month, k.Status, cancel)));
        var holding = Holding.Of(said.SelectMany(s => s)).ToDictionary(o => o.Key);
        return [.. observations.Select(o => holding.GetValueOrDefault(o.Key))];
    }

    private (StoredSubmission Stored, IReadOnlyList<Observation> Entries) Prepare(
        Submission submission, IReadOnlyList<Observation?> held, DateTimeOffset? pending, string key, string contentHash, Caller caller)
    {
        var id = key[..32];
        var source = new Source(Source.Submission, id, "");
        var changed = submission.Observations.Zip(held).Where(x => x.Second is null || !x.First.SaysTheSameAs(x.Second)).ToList();
        var receivedAt = After(held.Select(o => o?.ReceivedAt).Append(pending));
        IReadOnlyList<Observation> entries = [.. submission.Observations.Select(o => o with { Source = source, ReceivedAt = receivedAt })];
        var receipt = new Receipt(
            id, receivedAt, submission.Department, submission.Month.ToString(),
            changed.Count(x => x.Second is null), changed.Count(x => x.Second is not null), submission.Observations.Count - changed.Count,
            new($"/api/submissions/{id}"));
        return (new(id, contentHash, submission.Department, receivedAt, caller.Id, JsonSerializer.Serialize(receipt, JsonSerializerOptions.Web), [.. TopicYear.Of(entries)]), entries);
    }

    // Whole milliseconds: tables keep 100 ns, but a receipt is read by people and other programs. What is newest holds, so a submission is
    // later than what was said before of the same, in the ledger or on its way there, even if the clock was set back in between, two
    // instances' clocks differ, or two came within a millisecond.
    private DateTimeOffset After(IEnumerable<DateTimeOffset?> before)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(before.OfType<DateTimeOffset>().Select(at => at.ToUnixTimeMilliseconds() + 1).Append(now).Max());
    }

    /// <summary>
    /// What makes a submission the same one: its form's answer number; the caller's Idempotency-Key; with neither, its content. A
    /// submission with both claims both.
    /// </summary>
    private static List<string> Keys(Submission submission, string? idempotencyKey, Caller caller, string contentHash)
    {
        var keys = new List<string>();
        if (submission.ResponseId.Length > 0)
        {
            keys.Add(ResponseKey(submission.Form, submission.ResponseId));
        }

        if (!string.IsNullOrWhiteSpace(idempotencyKey))
        {
            keys.Add(Hash($"header\n{caller.Id}\n{idempotencyKey.Trim()}"));
        }

        if (keys.Count == 0)
        {
            keys.Add(Hash($"content\n{contentHash}"));
        }

        return keys;
    }

    private static string ResponseKey(string form, string responseId) => Hash($"response\n{form}\n{responseId}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Submission {Id} of department {Department} accepted with {Entries} entries")]
        public static partial void Accepted(ILogger logger, string id, string department, int entries);

        [LoggerMessage(1002, LogLevel.Warning, "Submission {Id} was not finished; it is now")]
        public static partial void Resumed(ILogger logger, string id);
    }
}
