using System.Text.Json;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Files that are dropped through the app instead of into the container: checked only, or stored and taken at once.</summary>
public sealed class DropUploads(
    StorageAccount storage, DropPuller puller, DropChecker checker, DropReview review, ReferenceData reference,
    PeriodChangeStore periodChanges, TimeProvider clock)
{
    /// <summary>The largest file: the Functions host refuses bodies of 30,000,000 bytes. Larger ones are put into the container.</summary>
    public const long MaxBytes = 25 * 1024 * 1024;

    // Another instance that is taking the same upload needs seconds, unless it is a large one.
    private const int MostLooks = 60;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly BlobStore drops = storage.Container(ContainerNames.Drops), receipts = storage.Container(ContainerNames.Receipts),
        quarantine = storage.Container(ContainerNames.Quarantine);
    private readonly DropClaimStore claims = new(storage);
    private readonly EarlierUnits units = new(storage);

    /// <summary>The folders that files are taken from.</summary>
    public static IReadOnlyList<string> Folders => [.. DropProfile.All.Select(p => p.Folder)];

    /// <summary>The receipt that a file would get now; nothing is stored.</summary>
    public async Task<DropReceipt> CheckAsync(string folder, DropFileName name, LocalUpload upload, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var file = new DropFile(folder, name.Text, "", now, upload.Length, _ => Task.FromResult<Stream?>(upload.Open()));
        var closed = new ClosedMonths(await periodChanges.ListAllAsync(cancel));
        var words = DropReference.Of(await reference.GetAsync(cancel), closed, now) with { Units = units };
        var check = await checker.CheckAsync(file, words, cancel)
            ?? throw new InvalidOperationException("A file of this machine is gone.");
        check = await review.MarkAsync(check, cancel);
        var counting = check.Observations.Where(o => o.State == EntryState.Accepted).Select(o => o with { ReceivedAt = now });
        return await review.WarnAsync(check.Receipt, counting, now, cancel);
    }

    /// <summary>
    /// Stores a file in the container <c>drops</c> and takes it. Its receipt; null when it is stored but still being taken: by another
    /// instance, or because it is waiting for a closing to end. Whatever happens once it is stored, the timer finishes it.
    /// </summary>
    public async Task<DropReceipt?> TakeAsync(string folder, DropFileName name, LocalUpload upload, CancellationToken cancel)
    {
        DropFile file;
        await using (var content = upload.Open())
        {
            var path = $"{DropProfile.Of(folder).Folder}/{name}";
            var (etag, at) = await drops.WriteAsync(path, content, "application/octet-stream", cancel);
            file = DropFile.Of(folder, new BlobVersion(path, etag, at, upload.Length), drops);
        }

        var isComplete = await puller.TakeAsync(file, cancel);
        var receipt = await ReceiptAsync(file, cancel);
        if (receipt is not null && !isComplete)
        {
            await puller.EndAsync(file, cancel);
        }

        return receipt;
    }

    /// <summary>The rows of a file that are held back; null when there are none.</summary>
    public async Task<Stream?> OpenHeldAsync(string folder, DropFileName name, CancellationToken cancel) =>
        await quarantine.FindAsync(DropFile.QuarantineOf($"{folder}/{name}"), cancel) is { } version
            ? await quarantine.OpenAsync(version, cancel) : null;

    /// <summary>The receipt of the newest upload of a name; null while there is none.</summary>
    public async Task<DropReceipt?> FindReceiptAsync(string folder, DropFileName name, CancellationToken cancel) =>
        await receipts.ReadAsync($"{folder}/{name}.json", cancel) is var (content, _)
            ? JsonSerializer.Deserialize<DropReceipt>(content, DropReceipt.Json) : null;

    private async Task<DropReceipt?> ReceiptAsync(DropFile file, CancellationToken cancel)
    {
        var upload = new DropClaim(file.Folder, file.Name, file.ETag, file.UploadedAt, file.UploadedAt, file.UploadedAt, DropState.Taking);
        for (var look = 0; look < MostLooks; look++)
        {
            if (await claims.FindClaimAsync(upload, cancel) is { IsDone: true } claim)
            {
                // The receipt of this name may be that of a newer upload already.
                var name = $"{file.Path}.json";
                return await receipts.ReceivedAtAsync(name, cancel) == claim.ReceivedAt
                    && await receipts.ReadAsync(name, cancel) is var (content, _)
                        ? JsonSerializer.Deserialize<DropReceipt>(content, DropReceipt.Json) : null;
            }

            await Task.Delay(BetweenLooks, cancel);
        }

        return null;
    }
}
