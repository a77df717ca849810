using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>What restoring a backup did.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="Blobs">Blobs written.</param>
/// <param name="Ledger">The comparison of the ledger with its sources; afterwards it equals them.</param>
/// <param name="Rebuilt">What was computed from it.</param>
public sealed record RestorationOutcome(long Rows, int Blobs, LedgerComparison Ledger, RebuildOutcome Rebuilt);

/// <summary>
/// Restores a backup into an empty account, then computes what was not in it. After an interruption, restoring the same backup continues.
/// </summary>
public sealed class Restoration(StorageAccount storage, LedgerRecovery recovery, Rebuild rebuild)
{
    private const string Marker = "restoring";
    private const int AtATime = 1000;

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>Restores a backup.</summary>
    /// <exception cref="InvalidOperationException">The account is not empty, or the backup is damaged; nothing was written.</exception>
    public async Task<RestorationOutcome> RunAsync(string path, IProgress<string> progress, CancellationToken cancel)
    {
        using var files = BackupFiles.Open(path);
        var (manifest, id) = await ReadManifestAsync(files, path, cancel);
        progress.Report("checking the backup");
        foreach (var (file, sha256) in manifest.Tables.Select(t => (t.File, t.Sha256))
            .Concat(manifest.Blobs.Select(b => (b.File, b.Sha256))))
        {
            await CheckAsync(files, file, sha256, cancel);
        }

        await storage.CreateAllAsync(cancel);
        if (await state.ReadAsync(Marker, cancel) is not { } marker || Encoding.UTF8.GetString(marker.Content) != id)
        {
            await RequireEmptyAsync(cancel);
            await state.WriteAsync(Marker, Encoding.UTF8.GetBytes(id), "text/plain", cancel);
        }

        var rows = 0L;
        foreach (var table in manifest.Tables)
        {
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {table.Rows} rows"));
            rows += await RestoreTableAsync(files, table, cancel);
        }

        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{manifest.Blobs.Count} blobs"));
        foreach (var blob in manifest.Blobs)
        {
            await using var content = Open(files, blob.File);
            await using var buffered = await SeekableAsync(content, cancel);
            await storage.Container(blob.Container).RestoreAsync(new(blob.Name, blob.ETag, blob.UploadedAt, 0), buffered,
                ContentTypeOf(blob), cancel);
        }

        // What was accepted while the backup was made is in its source, but possibly not in the ledger.
        var ledger = await recovery.RunAsync(write: true, progress, cancel);
        var rebuilt = await rebuild.RunAsync(progress, cancel);
        await state.DeleteAsync(Marker, cancel);
        return new(rows, manifest.Blobs.Count, ledger, rebuilt);
    }

    private async Task RequireEmptyAsync(CancellationToken cancel)
    {
        foreach (var name in TableNames.All)
        {
            await foreach (var _ in storage.Table(name).ReadAllAsync(cancel))
            {
                throw new InvalidOperationException(
                    $"The storage account is not empty: its table {name} has rows. A backup is restored into an empty account only.");
            }
        }

        foreach (var name in ContainerNames.All)
        {
            await foreach (var _ in storage.Container(name).ListAsync("", cancel))
            {
                throw new InvalidOperationException(
                    $"The storage account is not empty: its container {name} has blobs. A backup is restored into an empty account only.");
            }
        }
    }

    private static async Task<(BackupManifest Manifest, string Id)> ReadManifestAsync(BackupFiles files, string path,
        CancellationToken cancel)
    {
        await using var file = files.Read(BackupManifest.FileName)
            ?? throw new InvalidOperationException($"{path} has no {BackupManifest.FileName}: it is no backup, or was broken off.");
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, cancel);
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(copy.ToArray(), JsonSerializerOptions.Web)
                is { Format: BackupManifest.CurrentFormat, Tables: not null, Blobs: not null } manifest
                && manifest.Tables.All(t => BackupContents.Tables.Contains(t.Name))
                    && manifest.Blobs.All(b => BackupContents.Containers.Contains(b.Container))
                ? (manifest, Convert.ToHexStringLower(SHA256.HashData(copy.ToArray())))
                : throw new InvalidOperationException($"{path} is of a kind that this version does not know.");
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"The {BackupManifest.FileName} of {path} is damaged.");
        }
    }

    private static async Task CheckAsync(BackupFiles files, string file, string sha256, CancellationToken cancel)
    {
        try
        {
            await using var content = Open(files, file);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) == sha256)
            {
                return;
            }
        }
        catch (InvalidDataException)
        {
            // A zip entry whose content does not match its checksum.
        }

        throw new InvalidOperationException(
            $"{file} of the backup is damaged: its SHA-256 is not the one of the manifest. Nothing was restored; take another backup.");
    }

    private async Task<long> RestoreTableAsync(BackupFiles files, BackupTable table, CancellationToken cancel)
    {
        using var lines = new StreamReader(Open(files, table.File));
        List<Row> rows = [];
        var count = 0L;
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            rows.Add(RowJson.Read(line));
            count++;
            if (rows.Count == AtATime)
            {
                await storage.Table(table.Name).WriteAsync(rows, [], cancel);
                rows.Clear();
            }
        }

        await storage.Table(table.Name).WriteAsync(rows, [], cancel);
        return count;
    }

    private static Stream Open(BackupFiles files, string file) =>
        files.Read(file) ?? throw new InvalidOperationException(
            $"{file} of the backup is missing. Nothing was restored; take another backup.");

    // The client library needs the length of a blob, which an entry of a zip file does not report.
    private static async Task<Stream> SeekableAsync(Stream content, CancellationToken cancel)
    {
        var copy = OwnerOnlyFiles.Create(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileOptions.DeleteOnClose);
        await content.CopyToAsync(copy, cancel);
        copy.Position = 0;
        return copy;
    }

    private static string ContentTypeOf(BackupBlob blob) => Path.GetExtension(blob.Name).ToLowerInvariant() switch
    {
        ".json" => "application/json; charset=utf-8",
        ".csv" => "text/csv",
        ".gz" => "application/gzip",
        _ => "application/octet-stream",
    };
}
