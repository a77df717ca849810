using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Takes one upload: claims it, checks it, puts held rows into the quarantine and has the decision written to the ledger.
/// </summary>
public sealed class UploadProcessor(
    StorageAccount storage, ReferenceData reference, DropChecker checker, PeriodChangeStore periodChanges, DropLedgerWriter writer,
    DropOutputs outputs, TimeProvider clock)
{
    // A function may run for ten minutes: what was begun longer ago is not being worked on.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(15);

    private readonly DropClaimStore claims = new(storage);
    private readonly EarlierUnits units = new(storage);

    /// <summary>
    /// Takes one upload. The state of the upload; "" when it was complete before; "taking" when the time was up; null when it was
    /// deleted or overwritten, or is left to another instance.
    /// </summary>
    internal async Task<string?> TakeAsync(DropFile file, UploadSequence sequence, TimeBudget budget, RecomputeBatch batch,
        CancellationToken cancel)
    {
        var upload = new DropClaim(file.Folder, file.Name, file.ETag, file.UploadedAt, await sequence.NextAsync(file, cancel),
            clock.GetUtcNow(), DropState.Taking);
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

        var words = DropReference.Of(await reference.GetAsync(cancel), new ClosedMonths(acts), claim.ClaimedAt) with { Units = units };
        if (await DecideAsync(claim, file, words, cancel) is not var (decision, written))
        {
            return null;
        }

        await using (written)
        {
            return await writer.WriteAsync(decision, written, budget, batch, cancel);
        }
    }

    private async Task<(DropDecision Decision, DecisionFile File)?> DecideAsync(DropClaim claim, DropFile file, DropReference words,
        CancellationToken cancel)
    {
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

        return await writer.DecideAsync(claim, check, cancel);
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

            await outputs.HoldAsync(claim, rows, cancel);
        }

        return true;
    }

    /// <summary>
    /// Ends claims of uploads that are not there any more, and whose processing was broken off, and settles the receipts of those whose
    /// file was asked to go.
    /// </summary>
    internal async Task CloseAbandonedAsync(string folder, ProcessedUploads seen, HashSet<UInt128> there, HashSet<UInt128> decided,
        CancellationToken cancel)
    {
        await outputs.SettleAsync(seen, there, cancel);

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
                await outputs.ReleaseOwnAsync(claim, cancel);
                var file = new DropFile(claim.Folder, claim.File, claim.ETag, claim.UploadedAt, 0, _ => Task.FromResult<Stream?>(null));
                await claims.FinishAsync(claim, DropReceipt.Refused(file, "", [DropFileMessages.Overwritten]), cancel);
            }
        }
    }
}
