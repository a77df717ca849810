using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// A checked upload, and how many of its entries are in the ledger. The entries are decided once: after an interruption the same entries
/// are written, whatever happened to the register, the program and the upload since.
/// </summary>
/// <param name="Claim">The upload.</param>
/// <param name="TopicYears">What its entries are computed into.</param>
/// <param name="Entries">How many entries it adds to the ledger.</param>
/// <param name="Written">How many of them, from the first on, are known to be there.</param>
/// <param name="Blob">The blob that holds the receipt and the entries.</param>
internal sealed record DropDecision(DropClaim Claim, IReadOnlyList<TopicYear> TopicYears, int Entries, int Written, string Blob);

/// <summary>
/// Stores decisions until the ledger has all their entries: a blob with the entries, and a row of the table <c>drops</c> (partition
/// <c>decided</c>) with the checkpoint.
/// </summary>
internal sealed class DecisionStore(StorageAccount storage)
{
    public const string Partition = "decided";
    private const string BlobFolder = "drops/";

    private readonly TableStore table = storage.Table(TableNames.Drops);
    private readonly DropClaimStore drops = new(storage);
    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>
    /// Stores a decision; null when another instance has decided the upload or has read newer closings. The conditional write of the claim
    /// makes sure that of several instances one decides. After that the upload itself is not needed.
    /// </summary>
    public async Task<DropDecision?> TryStoreAsync(DropClaim claim, DropCheck check, DecisionFile file, CancellationToken cancel)
    {
        var (hash, content) = await file.ContentAsync(cancel);

        // Named by its content, so that concurrent decisions do not overwrite each other's blob.
        var decided = new DecidedDrop([.. TopicYear.Of(check.Observations)], check.Receipt.PairsTaken,
            $"{BlobFolder}{Key(claim)}-{hash}.gz");
        await state.WriteAsync(decided.Blob, content, "application/gzip", cancel);
        return await drops.TryChangeAsync(claim with { Decided = decided }, cancel) is { } changed
            ? await BeginAsync(changed, decided, cancel)
            : null;
    }

    /// <summary>Begins the decision of an upload, or begins it again.</summary>
    public async Task<DropDecision> BeginAsync(DropClaim claim, DecidedDrop decided, CancellationToken cancel)
    {
        var decision = new DropDecision(claim, decided.TopicYears, decided.Entries, 0, decided.Blob);
        return await table.TryInsertAsync([ToRow(decision)], cancel)
            || await table.GetAsync(Partition, Key(claim), cancel) is not { } there ? decision : ToDecision(there);
    }

    /// <summary>Decisions of a folder that are not completely in the ledger, oldest upload first.</summary>
    public async Task<List<DropDecision>> ListAsync(string folder, CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, folder + "-", cancel)).Select(ToDecision).OrderBy(d => d.Claim.ReceivedAt)];

    /// <summary>Its receipt and entries; null when the blob is missing.</summary>
    public async Task<DecisionFile?> OpenAsync(DropDecision decision, CancellationToken cancel)
    {
        if (await state.FindAsync(decision.Blob, cancel) is not { } version || await state.OpenAsync(version, cancel) is not { } kept)
        {
            return null;
        }

        await using (kept)
        {
            return await DecisionFile.CopyAsync(kept, cancel);
        }
    }

    /// <summary>Stores the checkpoint; false when another instance has completed it or is writing just now.</summary>
    public async Task<bool> TrySaveAsync(DropDecision decision, CancellationToken cancel) =>
        await table.GetAsync(Partition, Key(decision.Claim), cancel) is { } row
            && await table.TryReplaceAsync(ToRow(decision) with { ETag = row.ETag }, cancel);

    /// <summary>Deletes a completed decision.</summary>
    public async Task EndAsync(DropDecision decision, CancellationToken cancel)
    {
        await state.DeleteAsync(decision.Blob, cancel);
        await table.DeleteAsync(Partition, Key(decision.Claim), cancel);
    }

    private static Row ToRow(DropDecision decision)
    {
        var columns = DropClaimStore.Columns(decision.Claim);
        columns["keys"] = DropClaimStore.Print(decision.TopicYears);
        columns["entries"] = decision.Entries;
        columns["written"] = decision.Written;
        columns["blob"] = decision.Blob;
        return new(Partition, Key(decision.Claim), columns);
    }

    private static DropDecision ToDecision(Row row) =>
        new(DropClaimStore.ToClaim(row), DropClaimStore.ParseTopicYears(row.Text("keys")), row.Int("entries"), row.Int("written"),
            row.Text("blob"));

    private static string Key(DropClaim claim) => $"{claim.Folder}-{DropClaimStore.Key(claim)}";
}
