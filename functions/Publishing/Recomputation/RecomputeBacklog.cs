using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>How much waits to be computed.</summary>
public sealed class RecomputeBacklog(
    StorageAccount storage, SubmissionStore submissions, DropReceipts drops, PeriodChangeStore periodChanges, PoisonQueue poisonQueue,
    PublishedFilesRenewal files, Instrumentation instrumentation)
{
    private readonly QueueStore queue = storage.Queue(QueueNames.Recompute);

    /// <summary>
    /// Waiting: messages in the queue or in process; without any, what was accepted and has no message (not yet, or after a crash, which
    /// the sweep finds), or a renewal of the published files that has none; and messages in the poison queue that the sweep will send back.
    /// Poison: messages that failed too often by an error of their own.
    /// </summary>
    public async Task<(int Waiting, int Poison)> CountAsync(CancellationToken cancel)
    {
        var waiting = await CountWaitingAsync(cancel);
        var (unlucky, failed) = await poisonQueue.CountAsync(cancel);
        return (Math.Max(waiting, unlucky), failed);
    }

    // In the order in which work goes on, from marks to messages to the published files: what goes on while this counts is met further
    // ahead, and is not missed between two places.
    private async Task<int> CountWaitingAsync(CancellationToken cancel)
    {
        var taken = drops.CountPendingAsync(cancel);
        var acts = periodChanges.ListPendingAsync(_ => true, cancel);
        var pending = (await submissions.ListPendingAsync(_ => true, cancel)).Count + await taken + (await acts).Count;
        var messages = await queue.CountAsync(cancel);
        return messages > 0 ? messages : pending > 0 ? pending : await files.IsAskedAsync(cancel) ? 1 : 0;
    }

    /// <summary>Reports the count to whoever watches the metrics; false when nothing waits and nothing has failed.</summary>
    public async Task<bool> ReportAsync(CancellationToken cancel)
    {
        var (waiting, poison) = await CountAsync(cancel);
        instrumentation.Backlog(waiting, poison);
        return waiting > 0 || poison > 0;
    }

    /// <summary>True while something that was received by an instant may still be on its way to the ledger.</summary>
    public async Task<bool> IsOnItsWayAsync(DateTimeOffset receivedBy, CancellationToken cancel)
    {
        // Uploads in process are read before pending marks: an upload is in process until it has its mark.
        var accepted = submissions.ListPendingAsync(at => at <= receivedBy, cancel);
        return await drops.IsTakingAsync(receivedBy, cancel) || await drops.CountPendingAsync(cancel) > 0 || (await accepted).Count > 0;
    }
}
