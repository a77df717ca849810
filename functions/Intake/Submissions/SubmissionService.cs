using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Accepts submissions. Four steps, one storage call after the other: look (what is known, what is closed), keep (one transaction, which
/// fails when it is known or a month was closed since the look), add to the ledger, ask for the recomputation. After the second step nothing
/// can be lost: the sweep finishes what was begun.
/// </summary>
public sealed partial class SubmissionService(
    SubmissionStore store, LedgerStore ledger, SubmissionRecorder kept, PriorValuesReader knownBefore, ReferenceData reference, PeriodChangeStore periodChanges, ClosingGate gate,
    SimilarInitiatives similar, Instrumentation instrumentation, TimeProvider clock, ILogger<SubmissionService> log)
{
    // Each further look needs another closing, or another submission of the same content, in between.
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
        var contentHash = submission.ContentHash();
        var handed = new HandedIn(
            submission, contentHash, SubmissionKeys.IsByContent(submission, idempotencyKey), SubmissionKeys.Of(submission, idempotencyKey, caller, contentHash), contentType, body);
        var result = await TakeAsync(handed, caller, cancel);
        var outcome = result.Kind.ToString().ToLowerInvariant();
        span?.SetTag("smarttoyonaka.outcome", outcome);
        instrumentation.Submitted(outcome);
        return result;
    }

    private async Task<SubmissionResult> TakeAsync(HandedIn handed, Caller caller, CancellationToken cancel)
    {
        var submission = handed.Submission;
        var earlier = FindEarlierAsync(submission, cancel);
        var alike = similar.FindAsync(submission, cancel);
        for (var look = 1; look <= MaxLooks; look++)
        {
            // Read before anything else: a closing that this read misses changes the name afterwards, and then the transaction fails.
            var open = await gate.KeyAsync(cancel);
            var before = KnownAsync(submission.Observations, cancel);
            var pending = store.NewestPendingAsync(submission.Department, cancel);
            if (await ClosedAsync(submission, cancel) is { Count: > 0 } months)
            {
                // What was accepted before the month closed is answered as it was; only what is new is refused.
                await Task.WhenAll(before, pending, alike);
                return (await FindRepeatedAsync(handed, await earlier)).Acceptance ?? new(SubmissionOutcome.Closed, "", months);
            }

            if (await earlier is { } claimed)
            {
                await Task.WhenAll(before, pending, alike);
                return await RepeatAsync(claimed, handed);
            }

            var known = await before;
            if (submission.BasedOn.Count > 0 && await pending is not null && await kept.CatchUpAsync(submission.Department, cancel))
            {
                // What is kept and on its way to the ledger overtakes, too.
                known = await KnownAsync(submission.Observations, cancel);
            }

            if (SupersededFigure.Of(submission, known) is { Count: > 0 } overtaken)
            {
                // Sent again it finds what it said itself.
                await Task.WhenAll(pending, alike);
                return (await FindRepeatedAsync(handed, null)).Acceptance ?? new(SubmissionOutcome.Overtaken, "") { Overtaken = overtaken };
            }

            var (stored, entries) = Prepare(handed, known, await pending, await alike, (await reference.GetAsync(cancel)).Catalogue, caller);
            if (!SubmissionStore.Fits(stored, handed.Body, entries))
            {
                return new(SubmissionOutcome.TooLarge, "");
            }

            switch (await store.TryStoreAsync(stored, handed.Keys, handed.ContentType, handed.Body, entries, open, cancel))
            {
                case InsertOutcome.Inserted:
                    await kept.FinishAsync(stored, entries, SubmissionStore.MarkOf(stored));
                    Log.Accepted(log, stored.Id, stored.Department, entries.Count);
                    return new(SubmissionOutcome.Accepted, stored.Receipt);
                case InsertOutcome.Exists:
                    // It was kept before, or another one with one of its keys. Most are new, so this is not asked of every one. Without an outcome a claim
                    // stood in the way that led to no submission and is gone now, or it is new under another key.
                    var repeated = await FindRepeatedAsync(handed, null);
                    if (repeated.Acceptance is { } result)
                    {
                        return result;
                    }

                    handed = handed with { Keys = repeated.Keys };
                    break;
                default:
                    gate.Forget(open);
                    break;
            }
        }

        throw new InvalidOperationException($"A submission could not be kept in {MaxLooks} looks: months were closed meanwhile, or a key is claimed and by none.");
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
            await kept.FinishAsync(stored, await store.ReadEntriesAsync(id, CancellationToken.None), mark);
            Log.Resumed(log, id);
        }
    }

    // Answers' numbers were once claimed for all departments together: such a claim is that of the department that handed the answer in.
    private async Task<StoredSubmission?> FindEarlierAsync(Submission submission, CancellationToken cancel) =>
        submission.ResponseId.Length > 0
        && await store.FindClaimAsync(SubmissionKeys.OfAnswer(submission.Form, submission.ResponseId), cancel) is { } id
        && await store.FindAsync(id, cancel) is { } stored && stored.Department == submission.Department ? stored : null;

    // What became of the submission that has one of the keys; without an outcome, the keys by which this one is new.
    private async Task<(SubmissionResult? Acceptance, IReadOnlyList<string> Keys)> FindRepeatedAsync(HandedIn handed, StoredSubmission? earlier)
    {
        if (earlier is null && handed.IsByContent)
        {
            return await FindSaidAsync(handed);
        }

        var claimed = earlier ?? await FindClaimedAsync(handed.Keys);
        return (claimed is null ? null : await RepeatAsync(claimed, handed), handed.Keys);
    }

    // Content may have been overtaken since it was said. Each time that it is said again has a key that follows on the one before.
    private async Task<(SubmissionResult? Acceptance, IReadOnlyList<string> Keys)> FindSaidAsync(HandedIn handed)
    {
        StoredSubmission? last = null;
        var keys = handed.Keys;
        while (await FindClaimedAsync(keys) is { } claimed)
        {
            last = claimed;
            keys = [SubmissionKeys.OfContentAgain(handed.ContentHash, claimed.Id)];
        }

        if (last is null)
        {
            return (null, keys);
        }

        var repeated = await RepeatAsync(last, handed);
        return (repeated.Kind == SubmissionOutcome.Conflict || await HoldsAsync(handed.Submission) ? repeated : null, keys);
    }

    // True while all of it is what was said last, whether that holds or waits: also against what is kept and not in the ledger yet.
    private async Task<bool> HoldsAsync(Submission submission) =>
        await kept.CatchUpAsync(submission.Department, CancellationToken.None)
        && submission.Observations.Zip(await KnownAsync(submission.Observations, CancellationToken.None)).All(x => x.Second.IsSaidBy(x.First));

    // Null when none of the keys is claimed by a submission that is there.
    private async Task<StoredSubmission?> FindClaimedAsync(IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            if (await store.FindClaimAsync(key, CancellationToken.None) is { } id)
            {
                if (await store.FindAsync(id, CancellationToken.None) is { } claimed)
                {
                    return claimed;
                }

                await store.ReleaseAsync(key, id, CancellationToken.None);
                Log.Released(log, id);
            }
        }

        // Without a claim, though it was kept: it lost its claims to whoever wrote into the table.
        if (await store.FindAsync(SubmissionKeys.IdOf(keys[0]), CancellationToken.None) is not { } unclaimed)
        {
            return null;
        }

        await store.ClaimAsync(keys, unclaimed.Id, CancellationToken.None);
        Log.Mended(log, unclaimed.Id);
        return unclaimed;
    }

    private async Task<SubmissionResult> RepeatAsync(StoredSubmission stored, HandedIn handed)
    {
        if (stored.ContentHash != handed.ContentHash)
        {
            return new(SubmissionOutcome.Conflict, "");
        }

        if (!await store.IsWholeAsync(stored, CancellationToken.None))
        {
            // What it said comes with the repetition; when it was said, and that it is not in the ledger, was not lost.
            await store.MendAsync(stored, handed.ContentType, handed.Body, await EntriesAgainAsync(stored, handed.Submission), CancellationToken.None);
            Log.Mended(log, stored.Id);
        }

        if (await store.FindMarkAsync(stored, CancellationToken.None) is { } mark)
        {
            await kept.FinishAsync(stored, await store.ReadEntriesAsync(stored.Id, CancellationToken.None), mark);
        }

        return new(SubmissionOutcome.Replayed, stored.Receipt);
    }

    // As the ledger has them; what is not there is decided anew.
    private async Task<IReadOnlyList<Observation>> EntriesAgainAsync(StoredSubmission stored, Submission submission)
    {
        var known = await KnownAsync(submission.Observations, CancellationToken.None);
        var catalogue = (await reference.GetAsync(CancellationToken.None)).Catalogue;
        var taken = AcceptedSubmission.Of(submission, known, catalogue, stored.Id, null, stored.ReceivedAt);
        return await Task.WhenAll(AcceptedSubmission.EntriesOf(taken.Entries, stored.Id, stored.ReceivedAt)
            .Select(async e => await ledger.FindAsync(e.Measure, e.Month.FiscalYear, LedgerRow.Key(e), CancellationToken.None) ?? e));
    }

    /// <summary>The closed months among those of the submission and its initiatives, read from the storage, not from a cache.</summary>
    public async Task<IReadOnlyList<ClosedMonth>> ClosedAsync(Submission submission, CancellationToken cancel)
    {
        var months = submission.Observations.Select(o => o.Month).Append(submission.Month).Distinct().Order().ToList();
        var closed = await periodChanges.ReadAsync(months, cancel);
        return [.. months.Select(m => (Month: m, Act: closed.Find(m))).Where(x => x.Act is not null).Select(x => new ClosedMonth(x.Month, x.Act!.At))];
    }

    private async Task<IReadOnlyList<PriorValues>> KnownAsync(IReadOnlyList<Observation> observations, CancellationToken cancel) =>
        await knownBefore.ReadAsync(observations, (await reference.GetAsync(cancel)).Register, cancel);

    private (StoredSubmission Stored, IReadOnlyList<Observation> Entries) Prepare(
        HandedIn handed, IReadOnlyList<PriorValues> known, DateTimeOffset? pending, IReadOnlyList<SimilarInitiative> alike, SmartToyonaka.Domain.Indicators.Catalogue catalogue, Caller caller)
    {
        var taken = AcceptedSubmission.Of(handed.Submission, known, catalogue, SubmissionKeys.IdOf(handed.Keys[0]), pending, clock.GetUtcNow());
        taken = taken with
        {
            Receipt = taken.Receipt with { Notices = alike.Count == 0 ? null : [.. alike.Select(a => new ReceiptNotice(SimilarInitiative.Code, a.Name, a.Ja))] },
        };
        return (taken.ToStored(handed.ContentHash, caller.Id), taken.Entries);
    }

    /// <summary>A submission with what it is known by and what is kept of it.</summary>
    private sealed record HandedIn(
        Submission Submission, string ContentHash, bool IsByContent, IReadOnlyList<string> Keys, string ContentType, byte[] Body);

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
