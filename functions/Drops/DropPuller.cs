using Microsoft.Extensions.Logging;
using SmartToyonaka.Closings;
using SmartToyonaka.Drops.Checks;
using SmartToyonaka.Ledger;
using SmartToyonaka.Reference;
using SmartToyonaka.Storage;
using SmartToyonaka.Telemetry;

namespace SmartToyonaka.Drops;

/// <summary>What one look into a folder did.</summary>
public sealed record PullOutcome(int Taken, int TakenInPart, int Refused);

/// <summary>
/// Takes what is new in a folder of the container <c>drops</c>. Every step may be repeated: an upload whose taking was broken off is taken
/// again by the next look, and ends the same.
/// </summary>
public sealed class DropPuller(
    StorageAccount storage, ReferenceData reference, DropChecker checker, DropChecks checks, ClosingActStore closings, LedgerStore ledger, RecomputeQueue queue, Signals signals, TimeProvider clock, ILogger<DropPuller> logger)
{
    // A function may run for ten minutes: what was begun longer ago is not being worked on.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(15);

    // So that a look into a folder of thousands that is broken off has not to ask for each of them again.
    private const int SavedEvery = 100;

    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops);
    private readonly BlobStore receipts = storage.Container(ContainerNames.Receipts);
    private readonly BlobStore quarantine = storage.Container(ContainerNames.Quarantine);
    private readonly DropTable table = new(storage);

    /// <summary>Takes every upload of a folder that was not taken yet, oldest first.</summary>
    public async Task<PullOutcome> PullAsync(string folder, CancellationToken cancel)
    {
        DropProfile.Of(folder);
        using var span = Signals.Begin("pull drops")?.SetTag("smarttoyonaka.folder", folder);
        var seen = await table.SeenAsync(folder, cancel);
        var there = new HashSet<UInt128>();
        var found = new List<DropFile>();
        await foreach (var blob in uploads.ListAsync(folder + "/", cancel))
        {
            if (!blob.Name.EndsWith('/'))
            {
                var file = DropFile.Of(folder, blob, uploads);
                there.Add(file.Id);
                if (!seen.Contains(file.Id))
                {
                    found.Add(file);
                }
            }
        }

        var states = new List<string>();
        var failures = new List<Exception>();
        var asking = new Asking(queue);
        var arrivals = new Arrivals(table);
        foreach (var file in found.OrderBy(f => f.UploadedAt).ThenBy(f => f.Name, StringComparer.Ordinal))
        {
            try
            {
                if (await TakeAsync(file, arrivals, asking, cancel) is { } state)
                {
                    states.Add(state);
                    seen.Add(file.Id);
                }

                await asking.SendIfFullAsync(cancel);
                if (seen.Unsaved >= SavedEvery)
                {
                    await seen.SaveAsync(cancel);
                }
            }
            catch (Exception e) when (!cancel.IsCancellationRequested && !StorageFault.IsOutage(e))
            {
                // One file must not keep the others out; this one is tried again next time.
                DropLog.Failed(logger, e, folder);
                failures.Add(e);
            }
        }

        await asking.SendAsync(cancel);
        await CloseAbandonedAsync(folder, seen, there, cancel);
        seen.Forget(there);
        await seen.SaveAsync(cancel);
        return failures.Count == 0
            ? new(states.Count(s => s == DropState.Taken), states.Count(s => s == DropState.TakenInPart), states.Count(s => s == DropState.Refused))
            : throw new AggregateException($"{failures.Count} uploads of {folder} could not be taken.", failures);
    }

    /// <summary>Asks again for what should have been computed by now; for the sweep.</summary>
    public async Task ResumeAsync(TimeSpan olderThan, IReadOnlySet<PendingMark> poisoned, CancellationToken cancel)
    {
        foreach (var request in (await table.PendingAsync(clock.GetUtcNow() - olderThan, cancel)).Where(r => !r.Pending.All(poisoned.Contains)))
        {
            await queue.SendAsync(request.TopicYears, request.Pending, cancel);
        }
    }

    // What became of the upload, "" when that was decided before; null when it is gone, and what is there now is another.
    private async Task<string?> TakeAsync(DropFile file, Arrivals arrivals, Asking asking, CancellationToken cancel)
    {
        var claim = await table.ClaimAsync(new(file.Folder, file.Name, file.ETag, file.UploadedAt, await arrivals.NextAsync(file, cancel), clock.GetUtcNow(), DropState.Taking), cancel);
        arrivals.Saw(claim);
        if (claim.IsDone)
        {
            return "";
        }

        var snapshot = await reference.GetAsync(cancel);

        // What was closed when the upload was begun: a taking that was broken off and is done again must end the same.
        var closed = new ClosedMonths(await closings.ListAllAsync(cancel)).AsOf(claim.ClaimedAt);
        var words = new DropReference(snapshot.Register, snapshot.Catalogue.Vocabulary, closed);
        DropCheck? check;
        try
        {
            check = await checker.CheckAsync(file, words, cancel);
            if (check is null || !await QuarantineAsync(file, check, words, cancel))
            {
                return null;
            }
        }
        catch (Exception e) when (StorageFault.IsGone(e))
        {
            // It was overwritten while it was read.
            return null;
        }

        await KeepAsync(claim, check, asking, cancel);
        var receipt = await checks.WarnAsync(check.Receipt, check.Observations, claim.ReceivedAt, snapshot, cancel);
        await receipts.WriteAsync(file.Path + ".json", receipt.ToJson(), "application/json; charset=utf-8", cancel);
        await table.FinishAsync(claim, receipt, cancel);
        signals.Dropped(file.Folder, check.Receipt.State, check.Receipt.RowsTaken, check.Receipt.RowsHeld);
        DropLog.Done(logger, file.Folder, check.Receipt.State, check.Receipt.RowsRead, check.Receipt.RowsTaken, check.Receipt.RowsHeld);
        return check.Receipt.State;
    }

    private async Task<bool> QuarantineAsync(DropFile file, DropCheck check, DropReference words, CancellationToken cancel)
    {
        if (check.HasHeldRows)
        {
            // Through a file of this machine, so that a half-written quarantine is never seen.
            await using var rows = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            if (!await QuarantineFile.WriteAsync(rows, file, check, words, cancel))
            {
                return false;
            }

            rows.Position = 0;
            await quarantine.WriteAsync(file.Path, rows, "text/csv", cancel);
        }
        else if (check.Receipt.State == DropState.Taken)
        {
            // Rows that an earlier upload of this name left there are mended, or were replaced by it.
            await quarantine.DeleteAsync(file.Path, cancel);
        }

        return true;
    }

    private async Task KeepAsync(DropClaim claim, DropCheck check, Asking asking, CancellationToken cancel)
    {
        var observations = check.Observations.Select(o => o with { ReceivedAt = claim.ReceivedAt });
        var topicYears = TopicYear.Of(observations).ToList();
        if (topicYears.Count == 0)
        {
            return;
        }

        var mark = await table.MarkPendingAsync(claim, topicYears, clock.GetUtcNow(), cancel);
        await ledger.WriteAsync(observations, cancel);
        asking.Add(topicYears, mark);
    }

    private async Task CloseAbandonedAsync(string folder, SeenUploads seen, HashSet<UInt128> there, CancellationToken cancel)
    {
        foreach (var claim in await table.TakingAsync(folder, cancel))
        {
            var isAbandoned = !there.Contains(claim.Id) && clock.GetUtcNow() - claim.ClaimedAt > Abandoned;
            if (seen.Contains(claim.Id) || (isAbandoned && await table.IsDoneAsync(claim, cancel)))
            {
                // Killed before its mark was taken away.
                await table.EndAsync(claim, cancel);
            }
            else if (isAbandoned)
            {
                var file = new DropFile(claim.Folder, claim.File, claim.ETag, claim.UploadedAt, 0, _ => Task.FromResult<Stream?>(null));
                await table.FinishAsync(claim, DropReceipt.Refused(file, "", [DropMessages.Overwritten]), cancel);
            }
        }
    }
}

