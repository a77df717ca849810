using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// What a backup contains: everything that cannot be computed again, and the published tables, so that they come back unchanged, including
/// the time of computing.
/// </summary>
public static class BackupContents
{
    /// <summary>
    /// Tables, in the order in which they are copied: derived ones after their sources, so that the ledger is complete for the copied
    /// sources. What is accepted after the moment of <see cref="BackupConsistencyPoint"/> is only in published tables, and restoring
    /// computes those again.
    /// </summary>
    public static IReadOnlyList<string> Tables { get; } =
        [TableNames.Submissions, TableNames.Closings, TableNames.Drops, TableNames.Ledger, TableNames.Credentials, TableNames.Outbox,
            .. TableNames.Published];

    /// <summary>
    /// Containers: reference data, uploads, their receipts, frozen reports, and the program's own state. Not the published files, which are
    /// the published tables in another form: restoring makes them again.
    /// </summary>
    public static IReadOnlyList<string> Containers { get; } = [.. ContainerNames.All.Where(c => c != ContainerNames.Published)];
}

/// <summary>The file <c>manifest.json</c> of a backup, written last.</summary>
/// <param name="Format">1.</param>
/// <param name="CreatedAt">When the copying began.</param>
/// <param name="Tables">The rows of each table; a file of lines of JSON each.</param>
/// <param name="Blobs">Every blob.</param>
public sealed record BackupManifest(int Format, DateTimeOffset CreatedAt, IReadOnlyList<BackupTable> Tables,
    IReadOnlyList<BackupBlob> Blobs)
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";
}

/// <summary>A table in a backup.</summary>
/// <param name="Name">The table.</param>
/// <param name="File">Its file within the backup.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Sha256">Of the file, in hexadecimal.</param>
public sealed record BackupTable(string Name, string File, long Rows, string Sha256);

/// <summary>A blob in a backup. Files are numbered, since names of blobs are not always names of files.</summary>
/// <param name="Container">Its container.</param>
/// <param name="Name">Its name there.</param>
/// <param name="File">Its file within the backup.</param>
/// <param name="ETag">What the upload was called.</param>
/// <param name="UploadedAt">When it was put there.</param>
/// <param name="Sha256">Of the file, in hexadecimal.</param>
public sealed record BackupBlob(string Container, string Name, string File, string ETag, DateTimeOffset UploadedAt, string Sha256);
