using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// An upload that was checked, and how far the ledger has got with it. What goes into the ledger is decided once: a taking that is broken off goes on
/// with the same entries, whatever became meanwhile of the register, of the program, and of the upload itself.
/// </summary>
/// <param name="Claim">The upload.</param>
/// <param name="TopicYears">What its entries are computed into.</param>
/// <param name="Entries">How many entries it adds to the ledger.</param>
/// <param name="Written">How many of them, from the first on, are known to be there.</param>
/// <param name="Blob">The blob that holds the receipt and the entries.</param>
internal sealed record DropDecision(DropClaim Claim, IReadOnlyList<TopicYear> TopicYears, int Entries, int Written, string Blob);

/// <summary>Keeps decisions until the ledger holds all of them: a blob with the entries, and a row of the table <c>drops</c> (partition <c>decided</c>) that counts.</summary>
internal sealed class DecisionStore(StorageAccount storage)
{
    public const string Partition = "decided";
    private const string BlobFolder = "drops/";

    private readonly TableStore table = storage.Table(TableNames.Drops);
    private readonly DropClaimStore drops = new(storage);
    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>
    /// Keeps a decision; null when somebody else has decided of this upload, or has looked at what is closed since. It is decided by the
    /// claim, which is not the one that was read any more afterwards, so of several at work on one upload one decides. From then on the
    /// upload itself is not needed.
    /// </summary>
    public async Task<DropDecision?> TryStoreAsync(DropClaim claim, DropCheck check, DecisionFile file, CancellationToken cancel)
    {
        var (hash, content) = await file.ContentAsync(cancel);

        // Named by its content, so that of two who decide at once none writes over what the other goes by.
        var decided = new DecidedDrop([.. TopicYear.Of(check.Observations)], check.Receipt.PairsTaken, $"{BlobFolder}{Key(claim)}-{hash}.gz");
        await state.WriteAsync(decided.Blob, content, "application/gzip", cancel);
        return await drops.TryChangeAsync(claim with { Decided = decided }, cancel) is { } changed
            ? await BeginAsync(changed, decided, cancel)
            : null;
    }

    /// <summary>Begins what was decided of an upload, or begins it again.</summary>
    public async Task<DropDecision> BeginAsync(DropClaim claim, DecidedDrop decided, CancellationToken cancel)
    {
        var decision = new DropDecision(claim, decided.TopicYears, decided.Entries, 0, decided.Blob);
        return await table.TryInsertAsync([ToRow(decision)], cancel) || await table.GetAsync(Partition, Key(claim), cancel) is not { } there ? decision : ToDecision(there);
    }

    /// <summary>Decisions of a folder that the ledger does not hold whole yet, oldest upload first.</summary>
    public async Task<List<DropDecision>> ListAsync(string folder, CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, folder + "-", cancel)).Select(ToDecision).OrderBy(d => d.Claim.ReceivedAt)];

    /// <summary>Its receipt and entries; null when they are gone.</summary>
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

    /// <summary>Writes down how far the ledger has got; false when somebody else has finished it or is writing just now.</summary>
    public async Task<bool> TrySaveAsync(DropDecision decision, CancellationToken cancel) =>
        await table.GetAsync(Partition, Key(decision.Claim), cancel) is { } row && await table.TryReplaceAsync(ToRow(decision) with { ETag = row.ETag }, cancel);

    /// <summary>Forgets a decision that is done with.</summary>
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
        new(DropClaimStore.ToClaim(row), DropClaimStore.ParseTopicYears(row.Text("keys")), row.Int("entries"), row.Int("written"), row.Text("blob"));

    private static string Key(DropClaim claim) => $"{claim.Folder}-{DropClaimStore.Key(claim)}";
}
