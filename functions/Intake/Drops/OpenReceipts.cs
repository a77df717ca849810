using System.Globalization;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>An upload whose receipt asks for something to be done with its file.</summary>
/// <param name="Row">Where that is noted.</param>
/// <param name="Id">Names the upload.</param>
/// <param name="Path">The file in the container <c>drops</c>.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Receipt">The blob of the receipt.</param>
/// <param name="UploadedAt">When it was put there, to the second.</param>
/// <param name="ReceivedAt">The same, but unlike any other.</param>
internal sealed record OpenReceipt((string Partition, string Key) Row, UInt128 Id, string Path, string ETag, string Receipt,
    DateTimeOffset UploadedAt, DateTimeOffset ReceivedAt);

/// <summary>
/// Receipts that ask for another name, another folder or another file. Once the file is gone from its place there is nothing to do about it
/// any more, and the receipt says so: that of the new place tells what came of it. They are noted beside the processed uploads, which every
/// run reads anyway.
/// </summary>
/// <param name="storage">The account.</param>
/// <param name="waiting">What waits of files that were taken; null where none are.</param>
internal sealed class OpenReceipts(StorageAccount storage, WaitingEntries? waiting)
{
    private const string KeyPrefix = "open-";

    private readonly TableStore notes = storage.Table(TableNames.Drops);
    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops), receipts = storage.Container(ContainerNames.Receipts);

    /// <summary>Notes a receipt that asks for something; rows that were held back stay to be mended without their file.</summary>
    /// <param name="folder">Whose processed uploads it is noted beside.</param>
    /// <param name="claim">The upload.</param>
    /// <param name="path">The file in the container <c>drops</c>.</param>
    /// <param name="blob">The blob of the receipt.</param>
    /// <param name="receipt">What it says.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task NoteAsync(string folder, DropClaim claim, string path, string blob, DropReceipt receipt, CancellationToken cancel)
    {
        if (receipt.RowsHeld == 0 && (receipt.State == DropState.Refused || receipt.Waiting.Count > 0))
        {
            await notes.PutAsync(new(ProcessedUploads.Partition(folder), KeyPrefix + claim.Id.ToString("x32", CultureInfo.InvariantCulture),
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["path"] = path,
                    ["etag"] = claim.ETag,
                    ["receipt"] = blob,
                    ["uploadedat"] = claim.UploadedAt,
                    ["receivedat"] = claim.ReceivedAt,
                }), cancel);
        }
    }

    /// <summary>The upload of such a note; null for another row.</summary>
    public static OpenReceipt? Read(Row row) => !row.Key.StartsWith(KeyPrefix, StringComparison.Ordinal) ? null
        : new((row.Partition, row.Key),
            UInt128.Parse(row.Key.AsSpan(KeyPrefix.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture), row.Text("path"),
            row.Text("etag"), row.Text("receipt"), row.Time("uploadedat"), row.Time("receivedat"));

    /// <summary>Settles the receipts of uploads that are not there any more.</summary>
    public async Task SettleAsync(IReadOnlyList<OpenReceipt> open, IReadOnlySet<UInt128> there, CancellationToken cancel)
    {
        foreach (var gone in open.Where(o => !there.Contains(o.Id)))
        {
            // A newer upload of the same name has the receipt of that name.
            if (await uploads.FindAsync(gone.Path, cancel) is not null || await TrySettleAsync(gone, cancel))
            {
                await notes.DeleteAsync(gone.Row.Partition, gone.Row.Key, cancel);
            }
        }
    }

    // False while values of it still wait to be confirmed: they do so with or without the file.
    private async Task<bool> TrySettleAsync(OpenReceipt gone, CancellationToken cancel)
    {
        if (await receipts.ReadAsync(gone.Receipt, cancel) is not var (content, _)
            || JsonSerializer.Deserialize<DropReceipt>(content, DropReceipt.Json) is not { } receipt
            || receipt.UploadedAt != gone.UploadedAt)
        {
            return true;
        }

        if (receipt.Waiting.Count > 0 && waiting is not null && (await waiting.ListAsync(cancel))
            .Any(w => w.Entry.Source.Id == gone.Path && w.Entry.Source.ETag == gone.ETag))
        {
            return false;
        }

        await receipts.TryWriteNewerAsync(gone.Receipt, new MemoryStream((receipt with { IsGone = true }).ToJson()),
            "application/json; charset=utf-8", gone.ReceivedAt, cancel);
        return true;
    }
}
