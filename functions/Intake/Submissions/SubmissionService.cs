using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>What is given to whoever submitted.</summary>
public sealed record SubmissionReceipt(
    string Id, DateTimeOffset ReceivedAt, string Department, string Month, int Created, int Corrected, int Unchanged, SubmissionReceiptLinks Links)
{
    /// <summary>Notes on names for the submitter; null when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReceiptNotice>? Notices { get; init; }
}

/// <summary>A note on what was accepted.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Value">What it is about.</param>
/// <param name="Message">In Japanese, for the clerk.</param>
public sealed record ReceiptNotice(string Code, string Value, string Message);

/// <summary>Where to go on from a receipt.</summary>
public sealed record SubmissionReceiptLinks(string Self);

/// <summary>How a submission ended.</summary>
public enum SubmissionOutcome
{
    /// <summary>Stored durably; it will be computed.</summary>
    Accepted,

    /// <summary>The same submission had been accepted before.</summary>
    Replayed,

    /// <summary>Its key belongs to a submission with other content.</summary>
    Conflict,

    /// <summary>One of its months is closed; nothing was stored.</summary>
    Closed,

    /// <summary>It does not fit into one transaction; nothing was stored.</summary>
    TooLarge,
}

/// <summary>A month that a submission speaks of, and since when it is closed.</summary>
public readonly record struct ClosedMonth(FiscalMonth Month, DateTimeOffset Since);

/// <summary>The outcome.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="ReceiptJson">The receipt, when it was accepted or repeated.</param>
/// <param name="ClosedMonths">The closed months that it speaks of, when that is why it was not accepted.</param>
public readonly record struct SubmissionResult(SubmissionOutcome Kind, string ReceiptJson, IReadOnlyList<ClosedMonth> ClosedMonths)
{
    public SubmissionResult(SubmissionOutcome kind, string receiptJson)
        : this(kind, receiptJson, [])
    {
    }
}

