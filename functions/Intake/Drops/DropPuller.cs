using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
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
    StorageAccount storage, ReferenceData reference, DropChecker checker, PeriodChangeStore periodChanges, DropLedgerWriter writer, RecomputeQueue queue, DropOptions options, TimeProvider clock, ILogger<DropPuller> logger)
    : IUnfinishedWork
{
    // A function runs for at most ten minutes: what was started earlier than this is not in process any more.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(15);

    // So that an interrupted run of a folder with thousands of uploads does not read all their claims again.
    private const int SavedEvery = 100;

    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops);
    private readonly DropClaimStore claims = new(storage);
    private readonly PullRunStore pullRuns = new(storage);

    /// <summary>Processes every new upload of a folder, oldest first, until the time is up.</summary>
    public async Task<PullOutcome> PullAsync(string folder, CancellationToken cancel)
    {
        var outcome = await PullAsync(folder, new TimeBudget(options.TimeBudget, clock), cancel);
        await new UnknownFolders(storage).LookAsync(clock, cancel);
        return outcome;
    }

    /// <summary>Continues runs that were suspended or killed; called by the sweep.</summary>
    public async Task ContinueAsync(CancellationToken cancel)
    {
        var budget = new TimeBudget(options.TimeBudget, clock);
        foreach (var folder in await pullRuns.UnfinishedAsync(new(clock.GetUtcNow(), Abandoned), cancel))
        {
            if (!budget.IsSpent && !(await PullAsync(folder, budget, cancel)).HasMore)
            {
                // A run that was killed after its last step finds nothing to do, so its row is deleted here.
                await pullRuns.EndAsync(folder, cancel);
            }
        }
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
            await pullRuns.SuspendAsync(folder, clock.GetUtcNow(), CancellationToken.None);
            throw;
        }
    }

    private async Task<PullOutcome> PullFolderAsync(string folder, TimeBudget budget, CancellationToken cancel)
    {
        DropProfile.Of(folder);
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
            .. found.Where(f => !decided.Contains(f.Id)).OrderBy(f => UploadTime.Of(f.ETag, f.UploadedAt) ?? f.UploadedAt).ThenBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => (f.Id, (Func<Task<string?>>)(() => TakeAsync(f, sequence, budget, batch, cancel)))),
        ];
        if (jobs.Count > 0)
        {
            await pullRuns.BeginAsync(folder, clock.GetUtcNow(), cancel);
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
            await pullRuns.SuspendAsync(folder, clock.GetUtcNow(), cancel);
            DropLog.PutDown(logger, folder, states.Count, jobs.Count);
        }
        else
        {
            await CloseAbandonedAsync(folder, seen, there, decided, cancel);
            seen.Forget(there);
        }

        // Before the processed uploads are saved: after a kill in between, the next run finds the same uploads and completes the run.
        if (jobs.Count > 0 && !hasMore)
        {
            await pullRuns.EndAsync(folder, cancel);
        }

        await seen.SaveAsync(cancel);
        return failures.Count == 0
            ? new(states.Count(s => s == DropState.Taken), states.Count(s => s == DropState.TakenInPart), states.Count(s => s == DropState.Refused)) { HasMore = hasMore }
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

    // The state of the upload; "" when it was complete before; "taking" when the time was up; null when it was deleted or overwritten, or
    // is left to another instance.
    private async Task<string?> TakeAsync(DropFile file, UploadSequence sequence, TimeBudget budget, RecomputeBatch batch, CancellationToken cancel)
    {
        var upload = new DropClaim(file.Folder, file.Name, file.ETag, file.UploadedAt, await sequence.NextAsync(file, cancel), clock.GetUtcNow(), DropState.Taking);
        await claims.ClaimAsync(upload, cancel);

        // Closings are read after the claim is written, and a report is frozen after the closing is written and no claim is found: so one
        // of them sees the other.
        var reading = periodChanges.ListAllAsync(cancel);
        var found = await claims.FindClaimAsync(upload, cancel);
        var acts = await reading;
        if (found is not { } claim)
        {
            return null;
        }

        sequence.Record(claim);
        if (claim.IsDone)
        {
            return "";
        }

        if (claim.Decided is { } decided)
        {
            return await writer.BeginAsync(claim, decided, budget, batch, cancel);
        }

        if (acts.Any(a => !a.IsSettled))
        {
            // A closing is in progress: the next run knows its time.
            return null;
        }

        if (acts is [{ At: var at }, ..] && at > claim.ClaimedAt)
        {
            // Closings before the decision apply to the upload, even if its processing began earlier or the clock was set back. The time in
            // the claim records this for later readings of the upload, and makes a concurrent instance without this knowledge fail.
            if (await claims.TryChangeAsync(claim with { ClaimedAt = at }, cancel) is not { } changed)
            {
                return null;
            }

            claim = changed;
        }

        var words = DropReference.Of(await reference.GetAsync(cancel), new ClosedMonths(acts), claim.ClaimedAt);
        DropCheck? check;
        try
        {
            check = await checker.CheckAsync(file, words, cancel);
            if (check is null || !await QuarantineAsync(claim, file, check, words, cancel))
            {
                return null;
            }
        }
        catch (Exception e) when (StorageFault.IsGone(e))
        {
            // The upload was overwritten while it was read.
            return null;
        }

        return await writer.StoreAsync(claim, check, budget, batch, cancel);
    }

    private async Task<bool> QuarantineAsync(DropClaim claim, DropFile file, DropCheck check, DropReference words, CancellationToken cancel)
    {
        if (check.HasHeldRows)
        {
            // Written to a local file first, so that a partial quarantine file is never visible.
            await using var rows = TemporaryFile.Create();
            if (!await QuarantineFile.WriteAsync(rows, file, check, words, cancel))
            {
                return false;
            }

            await writer.HoldAsync(claim, rows, cancel);
        }

        return true;
    }

    private async Task CloseAbandonedAsync(string folder, ProcessedUploads seen, HashSet<UInt128> there, HashSet<UInt128> decided, CancellationToken cancel)
    {
        // An upload with a decision is not needed any more.
        foreach (var claim in (await claims.TakingAsync(folder, cancel)).Where(c => !decided.Contains(c.Id)))
        {
            var isAbandoned = !there.Contains(claim.Id) && new StaleCutoff(clock.GetUtcNow(), Abandoned).Includes(claim.ClaimedAt);
            if (seen.Contains(claim.Id) || (isAbandoned && await claims.IsDoneAsync(claim, cancel)))
            {
                // The process was killed before it deleted the mark.
                await claims.EndAsync(claim, cancel);
            }
            else if (isAbandoned)
            {
                // A process that was killed between quarantine and decision may have left rows in the quarantine.
                await writer.ReleaseOwnAsync(claim, cancel);
                var file = new DropFile(claim.Folder, claim.File, claim.ETag, claim.UploadedAt, 0, _ => Task.FromResult<Stream?>(null));
                await claims.FinishAsync(claim, DropReceipt.Refused(file, "", [DropMessages.Overwritten]), cancel);
            }
        }
    }
}

/// <summary>Log messages about drops: folders and numbers, never a file's name or content.</summary>
internal static partial class DropLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "A drop of {Folder} is {State}: {RowsRead} rows read, {RowsTaken} taken, {RowsHeld} held back.")]
    public static partial void Done(ILogger logger, string folder, string state, long rowsRead, long rowsTaken, long rowsHeld);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, Message = "A look into {Folder} took {Taken} of {Uploads} uploads in its time; the sweep goes on with it.")]
    public static partial void PutDown(ILogger logger, string folder, int taken, int uploads);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, Message = "{Uploads} uploads in {Folder} have a name with . or .. as a folder, which leads elsewhere; they are not taken.")]
    public static partial void Outside(ILogger logger, string folder, int uploads);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "A drop of {Folder} could not be taken; the next look tries again.")]
    public static partial void Failed(ILogger logger, Exception exception, string folder);
}
