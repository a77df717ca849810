using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The result of a pull run of one folder.</summary>
public sealed record PullOutcome(int Taken, int TakenInPart, int Refused)
{
    /// <summary>True when its time was up before it was complete; the sweep continues it.</summary>
    public bool HasMore { get; init; }
}

/// <summary>
/// Processes new uploads in a folder of the container <c>drops</c>. Every step is idempotent: an upload that was interrupted before its
/// decision is processed again by the next run, with the same result; one with a decision is continued (<see cref="DropLedgerWriter"/>).
/// </summary>
public sealed class DropPuller(
    StorageAccount storage, UploadProcessor processor, DropLedgerWriter writer, RecomputeQueue queue, DropOptions options,
        TimeProvider clock,
    ILogger<DropPuller> logger) : IUnfinishedWork
{
    // A function runs for at most ten minutes: what was started earlier than this is not in process any more.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(15);

    // So that an interrupted run of a folder with thousands of uploads does not read all their claims again.
    private const int SavedEvery = 100;

    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops);
    private readonly DropClaimStore claims = new(storage);
    private readonly UnknownFolders unknown = new(storage);
    private readonly PullRunStore pullRuns = new(storage);

    /// <summary>Processes every new upload of a folder, oldest first, until the time is up.</summary>
    public async Task<PullOutcome> PullAsync(string folder, CancellationToken cancel)
    {
        var outcome = await PullAsync(folder, new TimeBudget(options.TimeBudget, clock), cancel);
        await unknown.LookAsync(clock, cancel);
        return outcome;
    }

    /// <summary>Continues runs that were suspended or killed; called by the sweep.</summary>
    public async Task ContinueAsync(CancellationToken cancel)
    {
        var budget = new TimeBudget(options.TimeBudget, clock);
        foreach (var runs in (await pullRuns.UnfinishedAsync(new(clock.GetUtcNow(), Abandoned), cancel)).ToLookup(r => r.Folder))
        {
            if (!budget.IsSpent && !(await PullAsync(runs.Key, budget, cancel)).HasMore)
            {
                foreach (var run in runs)
                {
                    // A run that was killed after its last step finds nothing to do, so its row is deleted here.
                    await EndAsync(run, cancel);
                }
            }
        }
    }

    /// <summary>
    /// Takes one upload now, as a run of its folder would. True when it is complete; what is left, the sweep and the next run of the folder
    /// continue.
    /// </summary>
    public async Task<bool> TakeAsync(DropFile file, CancellationToken cancel)
    {
        var run = PullRun.OfUpload(file);
        await pullRuns.BeginAsync(run, clock.GetUtcNow(), cancel);
        var isComplete = false;
        try
        {
            var batch = new RecomputeBatch(queue);
            var budget = new TimeBudget(options.TimeBudget, clock);
            var state = await processor.TakeAsync(file, new UploadSequence(claims), budget, batch, cancel);
            await batch.SendAsync(cancel);
            isComplete = state is not (null or DropState.Taking);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await pullRuns.SuspendAsync(run, clock.GetUtcNow(), CancellationToken.None);
            throw;
        }

        await (isComplete ? EndAsync(run, cancel) : pullRuns.SuspendAsync(run, clock.GetUtcNow(), cancel));
        return isComplete;
    }

    /// <summary>Ends the run of an upload that another instance has completed.</summary>
    public Task EndAsync(DropFile file, CancellationToken cancel) => EndAsync(PullRun.OfUpload(file), cancel);

    // What is published of the uploads has changed; asked before the run ends, so that a kill in between asks again.
    private async Task EndAsync(PullRun run, CancellationToken cancel)
    {
        await queue.Files.AskAsync(cancel);
        await pullRuns.EndAsync(run, cancel);
    }

    private async Task<PullOutcome> PullAsync(string folder, TimeBudget budget, CancellationToken cancel)
    {
        try
        {
            return await PullFolderAsync(folder, budget, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The host is shutting down: suspended, the run can be continued without waiting until it counts as killed.
            await pullRuns.SuspendAsync(PullRun.OfFolder(folder), clock.GetUtcNow(), CancellationToken.None);
            throw;
        }
    }

    private async Task<PullOutcome> PullFolderAsync(string folder, TimeBudget budget, CancellationToken cancel)
    {
        if (DropProfile.Find(folder) is null)
        {
            // The catalogue in effect has no such folder; what lies there is reported as lying in no known one.
            return new(0, 0, 0);
        }

        using var span = Instrumentation.Begin("pull drops")?.SetTag("smarttoyonaka.folder", folder);
        var seen = await claims.SeenAsync(folder, cancel);
        var there = new HashSet<UInt128>();
        var found = new List<DropFile>();
        var outside = 0;
        await foreach (var blob in uploads.ListAsync(folder + "/", cancel, () => outside++))
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

        if (outside > 0)
        {
            DropLog.Outside(logger, folder, outside);
        }

        var states = new List<string>();
        var failures = new List<Exception>();
        var batch = new RecomputeBatch(queue);
        var sequence = new UploadSequence(claims);

        // Uploads with a decision first: the receipt is then that of a newer upload of the same name.
        var unfinished = await writer.UnfinishedAsync(folder, cancel);
        var decided = unfinished.Select(d => d.Claim.Id).ToHashSet();
        List<(UInt128 Upload, Func<Task<string?>> TakeAsync)> jobs =
        [
            .. unfinished.Select(d => (d.Claim.Id, (Func<Task<string?>>)(() => writer.ContinueAsync(d, budget, batch, cancel)))),
            .. found.Where(f => !decided.Contains(f.Id)).OrderBy(f => UploadTime.Of(f.ETag, f.UploadedAt) ?? f.UploadedAt)
                .ThenBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => (f.Id, (Func<Task<string?>>)(() => processor.TakeAsync(f, sequence, budget, batch, cancel)))),
        ];
        if (jobs.Count > 0)
        {
            await pullRuns.BeginAsync(PullRun.OfFolder(folder), clock.GetUtcNow(), cancel);
        }

        var hasMore = false;
        foreach (var (number, (upload, takeAsync)) in jobs.Index())
        {
            // One is always processed, so that every run makes progress.
            if (hasMore |= number > 0 && budget.IsSpent)
            {
                break;
            }

            try
            {
                var state = await takeAsync();
                hasMore = state == DropState.Taking;
                if (state is not null && !hasMore)
                {
                    states.Add(state);
                    seen.Add(upload);
                }

                await batch.SendIfFullAsync(cancel);
                if (seen.Unsaved >= SavedEvery)
                {
                    await seen.SaveAsync(cancel);
                }
            }
            catch (Exception e) when (!cancel.IsCancellationRequested && !StorageFault.IsOutage(e, cancel))
            {
                // A failing file must not block the others; the next run retries it.
                DropLog.Failed(logger, e, folder);
                failures.Add(e);
            }
        }

        await batch.SendAsync(cancel);
        if (hasMore)
        {
            await pullRuns.SuspendAsync(PullRun.OfFolder(folder), clock.GetUtcNow(), cancel);
            DropLog.PutDown(logger, folder, states.Count, jobs.Count);
        }
        else
        {
            await processor.CloseAbandonedAsync(folder, seen, there, decided, cancel);
            seen.Forget(there);
        }

        // Before the processed uploads are saved: after a kill in between, the next run finds the same uploads and completes the run.
        if (jobs.Count > 0 && !hasMore)
        {
            await EndAsync(PullRun.OfFolder(folder), cancel);
        }

        await seen.SaveAsync(cancel);
        return failures.Count == 0
            ? new(states.Count(s => s == DropState.Taken), states.Count(s => s == DropState.TakenInPart),
                states.Count(s => s == DropState.Refused))
            { HasMore = hasMore }
            : throw new AggregateException($"{failures.Count} uploads of {folder} could not be taken.", failures);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(StaleCutoff cutoff, IReadOnlySet<PendingMark> excluded, CancellationToken cancel)
    {
        foreach (var request in (await claims.PendingAsync(cutoff, cancel)).Where(r => !r.Pending.All(excluded.Contains)))
        {
            await queue.SendAsync(request.TopicYears, request.Pending, cancel);
        }
    }
}