/// <summary>
/// Accepts submissions in four sequential storage steps: read (effective observations, closed months), store (one transaction, which fails
/// when the submission is known or a month was closed since the read), add to the ledger, request the recomputation. After the second step
/// nothing can be lost: the sweep completes interrupted submissions. Observations equal to the effective one are added to the ledger too:
/// the read may be out of date, and a submission that is stored but not in the ledger yet would otherwise take precedence.
/// </summary>
public sealed partial class SubmissionService(
    SubmissionStore store, LedgerStore ledger, PeriodChangeStore periodChanges, ClosingGate gate, SimilarInitiatives similar, RecomputeQueue queue, Instrumentation instrumentation, TimeProvider clock,
    ILogger<SubmissionService> log)
{
    // Each further attempt needs another closing in between.
    private const int MaxLooks = 20;

    /// <summary>Accepts a submission that has been checked.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="idempotencyKey">The header of that name, or null.</param>
    /// <param name="caller">Who submits.</param>
    /// <param name="contentType">Of the evidence.</param>
    /// <param name="body">The evidence: the body as it was sent, or what may be kept of it.</param>
    /// <param name="cancel">Has an effect only before anything is stored.</param>
    public async Task<SubmissionResult> AcceptAsync(Submission submission, string? idempotencyKey, Caller caller, string contentType, byte[] body, CancellationToken cancel)
    {
        using var span = Instrumentation.Begin("accept submission");
        var result = await TakeAsync(submission, idempotencyKey, caller, contentType, body, cancel)

            // A claim without submission was in the way and has been deleted.
            ?? await TakeAsync(submission, idempotencyKey, caller, contentType, body, cancel)
            ?? throw new InvalidOperationException("A submission could not be kept, and none has claimed its key.");
        var outcome = result.Kind.ToString().ToLowerInvariant();
        span?.SetTag("smarttoyonaka.outcome", outcome);
        instrumentation.Submitted(outcome);
        return result;
    }

    // Null when claims without submission were deleted.
    private async Task<SubmissionResult?> TakeAsync(Submission submission, string? idempotencyKey, Caller caller, string contentType, byte[] body, CancellationToken cancel)
    {
        var contentHash = submission.ContentHash();
        var keys = SubmissionKeys.Of(submission, idempotencyKey, caller, contentHash);
        var earlier = FindEarlierAsync(submission, cancel);
        var alike = similar.FindAsync(submission, cancel);
        for (var look = 1; look <= MaxLooks; look++)
        {
            // Read before anything else: a closing that this read misses changes the name afterwards, and then the transaction fails.
            var open = await gate.KeyAsync(cancel);
            var held = HeldAsync(submission.Observations, cancel);
            var pending = store.NewestPendingAsync(submission.Department, cancel);
            if (await ClosedAsync(submission, cancel) is { Count: > 0 } months)
            {
                // A repeated submission gets its receipt also when its month was closed later; only new ones are refused.
                await Task.WhenAll(held, pending, alike);
                return await FindRepeatedAsync(keys, submission, contentHash, contentType, body, await earlier) ?? new(SubmissionOutcome.Closed, "", months);
            }

            if (await earlier is { } known)
            {
                await Task.WhenAll(held, pending, alike);
                return await RepeatAsync(known, submission, contentHash, contentType, body);
            }

            var (stored, entries) = Prepare(submission, await held, await pending, await alike, keys[0], contentHash, caller);
            if (!SubmissionStore.Fits(stored, body, entries))
            {
                return new(SubmissionOutcome.TooLarge, "");
            }

            switch (await store.TryStoreAsync(stored, keys, contentType, body, entries, open, cancel))
            {
                case InsertOutcome.Inserted:
                    await FinishAsync(stored, entries, SubmissionStore.MarkOf(stored));
                    Log.Accepted(log, stored.Id, stored.Department, entries.Count);
                    return new(SubmissionOutcome.Accepted, stored.Receipt);
                case InsertOutcome.Exists:
                    // Read only after a failed insert: the submission, or another one with one of its keys, exists already. Most
                    // submissions are new.
                    return await FindRepeatedAsync(keys, submission, contentHash, contentType, body, null);
                default:
                    gate.Forget(open);
                    break;
            }
        }

        throw new InvalidOperationException($"Months were closed {MaxLooks} times while a submission was to be kept.");
    }

    /// <summary>
    /// What was accepted for the number of a form's answer, with its evidence: one submission for each department that used the number.
    /// </summary>
    public async Task<IReadOnlyList<(StoredSubmission Submission, byte[] Evidence)>> FindAcceptedAsync(string form, string responseId, CancellationToken cancel)
    {
        var ids = await store.FindClaimsAsync(SubmissionKeys.OfAnswer(form, responseId), cancel);
        var found = await Task.WhenAll(ids.Select(async id => (Submission: await store.FindAsync(id, cancel), Evidence: await store.ReadBodyAsync(id, cancel))));
        return [.. found.Where(f => f.Submission is not null).Select(f => (f.Submission!, f.Evidence))];
    }

    /// <summary>Repeats the steps after storing; idempotent.</summary>
    public async Task ResumeAsync(string id, PendingMark mark)
    {
        if (await store.FindAsync(id, CancellationToken.None) is { } stored)
        {
            await FinishAsync(stored, await store.ReadEntriesAsync(id, CancellationToken.None), mark);
            Log.Resumed(log, id);
        }
    }

    // Not cancelled: what has been stored must be computed even if the client disconnects.
    private async Task FinishAsync(StoredSubmission stored, IReadOnlyList<Observation> entries, PendingMark mark)
    {
        if (entries.Count > 0)
        {
            await ledger.WriteAsync(entries, CancellationToken.None);
            await queue.SendAsync(stored.TopicYears, [mark], CancellationToken.None);
        }
    }

    // Earlier versions claimed the numbers of answers for all departments together: such a claim belongs to the department of its
    // submission.
    private async Task<StoredSubmission?> FindEarlierAsync(Submission submission, CancellationToken cancel) =>
        submission.ResponseId.Length > 0
        && await store.FindClaimAsync(SubmissionKeys.OfAnswer(submission.Form, submission.ResponseId), cancel) is { } id
        && await store.FindAsync(id, cancel) is { } stored && stored.Department == submission.Department ? stored : null;

    // Null when none of the keys is claimed by an existing submission.
    private async Task<SubmissionResult?> FindRepeatedAsync(
        IReadOnlyList<string> keys, Submission submission, string contentHash, string contentType, byte[] body, StoredSubmission? earlier)
    {
        if (earlier is null)
        {
            foreach (var key in keys)
            {
                if (await store.FindClaimAsync(key, CancellationToken.None) is { } id)
                {
                    if (await store.FindAsync(id, CancellationToken.None) is { } claimed)
                    {
                        earlier = claimed;
                        break;
                    }

                    await store.ReleaseAsync(key, id, CancellationToken.None);
                    Log.Released(log, id);
                }
            }
        }

        // The submission exists without its claims: its rows were damaged from outside the program.
        if (earlier is null && await store.FindAsync(SubmissionKeys.IdOf(keys[0]), CancellationToken.None) is { } unclaimed)
        {
            await store.ClaimAsync(keys, unclaimed.Id, CancellationToken.None);
            Log.Mended(log, unclaimed.Id);
            earlier = unclaimed;
        }

        return earlier is null ? null : await RepeatAsync(earlier, submission, contentHash, contentType, body);
    }

    private async Task<SubmissionResult> RepeatAsync(StoredSubmission stored, Submission submission, string contentHash, string contentType, byte[] body)
    {
        if (stored.ContentHash != contentHash)
        {
            return new(SubmissionOutcome.Conflict, "");
        }

        if (!await store.IsWholeAsync(stored, CancellationToken.None))
        {
            // The repetition restores the content; the time of acceptance comes from the stored row.
            await store.MendAsync(stored, contentType, body, EntriesOf(submission, stored.Id, stored.ReceivedAt), CancellationToken.None);
            Log.Mended(log, stored.Id);
        }

        if (await store.FindMarkAsync(stored, CancellationToken.None) is { } mark)
        {
            await FinishAsync(stored, await store.ReadEntriesAsync(stored.Id, CancellationToken.None), mark);
        }

        return new(SubmissionOutcome.Replayed, stored.Receipt);
    }

    private static IReadOnlyList<Observation> EntriesOf(Submission submission, string id, DateTimeOffset receivedAt) =>
        [.. submission.Observations.Select(o => o with { Source = new(Source.Submission, id, ""), ReceivedAt = receivedAt })];

    /// <summary>The closed months among those of the submission and its initiatives, read from the storage, not from a cache.</summary>
    public async Task<IReadOnlyList<ClosedMonth>> ClosedAsync(Submission submission, CancellationToken cancel)
    {
        var months = submission.Observations.Select(o => o.Month).Append(submission.Month).Distinct().Order().ToList();
        var closed = await periodChanges.ReadAsync(months, cancel);
        return [.. months.Select(m => (Month: m, Act: closed.Find(m))).Where(x => x.Act is not null).Select(x => new ClosedMonth(x.Month, x.Act!.At))];
    }

    /// <summary>The effective observation of each key of the submission; one read per measure and month.</summary>
    private async Task<IReadOnlyList<Observation?>> HeldAsync(IReadOnlyList<Observation> observations, CancellationToken cancel)
    {
        var said = await Task.WhenAll(observations.Select(o => (o.Measure, o.Section, o.Month, o.Status)).Distinct()
            .Select(k => ledger.ReadMonthAsync(k.Measure, k.Section, k.Month, k.Status, cancel)));
        var holding = EffectiveObservations.Of(said.SelectMany(s => s)).ToDictionary(o => o.Key);
        return [.. observations.Select(o => holding.GetValueOrDefault(o.Key))];
    }

    private (StoredSubmission Stored, IReadOnlyList<Observation> Entries) Prepare(
        Submission submission, IReadOnlyList<Observation?> held, DateTimeOffset? pending, IReadOnlyList<SimilarInitiative> alike, string key, string contentHash,
        Caller caller)
    {
        var id = SubmissionKeys.IdOf(key);
        var changed = submission.Observations.Zip(held).Where(x => x.Second is null || !x.First.SaysTheSameAs(x.Second) || x.Second.Source.Id == id).ToList();

        // The ledger has it under this id: the stored submission was lost and is handed in again. It keeps the time in the ledger.
        var receivedAt = held.FirstOrDefault(h => h?.Source.Id == id)?.ReceivedAt ?? After(held.Select(o => o?.ReceivedAt).Append(pending));
        var entries = EntriesOf(submission, id, receivedAt);
        var receipt = new SubmissionReceipt(
            id, receivedAt, submission.Department, submission.Month.ToString(),
            changed.Count(x => x.Second is null), changed.Count(x => x.Second is not null), submission.Observations.Count - changed.Count,
            new($"/api/submissions/{id}"))
        {
            Notices = alike.Count == 0 ? null : [.. alike.Select(a => new ReceiptNotice(SimilarInitiative.Code, a.Name, a.Ja))],
        };
        return (new(id, contentHash, submission.Department, receivedAt, caller.Id, JsonSerializer.Serialize(receipt, JsonSerializerOptions.Web), [.. TopicYear.Of(entries)]), entries);
    }

    // Whole milliseconds, since people and other programs read receipts. The newest observation is the effective one, so a submission gets
    // a later time than all earlier ones of the same key, in the ledger or on their way there, even if the clock was set back, the clocks
    // of two instances differ, or two arrive within a millisecond.
    private DateTimeOffset After(IEnumerable<DateTimeOffset?> before)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(before.OfType<DateTimeOffset>().Select(at => at.ToUnixTimeMilliseconds() + 1).Append(now).Max());
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Submission {Id} of department {Department} accepted with {Entries} entries")]
        public static partial void Accepted(ILogger logger, string id, string department, int entries);

        [LoggerMessage(1002, LogLevel.Warning, "Submission {Id} was not finished; it is now")]
        public static partial void Resumed(ILogger logger, string id);

        [LoggerMessage(1003, LogLevel.Error, "Submission {Id} lacked a part of what is kept of it; it was handed in again and is whole now. Run verify")]
        public static partial void Mended(ILogger logger, string id);

        [LoggerMessage(1004, LogLevel.Error, "A claim led to submission {Id}, which is not there; it was taken away. Run verify")]
        public static partial void Released(ILogger logger, string id);
    }
}