/// <summary>
/// What a pull asks to be computed, in one message for many files: twelve files of a year are one recomputation, not twelve. A file
/// whose message is not sent yet keeps its mark, and the sweep asks for it.
/// </summary>
internal sealed class Asking(RecomputeQueue queue)
{
    private const int MaxMarks = 100;

    private readonly HashSet<TopicYear> topicYears = [];
    private readonly List<PendingMark> marks = [];

    public void Add(IEnumerable<TopicYear> changed, PendingMark mark)
    {
        topicYears.UnionWith(changed);
        marks.Add(mark);
    }

    public Task SendIfFullAsync(CancellationToken cancel) => marks.Count >= MaxMarks ? SendAsync(cancel) : Task.CompletedTask;

    public async Task SendAsync(CancellationToken cancel)
    {
        if (marks.Count > 0)
        {
            await queue.SendAsync(topicYears.OrderBy(t => t.Topic, StringComparer.Ordinal).ThenBy(t => t.Year), marks, cancel);
            topicYears.Clear();
            marks.Clear();
        }
    }
}

/// <summary>What drops tell operations: folders and numbers, never a file's name or content.</summary>
internal static partial class DropLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "A drop of {Folder} is {State}: {RowsRead} rows read, {RowsTaken} taken, {RowsHeld} held back.")]
    public static partial void Done(ILogger logger, string folder, string state, long rowsRead, long rowsTaken, long rowsHeld);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "A drop of {Folder} could not be taken; the next look tries again.")]
    public static partial void Failed(ILogger logger, Exception exception, string folder);
}
