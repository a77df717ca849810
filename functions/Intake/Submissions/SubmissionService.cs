using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Accepts submissions. Four steps, one storage call after the other: look (what is known, what is closed), keep (one transaction, which
/// fails when it is known or a month was closed since the look), add to the ledger, ask for the recomputation. After the second step
/// nothing can be lost: the sweep finishes what was begun.
/// </summary>
public sealed partial class SubmissionService(
    SubmissionStore store, SubmissionRecorder recorder, RepeatedSubmissions repeated, SubmissionContextReader context, ClosingGate gate,
    Instrumentation instrumentation, ILogger<SubmissionService> log)
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
    public async Task<SubmissionResult> AcceptAsync(Submission submission, string? idempotencyKey, Caller caller, string contentType,
        byte[] body, CancellationToken cancel)
    {
        using var span = Instrumentation.Begin("accept submission");
        var contentHash = submission.ContentHash();
        var handed = new IncomingSubmission(
            submission, contentHash, SubmissionKeys.IsByContent(submission, idempotencyKey),
                SubmissionKeys.Of(submission, idempotencyKey, caller, contentHash), contentType, body);
        var result = await TakeAsync(handed, caller, cancel);
        var outcome = result.Kind.ToString().ToLowerInvariant();
        span?.SetTag("smarttoyonaka.outcome", outcome);
        instrumentation.Submitted(outcome);
        return result;
    }

    /// <inheritdoc cref="RepeatedSubmissions.FindAcceptedAsync"/>
    public Task<IReadOnlyList<(StoredSubmission Submission, byte[] Evidence)>> FindAcceptedAsync(
        string form, string responseId, CancellationToken cancel) => repeated.FindAcceptedAsync(form, responseId, cancel);

    private async Task<SubmissionResult> TakeAsync(IncomingSubmission handed, Caller caller, CancellationToken cancel)
    {
        var submission = handed.Submission;
        var earlier = repeated.FindEarlierAsync(submission, cancel);
        var alike = context.SimilarAsync(submission, cancel);
        for (var look = 1; look <= MaxLooks; look++)
        {
            // Read before anything else: a closing that this read misses changes the name afterwards, and then the transaction fails.
            var open = await gate.KeyAsync(cancel);
            var before = context.PriorValuesAsync(submission.Observations, cancel);
            var pending = store.NewestPendingAsync(submission.Department, cancel);
            if (await context.ClosedMonthsAsync(submission, cancel) is { Count: > 0 } months)
            {
                // What was accepted before the month closed is answered as it was; only what is new is refused.
                await Task.WhenAll(before, pending, alike);
                return (await repeated.FindAsync(handed, await earlier)).Acceptance ?? new(SubmissionOutcome.Closed, "", months);
            }

            if (await earlier is { } claimed)
            {
                await Task.WhenAll(before, pending, alike);
                return await repeated.RepeatAsync(claimed, handed);
            }

            var known = await before;
            if (submission.BasedOn.Count > 0 && await pending is not null && await recorder.CatchUpAsync(submission.Department, cancel))
            {
                // What is kept and on its way to the ledger overtakes, too.
                known = await context.PriorValuesAsync(submission.Observations, cancel);
            }

            if (SupersededFigure.Of(submission, known) is { Count: > 0 } overtaken)
            {
                // Sent again it finds what it said itself.
                await Task.WhenAll(pending, alike);
                return (await repeated.FindAsync(handed, null)).Acceptance
                    ?? new(SubmissionOutcome.Overtaken, "") { Overtaken = overtaken };
            }

            var (stored, entries) = await context.PrepareAsync(handed, known, await pending, await alike, caller, cancel);
            if (!SubmissionStore.Fits(stored, handed.Body, entries))
            {
                return new(SubmissionOutcome.TooLarge, "");
            }

            switch (await store.TryStoreAsync(stored, handed.Keys, handed.ContentType, handed.Body, entries, open, cancel))
            {
                case InsertOutcome.Inserted:
                    await recorder.FinishAsync(stored, entries, SubmissionStore.MarkOf(stored));
                    Log.Accepted(log, stored.Id, stored.Department, entries.Count);
                    return new(SubmissionOutcome.Accepted, stored.Receipt);
                case InsertOutcome.Exists:
                    // It was kept before, or another one with one of its keys. Most are new, so this is not asked of every one. Without an
                    // outcome a claim stood in the way that led to no submission and is gone now, or it is new under another key.
                    var found = await repeated.FindAsync(handed, null);
                    if (found.Acceptance is { } result)
                    {
                        return result;
                    }

                    handed = handed with { Keys = found.Keys };
                    break;
                default:
                    gate.Forget(open);
                    break;
            }
        }

        throw new InvalidOperationException(
            $"A submission could not be kept in {MaxLooks} looks: months were closed meanwhile, or a key is claimed and by none.");
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Submission {Id} of department {Department} accepted with {Entries} entries")]
        public static partial void Accepted(ILogger logger, string id, string department, int entries);
    }
}
