using System.Collections.Concurrent;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Uploads outside the known folders (<c>Overtime/</c>, <c>時間外勤務/</c>, the root of the container): each gets a receipt and a row in the
/// list of drops that name the existing folders, so that a misplaced file is noticed.
/// </summary>
internal sealed class UnknownFolders(StorageAccount storage)
{
    /// <summary>The partition of the table <c>drops</c> that lists them; no folder of a container begins so.</summary>
    public const string Partition = "-unknown";

    // A limit for mass uploads to a wrong place.
    private const int MostUploads = 1_000;

    private static readonly string[] NoReceiptBeside = ["reference"];

    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops), receipts = storage.Container(ContainerNames.Receipts);
    // What was found in the table once need not be read again while nothing is new.
    private readonly ConcurrentDictionary<UInt128, bool> told = [];
    private readonly TableStore drops = storage.Table(TableNames.Drops);
    private readonly OpenReceipts open = new(storage, null);
    private bool hasLooked;

    /// <summary>Finds uploads that were not reported yet.</summary>
    public async Task LookAsync(TimeProvider clock, CancellationToken cancel)
    {
        var known = DropProfile.All.Select(p => p.Folder).ToHashSet(StringComparer.Ordinal);
        var there = new HashSet<UInt128>();
        ProcessedUploads? seen = null;
        var count = 0;
        await foreach (var blob in uploads.ListOutsideAsync(known, cancel))
        {
            var id = ProcessedUploads.Id(blob.Name, blob.ETag);
            there.Add(id);
            if (blob.Name.EndsWith('/') || told.ContainsKey(id))
            {
                continue;
            }

            seen ??= await ProcessedUploads.ReadAsync(drops, Partition, cancel);
            if (seen.Contains(id))
            {
                told.TryAdd(id, true);
                continue;
            }

            if (++count > MostUploads)
            {
                break;
            }

            await TellAsync(blob, known, clock.GetUtcNow(), cancel);
            seen.Add(id);
            told.TryAdd(id, true);
        }

        await SettleAsync(seen, count > MostUploads ? null : there, cancel);
        if (seen is { Unsaved: > 0 })
        {
            await seen.SaveAsync(cancel);
        }
    }

    // Something is gone that was told of; or this process has not looked yet.
    private async Task SettleAsync(ProcessedUploads? seen, HashSet<UInt128>? there, CancellationToken cancel)
    {
        if (there is null || (hasLooked && told.Keys.All(there.Contains)))
        {
            return;
        }

        seen ??= await ProcessedUploads.ReadAsync(drops, Partition, cancel);
        await open.SettleAsync(seen.Open, there, cancel);
        foreach (var gone in told.Keys.Where(id => !there.Contains(id)))
        {
            told.TryRemove(gone, out _);
        }

        hasLooked = true;
    }

    /// <summary>Where the receipt of such an upload lies.</summary>
    public static string ReceiptOf(string path) =>
        NoReceiptBeside.Any(f => path.StartsWith(f + "/", StringComparison.Ordinal)) ? $"unknown-folder/{path}.json" : $"{path}.json";

    private async Task TellAsync(BlobVersion blob, IReadOnlySet<string> known, DateTimeOffset now, CancellationToken cancel)
    {
        var slash = blob.Name.IndexOf('/', StringComparison.Ordinal);
        var (folder, file) = slash < 0 ? ("", blob.Name) : (blob.Name[..slash], blob.Name[(slash + 1)..]);
        var error = DropFileMessages.UnknownFolder(blob.Name, [.. known.Order(StringComparer.Ordinal)],
            await FolderOfAsync(blob, folder, cancel));
        var receipt = new DropReceipt(folder, file, DropState.Refused, 0, 0, 0, 0, 0, "", blob.UploadedAt, [error], [], []);
        var claim = new DropClaim(folder, blob.Name, blob.ETag, blob.UploadedAt, blob.UploadedAt, now, receipt.State);
        await receipts.WriteAsync(ReceiptOf(blob.Name), receipt.ToJson(), "application/json; charset=utf-8", cancel);
        await open.NoteAsync(Partition, claim, blob.Name, ReceiptOf(blob.Name), receipt, cancel);
        var columns = DropClaimStore.Columns(claim);
        columns["file"] = file;
        DropClaimStore.AddOutcome(columns, receipt);
        await drops.PutAsync(new(Partition, DropClaimStore.Key(claim), columns), cancel);
    }

    // By its columns, else by a folder that is spelt alike.
    private async Task<string?> FolderOfAsync(BlobVersion blob, string folder, CancellationToken cancel)
    {
        foreach (var encoding in (DropEncoding[])[DropEncoding.Utf8, DropEncoding.Cp932])
        {
            if (await uploads.OpenAsync(blob, cancel) is not { } stream)
            {
                return null;
            }

            await using var text = await DecodedFile.OpenAsync(stream, encoding, cancel);
            var head = text.Head;
            if (DropProfile.All.FirstOrDefault(p => DropHeader.Find(head, p) is { Missing.Count: 0 }) is { } fitting)
            {
                return fitting.Folder;
            }
        }

        var name = HeaderText.Key(folder);
        return DropProfile.All.FirstOrDefault(p => p.Folder.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (name.Length > 1 && (name == p.Measure.NameJa || p.Measure.NameJa.Contains(name, StringComparison.Ordinal))))?.Folder;
    }
}
