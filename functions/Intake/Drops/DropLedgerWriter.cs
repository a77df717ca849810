using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Writes the decision of an upload to the ledger in batches and completes the upload. After an interruption it continues from the last
/// checkpoint.
/// </summary>
public sealed class DropLedgerWriter(
    StorageAccount storage, LedgerStore ledger, WaitingEntries waiting, DropReview review, DropOutputs outputs, DropOptions options,
    TimeProvider clock)
{
    private readonly DecisionStore decisions = new(storage);
    private readonly DropClaimStore claims = new(storage);

    /// <summary>
    /// Stores the decision of an upload, to be written by <see cref="WriteAsync(DropDecision, DecisionFile, TimeBudget, RecomputeBatch,
    /// CancellationToken)"/>; null when another instance has decided it. What was read of the file is not needed after that, and whoever
    /// called lets go of it: of a large file it is most of the memory.
    /// </summary>
    internal async Task<(DropDecision Decision, DecisionFile File)?> DecideAsync(DropClaim claim, DropCheck check,
        CancellationToken cancel)
    {
        check = await review.MarkAsync(check, cancel);
        var file = await DecisionFile.WriteAsync(check, claim.ReceivedAt);
        DropDecision? decision = null;
        try
        {
            decision = await decisions.TryStoreAsync(claim, check, file, cancel);
        }
        finally
        {
            if (decision is null)
            {
                await file.DisposeAsync();
            }
        }

        return decision is null ? null : (decision, file);
    }

    /// <summary>Decisions of a folder that are not completely in the ledger yet.</summary>
    internal Task<List<DropDecision>> UnfinishedAsync(string folder, CancellationToken cancel) => decisions.ListAsync(folder, cancel);

    /// <summary>Begins a decision that was stored but not begun, then as <see cref="ContinueAsync"/>.</summary>
    internal async Task<string?> BeginAsync(DropClaim claim, DecidedDrop decided, TimeBudget budget, RecomputeBatch batch,
        CancellationToken cancel) =>
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

    /// <summary>Writes a decision, as <see cref="ContinueAsync"/>.</summary>
    internal async Task<string?> WriteAsync(DropDecision decision, DecisionFile file, TimeBudget budget, RecomputeBatch batch,
        CancellationToken cancel)
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
        var receipt = await review.WarnAsync(file.Receipt, counting, decision.Claim.ReceivedAt, cancel);
        await outputs.CloseAsync(decision.Claim, receipt, cancel);
        await decisions.EndAsync(decision, cancel);
        return file.Receipt.State;
    }
}
