using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// Copies what cannot be computed again into a folder or a zip file, as of one moment (<see cref="BackupConsistencyPoint"/>), while the app
/// may be running. A backup without its manifest is incomplete. It has the original uploads with people's data.
/// </summary>
public sealed class Backup(StorageAccount storage, TimeProvider clock)
{
    // An upload that is overwritten while it is copied is copied again.
    private const int MaxAttempts = 3;

    /// <summary>Writes a backup.</summary>
    /// <param name="path">A new folder, or a new file whose name ends in <c>.zip</c>.</param>
    /// <param name="progress">Told of each table and container.</param>
    /// <param name="cancel">Stops; what is there then is no backup.</param>
    /// <exception cref="InvalidOperationException">Something is there already.</exception>
    public async Task<BackupManifest> WriteAsync(string path, IProgress<string> progress, CancellationToken cancel)
    {
        using var files = BackupFiles.Create(path);
        var began = clock.GetUtcNow();
        List<BackupTable> tables = [];
        List<BackupBlob> blobs = [];

        // The app's record of processed uploads must not be newer than the copied uploads; reports are copied only for closings that are
        // copied.
        await CopyContainerAsync(files, ContainerNames.State, blobs, progress, cancel);
        await CopyContainerAsync(files, ContainerNames.Reports, blobs, progress, cancel);
        var cut = await BackupConsistencyPoint.MakeAsync(storage, cancel);
        foreach (var name in BackupContents.Tables)
        {
            tables.Add(await CopyTableAsync(files, name, cut.RowsAsync(storage.Table(name), cancel), cancel));
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{name}: {tables[^1].Rows} rows"));
        }

        foreach (var container in BackupContents.Containers.Except([ContainerNames.State, ContainerNames.Reports]))
        {
            await CopyContainerAsync(files, container, blobs, progress, cancel);
        }

        var manifest = new BackupManifest(BackupManifest.CurrentFormat, began, tables, blobs);
        await using var file = files.Write(BackupManifest.FileName);
        await JsonSerializer.SerializeAsync(file, manifest, JsonSerializerOptions.Web, cancel);
        return manifest;
    }

    private async Task CopyContainerAsync(BackupFiles files, string container, List<BackupBlob> blobs, IProgress<string> progress,
        CancellationToken cancel)
    {
        var before = blobs.Count;
        await foreach (var blob in storage.Container(container).ListAsync("", cancel))
        {
            if (await CopyBlobAsync(files, container, blob, blobs.Count, cancel) is { } copied)
            {
                blobs.Add(copied);
            }
        }

        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{container}: {blobs.Count - before} blobs"));
    }

    private static async Task<BackupTable> CopyTableAsync(BackupFiles files, string name, IAsyncEnumerable<Row> copied,
        CancellationToken cancel)
    {
        var (file, rows) = ($"tables/{name}.jsonl", 0L);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = files.Write(file);
        await foreach (var row in copied.WithCancellation(cancel))
        {
            var line = Encoding.UTF8.GetBytes(RowJson.Write(row) + "\n");
            hash.AppendData(line);
            await to.WriteAsync(line, cancel);
            rows++;
        }

        return new(name, file, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private async Task<BackupBlob?> CopyBlobAsync(BackupFiles files, string container, BlobVersion listed, int number,
        CancellationToken cancel)
    {
        BlobVersion? blob = listed;
        for (var attempt = 1; blob is not null && attempt <= MaxAttempts; attempt++)
        {
            if (await storage.Container(container).OpenAsync(blob, cancel) is { } content)
            {
                var file = string.Create(CultureInfo.InvariantCulture, $"blobs/{number:D6}");
                await using (content)
                {
                    await using var to = files.Write(file);
                    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                    var buffer = new byte[81920];
                    for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
                    {
                        hash.AppendData(buffer, 0, read);
                        await to.WriteAsync(buffer.AsMemory(0, read), cancel);
                    }

                    return new(container, blob.Name, file, blob.ETag, blob.UploadedAt, Convert.ToHexStringLower(hash.GetHashAndReset()));
                }
            }

            blob = await storage.Container(container).FindAsync(blob.Name, cancel);
        }

        return blob is null ? null
            : throw new InvalidOperationException(
                $"{container}/{blob.Name} was overwritten again and again while it was copied; try again later.");
    }
}
