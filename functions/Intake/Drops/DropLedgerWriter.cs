using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops.Checks;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Writes the decision of an upload to the ledger in batches and completes the upload. After an interruption it continues from the last
/// checkpoint.
/// </summary>
public sealed class DropLedgerWriter(
    StorageAccount storage, LedgerStore ledger, DropChecks checks, HoldChecks holds, WaitingEntries waiting, ReferenceData reference, DropOptions options, Instrumentation instrumentation, TimeProvider clock, ILogger<DropLedgerWriter> logger)
{
    private readonly BlobStore receipts = storage.Container(ContainerNames.Receipts);
    private readonly BlobStore quarantine = storage.Container(ContainerNames.Quarantine);
    private readonly DecisionStore decisions = new(storage);
    private readonly DropClaimStore claims = new(storage);

    /// <summary>Stores the decision of an upload, then as <see cref="ContinueAsync"/>.</summary>
    internal async Task<string?> StoreAsync(DropClaim claim, DropCheck check, TimeBudget budget, RecomputeBatch batch, CancellationToken cancel)
    {
        check = await holds.MarkAsync(check, await reference.GetAsync(cancel), cancel);
        await using var file = await DecisionFile.WriteAsync(check, claim.ReceivedAt);
        return await decisions.TryStoreAsync(claim, check, file, cancel) is { } decision ? await WriteAsync(decision, file, budget, batch, cancel) : null;
    }

    /// <summary>Decisions of a folder that are not completely in the ledger yet.</summary>
    internal Task<List<DropDecision>> UnfinishedAsync(string folder, CancellationToken cancel) => decisions.ListAsync(folder, cancel);

    /// <summary>Begins a decision that was stored but not begun, then as <see cref="ContinueAsync"/>.</summary>
    internal async Task<string?> BeginAsync(DropClaim claim, DecidedDrop decided, TimeBudget budget, RecomputeBatch batch, CancellationToken cancel) =>
        await ContinueAsync(await decisions.BeginAsync(claim, decided, cancel), budget, batch, cancel);

    /// <summary>
    /// Continues a decision. Returns the state of the receipt; <see cref="DropState.Taking"/> when the time was up before the last entry;
    /// null when it is left to another instance, or its content is lost and the upload has to be decided again.
    /// </summary>
    internal async Task<string?> ContinueAsync(DropDecision decision, TimeBudget budget, RecomputeBatch batch, CancellationToken cancel)
    {
        await using var file = await decisions.OpenAsync(decision, cancel);
        if (file is null)
        {
            if (await claims.FindClaimAsync(decision.Claim, cancel) is { IsDone: false, Decided: not null } claim)
            {
                await claims.TryChangeAsync(claim with { Decided = null }, cancel);
            }

            await decisions.EndAsync(decision, cancel);
            return null;
        }

        return await WriteAsync(decision, file, budget, batch, cancel);
    }

    private async Task<string?> WriteAsync(DropDecision decision, DecisionFile file, TimeBudget budget, RecomputeBatch batch, CancellationToken cancel)
    {
        await file.OpenAsync(passOver: decision.Written, cancel);
        while (decision.Written < decision.Entries)
        {
            var stretch = await file.NextAsync(Math.Min(options.EntriesPerCheckpoint, decision.Entries - decision.Written), cancel);
            await ledger.WriteAsync(stretch, cancel);
            await waiting.NoteAsync(stretch, cancel);
            decision = decision with { Written = decision.Written + stretch.Count };
            if (decision.Written == decision.Entries)
            {
                break;
            }

            if (!await decisions.TrySaveAsync(decision, cancel))
            {
                return null;
            }

            if (budget.IsSpent)
            {
                return DropState.Taking;
            }
        }

        if (decision.Entries > 0)
        {
            batch.Add(decision.TopicYears, await claims.MarkPendingAsync(decision.Claim, decision.TopicYears, clock.GetUtcNow(), cancel));
        }

        var counting = file.All().Where(o => o.State == EntryState.Accepted);
        var receipt = await checks.WarnAsync(file.Receipt, counting, decision.Claim.ReceivedAt, await reference.GetAsync(cancel), cancel);
        await CloseAsync(decision.Claim, receipt, cancel);
        await decisions.EndAsync(decision, cancel);
        return file.Receipt.State;
    }

    // Receipt and quarantine belong to the newest upload of that name, in whatever order uploads complete. Rows of an earlier upload in the
    // quarantine are corrected or replaced by this one. They are deleted after the receipt is written, since an earlier upload that is
    // writing them just now detects this one by its receipt.
    private async Task CloseAsync(DropClaim claim, DropReceipt receipt, CancellationToken cancel)
    {
        await receipts.TryWriteNewerAsync(
            ReceiptOf(claim), new MemoryStream(receipt.ToJson()), "application/json; charset=utf-8", claim.ReceivedAt, cancel);
        if (receipt.State == DropState.Taken)
        {
            await ReleaseAsync(claim, cancel);
        }

        await claims.FinishAsync(claim, receipt, cancel);
        instrumentation.Dropped(claim.Folder, receipt.State, receipt.RowsTaken, receipt.RowsHeld);
        DropLog.Done(logger, claim.Folder, receipt.State, receipt.RowsRead, receipt.RowsTaken, receipt.RowsHeld);
    }

    private static string ReceiptOf(DropClaim claim) => $"{claim.Folder}/{claim.File}.json";

    /// <summary>
    /// Writes held rows to the quarantine. They are removed again when a later upload of the same name has its receipt already, because
    /// that one has cleaned the quarantine before.
    /// </summary>
    internal async Task HoldAsync(DropClaim claim, Stream rows, CancellationToken cancel)
    {
        var name = DropFile.QuarantineOf($"{claim.Folder}/{claim.File}");
        if (await IsReplacedAsync() || await quarantine.TryWriteNewerAsync(name, rows, "text/csv", claim.ReceivedAt, cancel) is null)
        {
            return;
        }

        if (await IsReplacedAsync())
        {
            await ReleaseAsync(claim, cancel);
        }

        async Task<bool> IsReplacedAsync() => await receipts.ReceivedAtAsync(ReceiptOf(claim), cancel) > claim.ReceivedAt;
    }

    /// <summary>Deletes the quarantine rows of one upload only.</summary>
    internal async Task ReleaseOwnAsync(DropClaim claim, CancellationToken cancel)
    {
        if (await quarantine.ReceivedAtAsync(DropFile.QuarantineOf($"{claim.Folder}/{claim.File}"), cancel) == claim.ReceivedAt)
        {
            await ReleaseAsync(claim, cancel);
        }
    }

    private Task ReleaseAsync(DropClaim claim, CancellationToken cancel) =>
        quarantine.DeleteUnlessNewerAsync(DropFile.QuarantineOf($"{claim.Folder}/{claim.File}"), claim.ReceivedAt, cancel);
}
