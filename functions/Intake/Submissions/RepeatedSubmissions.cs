using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Finds what a submission repeats, and answers it the same.</summary>
public sealed partial class RepeatedSubmissions(
    SubmissionStore store, LedgerStore ledger, SubmissionRecorder recorder, SubmissionContextReader context,
        ILogger<RepeatedSubmissions> log)
{
    /// <summary>
    /// What was accepted for the number of a form's answer, with its evidence: one submission for each department that used the number.
    /// </summary>
    public async Task<IReadOnlyList<(StoredSubmission Submission, byte[] Evidence)>> FindAcceptedAsync(string form, string responseId,
        CancellationToken cancel)
    {
        var ids = await store.FindClaimsAsync(SubmissionKeys.OfAnswer(form, responseId), cancel);
        var found = await Task.WhenAll(ids.Select(async id =>
            (Submission: await store.FindAsync(id, cancel), Evidence: await store.ReadBodyAsync(id, cancel))));
        return [.. found.Where(f => f.Submission is not null).Select(f => (f.Submission!, f.Evidence))];
    }

    /// <summary>The submission that claimed the number of a form's answer, where it is of the same department.</summary>
    // Answers' numbers were once claimed for all departments together: such a claim is that of the department that handed the answer in.
    public async Task<StoredSubmission?> FindEarlierAsync(Submission submission, CancellationToken cancel) =>
        submission.ResponseId.Length > 0
        && await store.FindClaimAsync(SubmissionKeys.OfAnswer(submission.Form, submission.ResponseId), cancel) is { } id
        && await store.FindAsync(id, cancel) is { } stored && stored.Department == submission.Department ? stored : null;

    /// <summary>The answer to the submission that has one of the keys; without one, the keys by which this one is new.</summary>
    public async Task<(SubmissionResult? Acceptance, IReadOnlyList<string> Keys)> FindAsync(IncomingSubmission handed,
        StoredSubmission? earlier)
    {
        if (earlier is null && handed.IsByContent)
        {
            return await FindSaidAsync(handed);
        }

        var claimed = earlier ?? await FindClaimedAsync(handed.Keys);
        return (claimed is null ? null : await RepeatAsync(claimed, handed), handed.Keys);
    }

    // Content may have been overtaken since it was said. Each time that it is said again has a key that follows on the one before.
    private async Task<(SubmissionResult? Acceptance, IReadOnlyList<string> Keys)> FindSaidAsync(IncomingSubmission handed)
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
        await recorder.CatchUpAsync(submission.Department, CancellationToken.None)
        && submission.Observations.Zip(await context.PriorValuesAsync(submission.Observations, CancellationToken.None))
            .All(x => x.Second.IsSaidBy(x.First));

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

    /// <summary>
    /// Answers a repetition as what it repeats was answered; what that lacks is put back, and what it left undone is done.
    /// </summary>
    public async Task<SubmissionResult> RepeatAsync(StoredSubmission stored, IncomingSubmission handed)
    {
        if (stored.ContentHash != handed.ContentHash)
        {
            return new(SubmissionOutcome.Conflict, "");
        }

        if (!await store.IsWholeAsync(stored, CancellationToken.None))
        {
            // What it said comes with the repetition; when it was said, and that it is not in the ledger, was not lost.
            await store.MendAsync(stored, handed.ContentType, handed.Body, await EntriesAgainAsync(stored, handed.Submission),
                CancellationToken.None);
            Log.Mended(log, stored.Id);
        }

        if (await store.FindMarkAsync(stored, CancellationToken.None) is { } mark)
        {
            await recorder.FinishAsync(stored, await store.ReadEntriesAsync(stored.Id, CancellationToken.None), mark);
        }

        return new(SubmissionOutcome.Replayed, stored.Receipt);
    }

    // As the ledger has them; what is not there is decided anew.
    private async Task<IReadOnlyList<Observation>> EntriesAgainAsync(StoredSubmission stored, Submission submission)
    {
        var known = await context.PriorValuesAsync(submission.Observations, CancellationToken.None);
        var catalogue = await context.CatalogueAsync(CancellationToken.None);
        var taken = AcceptedSubmission.Of(submission, known, catalogue, stored.Id, null, stored.ReceivedAt);
        return await Task.WhenAll(AcceptedSubmission.EntriesOf(taken.Entries, stored.Id, stored.ReceivedAt)
            .Select(async e => await ledger.FindAsync(e.Measure, e.Month.FiscalYear, LedgerRow.Key(e), CancellationToken.None) ?? e));
    }

    private static partial class Log
    {
        [LoggerMessage(1003, LogLevel.Error,
            "Submission {Id} lacked a part of what is kept of it; it was handed in again and is whole now. Run verify")]
        public static partial void Mended(ILogger logger, string id);

        [LoggerMessage(1004, LogLevel.Error, "A claim led to submission {Id}, which is not there; it was taken away. Run verify")]
        public static partial void Released(ILogger logger, string id);
    }
}
