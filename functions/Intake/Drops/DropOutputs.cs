using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// What an upload leaves outside the ledger. Receipt and quarantine belong to the newest upload of that name, in whatever order
/// uploads complete. Rows of an earlier upload in the quarantine are corrected or replaced by this one. They are deleted after the
/// receipt is written, since an earlier upload that is writing them just now detects this one by its receipt.
/// </summary>
public sealed class DropOutputs(StorageAccount storage, WaitingEntries waiting, Instrumentation instrumentation,
    ILogger<DropOutputs> logger)
{
    private readonly BlobStore receipts = storage.Container(ContainerNames.Receipts);
    private readonly BlobStore quarantine = storage.Container(ContainerNames.Quarantine);
    private readonly DropClaimStore claims = new(storage);
    private readonly OpenReceipts open = new(storage, waiting);

    /// <summary>Writes the receipt, cleans the quarantine and finishes the claim.</summary>
    internal async Task CloseAsync(DropClaim claim, DropReceipt receipt, CancellationToken cancel)
    {
        await receipts.TryWriteNewerAsync(
            ReceiptOf(claim), new MemoryStream(receipt.ToJson()), "application/json; charset=utf-8", claim.ReceivedAt, cancel);
        if (receipt.State == DropState.Taken)
        {
            await ReleaseAsync(claim, cancel);
        }

        await open.NoteAsync(claim.Folder, claim, $"{claim.Folder}/{claim.File}", ReceiptOf(claim), receipt, cancel);
        await claims.FinishAsync(claim, receipt, cancel);
        instrumentation.Dropped(claim.Folder, receipt.State, receipt.RowsTaken, receipt.RowsHeld);
        DropLog.Done(logger, claim.Folder, receipt.State, receipt.RowsRead, receipt.RowsTaken, receipt.RowsHeld);
    }

    /// <summary>Settles the receipts of uploads whose file is gone.</summary>
    internal Task SettleAsync(ProcessedUploads seen, IReadOnlySet<UInt128> there, CancellationToken cancel) =>
        open.SettleAsync(seen.Open, there, cancel);

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
