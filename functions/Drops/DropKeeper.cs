using Microsoft.Extensions.Logging;
using SmartToyonaka.Drops.Checks;
using SmartToyonaka.Ledger;
using SmartToyonaka.Reference;
using SmartToyonaka.Storage;
using SmartToyonaka.Telemetry;

namespace SmartToyonaka.Drops;

/// <summary>
/// Brings what was decided of an upload into the ledger, a stretch at a time, and closes the upload. Stopped or killed anywhere, it goes on from the
/// last stretch that was written down.
/// </summary>
public sealed class DropKeeper(
    StorageAccount storage, LedgerStore ledger, DropChecks checks, ReferenceData reference, DropOptions options, Signals signals, TimeProvider clock, ILogger<DropKeeper> logger)
{
    private readonly BlobStore receipts = storage.Container(ContainerNames.Receipts);
    private readonly DecisionStore decisions = new(storage);
    private readonly DropTable table = new(storage);

    /// <summary>Decides of an upload and keeps it. As <see cref="GoOnAsync"/>.</summary>
    internal async Task<string?> KeepAsync(DropClaim claim, DropCheck check, TimeBudget budget, Asking asking, CancellationToken cancel)
    {
        if (check.Receipt.PairsTaken == 0)
        {
            await CloseAsync(claim, check.Receipt, cancel);
            return check.Receipt.State;
        }

        await using var file = await DecisionFile.WriteAsync(check, claim.ReceivedAt);
        return await decisions.TryKeepAsync(claim, check, file, cancel) is { } decision ? await WriteAsync(decision, file, budget, asking, cancel) : null;
    }

    /// <summary>What was decided of uploads of a folder and is not in the ledger whole yet.</summary>
    internal Task<List<DropDecision>> UnfinishedAsync(string folder, CancellationToken cancel) => decisions.ListAsync(folder, cancel);

    /// <summary>
    /// Goes on with a decision. Returns the state of the receipt; <see cref="DropState.Taking"/> when the time was spent before the last entry;
    /// null when it is left to somebody else, or its content is gone and it has to be decided anew.
    /// </summary>
    internal async Task<string?> GoOnAsync(DropDecision decision, TimeBudget budget, Asking asking, CancellationToken cancel)
    {
        await using var file = await decisions.OpenAsync(decision, cancel);
        if (file is null)
        {
            await decisions.EndAsync(decision, cancel);
            return null;
        }

        return await WriteAsync(decision, file, budget, asking, cancel);
    }

    private async Task<string?> WriteAsync(DropDecision decision, DecisionFile file, TimeBudget budget, Asking asking, CancellationToken cancel)
    {
        await file.OpenAsync(passOver: decision.Written, cancel);
        while (decision.Written < decision.Entries)
        {
            var stretch = await file.NextAsync(Math.Min(options.EntriesPerCheckpoint, decision.Entries - decision.Written), cancel);
            await ledger.WriteAsync(stretch, cancel);
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

        asking.Add(decision.TopicYears, await table.MarkPendingAsync(decision.Claim, decision.TopicYears, clock.GetUtcNow(), cancel));
        var receipt = await checks.WarnAsync(file.Receipt, file.All(), decision.Claim.ReceivedAt, await reference.GetAsync(cancel), cancel);
        await CloseAsync(decision.Claim, receipt, cancel);
        await decisions.EndAsync(decision, cancel);
        return file.Receipt.State;
    }

    private async Task CloseAsync(DropClaim claim, DropReceipt receipt, CancellationToken cancel)
    {
        await receipts.WriteAsync($"{claim.Folder}/{claim.File}.json", receipt.ToJson(), "application/json; charset=utf-8", cancel);
        await table.FinishAsync(claim, receipt, cancel);
        signals.Dropped(claim.Folder, receipt.State, receipt.RowsTaken, receipt.RowsHeld);
        DropLog.Done(logger, claim.Folder, receipt.State, receipt.RowsRead, receipt.RowsTaken, receipt.RowsHeld);
    }
}
