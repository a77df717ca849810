using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Drops;

/// <summary>One upload.</summary>
/// <param name="Folder">The folder it was put in, which says what it is about.</param>
/// <param name="Name">Its path within the folder.</param>
/// <param name="ETag">Names this upload.</param>
/// <param name="UploadedAt">When it was put there.</param>
/// <param name="Length">Bytes.</param>
/// <param name="OpenAsync">Opens it from its beginning; null when it is gone or was overwritten. May be called more than once.</param>
public sealed record DropFile(
    string Folder,
    string Name,
    string ETag,
    DateTimeOffset UploadedAt,
    long Length,
    Func<CancellationToken, Task<Stream?>> OpenAsync)
{
    /// <summary>Folder and name: the name of its blob, and of its receipt and quarantine.</summary>
    public string Path => $"{Folder}/{Name}";

    /// <summary>The blob of its held rows: always a CSV file, of a workbook too.</summary>
    public string QuarantinePath => QuarantineOf(Path);

    /// <summary>The blob of the held rows of an upload.</summary>
    internal static string QuarantineOf(string path) =>
        System.IO.Path.GetExtension(path).ToLowerInvariant() is ".xlsx" or ".xlsm" or ".xls" ? path + ".csv" : path;

    /// <summary>Names the upload.</summary>
    internal UInt128 Id => ProcessedUploads.Id(Name, ETag);

    internal static DropFile Of(string folder, BlobVersion blob, BlobStore store) =>
        new(folder, blob.Name[(folder.Length + 1)..], blob.ETag, blob.UploadedAt, blob.Length, cancel => store.OpenAsync(blob, cancel));

    /// <summary>A file on this machine.</summary>
    public static DropFile OnDisk(string folder, string path)
    {
        var info = new FileInfo(path);
        return new(folder, info.Name, "", info.LastWriteTimeUtc, info.Length, _ => Task.FromResult<Stream?>(info.OpenRead()));
    }
}
