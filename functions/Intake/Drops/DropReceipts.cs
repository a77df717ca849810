using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Periods;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A drop as <c>GET /api/drops</c> lists it.</summary>
/// <param name="ErrorCount">How many errors its receipt lists.</param>
/// <param name="Errors">The first of them; all are in the receipt.</param>
/// <param name="WarningCount">How much of what was taken looks wrong.</param>
/// <param name="Warnings">The first of it; the receipt has more.</param>
/// <param name="Receipt">The blob of the receipt in the container <c>receipts</c>; null while the drop is being taken.</param>
/// <param name="Quarantine">The blob of the held rows in the container <c>quarantine</c>; null when none are held.</param>
public sealed record DropListing(
    string Folder,
    string File,
    string State,
    long RowsRead,
    long RowsTaken,
    long RowsHeld,
    int PairsTaken,
    int PairsHeld,
    string Encoding,
    DateTimeOffset ReceivedAt,
    int ErrorCount,
    IReadOnlyList<DropError> Errors,
    long WarningCount,
    IReadOnlyList<DropWarning> Warnings,
    string? Receipt,
    string? Quarantine);

/// <summary>Lists what became of the drops.</summary>
public sealed class DropReceipts(StorageAccount storage) : IPendingIntake
{
    /// <summary>The most that one call lists.</summary>
    public const int MaxCount = 200;

    private readonly DropClaimStore claims = new(storage);
    private readonly PullRunStore pullRuns = new(storage);
    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops);

    /// <summary>The newest drops of a folder, or of all.</summary>
    /// <param name="folder">A folder, or null for all.</param>
    /// <param name="count">How many, up to <see cref="MaxCount"/>.</param>
    /// <exception cref="ArgumentException">No drops are taken from that folder.</exception>
    public async Task<IReadOnlyList<DropListing>> NewestAsync(string? folder, int count, CancellationToken cancel)
    {
        var most = Math.Clamp(count, 1, MaxCount);
        var folders = folder is null ? DropProfile.All.Select(p => p.Folder).Append(UnknownFolders.Partition)
            : [DropProfile.Of(folder).Folder];
        var rows = await Task.WhenAll(folders.Select(f => claims.NewestAsync(f, null, most, cancel)));

        return [.. rows.SelectMany(r => r).OrderByDescending(r => r.Time("receivedat"))
            .ThenByDescending(r => r.Text("file"), StringComparer.Ordinal).Take(most).Select(ToListing)];
    }

    /// <summary>
    /// Of some drops the newest of each file that was refused or held back in part, newest first. Whose file was replaced or taken away
    /// since waits no longer.
    /// </summary>
    public async Task<IReadOnlyList<DropListing>> WaitingAsync(IEnumerable<DropListing> drops, CancellationToken cancel)
    {
        var newest = drops.GroupBy(d => (d.Folder, d.File)).Select(g => g.MaxBy(d => d.ReceivedAt)!)
            .Where(d => d.State is DropState.Refused or DropState.TakenInPart).OrderByDescending(d => d.ReceivedAt);
        var found = await Task.WhenAll(newest.Select(async d =>
            (Drop: d, Is: await uploads.FindAsync($"{d.Folder}/{d.File}".TrimStart('/'), cancel) is not null)));
        return [.. found.Where(f => f.Is).Select(f => f.Drop)];
    }

    /// <summary>How many uploads are not computed yet, and how many pull runs are not completed.</summary>
    public async Task<int> CountPendingAsync(CancellationToken cancel)
    {
        var unended = pullRuns.UnfinishedAsync(StaleCutoff.Ever, cancel);
        return (await claims.PendingAsync(StaleCutoff.Ever, cancel)).Count + (await unended).Count;
    }

    /// <summary>True while an upload is being taken that was received by an instant.</summary>
    public async Task<bool> IsTakingAsync(DateTimeOffset receivedBy, CancellationToken cancel) =>
        (await TakingAsync(cancel)).Any(c => c.ReceivedAt <= receivedBy);

    /// <inheritdoc/>
    async Task<DateTimeOffset?> IPendingIntake.NewestAsync(CancellationToken cancel) =>
        (await TakingAsync(cancel)).Max(c => (DateTimeOffset?)(c.ReceivedAt > c.ClaimedAt ? c.ReceivedAt : c.ClaimedAt));

    private async Task<IReadOnlyList<DropClaim>> TakingAsync(CancellationToken cancel) =>
        [.. (await Task.WhenAll(DropProfile.All.Select(p => claims.TakingAsync(p.Folder, cancel)))).SelectMany(c => c)];

    private static DropListing ToListing(Row row)
    {
        var (path, isDone) = ($"{row.Text("folder")}/{row.Text("file")}".TrimStart('/'), row.Text("state") != DropState.Taking);
        return new(
            row.Text("folder"),
            row.Text("file"),
            row.Text("state"),
            row.Long("rowsread"),
            row.Long("rowstaken"),
            row.Long("rowsheld"),
            row.Int("pairstaken"),
            row.Int("pairsheld"),
            row.Text("encoding"),
            row.Time("uploadedat"),
            row.Int("errorcount"),
            row.Text("errors") is { Length: > 0 } errors ? JsonSerializer.Deserialize<List<DropError>>(errors, DropReceipt.Json)! : [],
            row.Long("warningcount"),
            row.Text("warnings") is { Length: > 0 } warnings ? JsonSerializer.Deserialize<List<DropWarning>>(warnings, DropReceipt.Json)!
                : [],
            isDone ? $"{ContainerNames.Receipts}/"
                + $"{(row.Partition == UnknownFolders.Partition ? UnknownFolders.ReceiptOf(path) : path + ".json")}" : null,
            row.Long("rowsheld") > 0 ? $"{ContainerNames.Quarantine}/{DropFile.QuarantineOf(path)}" : null);
    }
}
