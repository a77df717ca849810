using System.Text.Json;

namespace SmartToyonaka.Publishing.Files;

/// <summary>
/// The blob <c>manifest.json</c>: which files belong together. It is written last and in one write, so whoever reads it and then the files
/// that it names has all tables as they were at one moment.
/// </summary>
/// <param name="Kind"><see cref="CurrentKind"/>.</param>
/// <param name="Format">1.</param>
/// <param name="Moment">When the tables were like this.</param>
/// <param name="Commit">The build of the program that wrote the files.</param>
/// <param name="Set">The folder of the files.</param>
/// <param name="Content">SHA-256 over the files of all tables: equal for equal content.</param>
/// <param name="Tables">The tables.</param>
public sealed record PublishedFilesManifest(string Kind, int Format, DateTimeOffset Moment, string Commit, string Set, string Content,
    IReadOnlyList<PublishedTableFiles> Tables)
{
    public const string CurrentKind = "smart-toyonaka-published-files";
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads a manifest; null when it is none that this version knows.</summary>
    public static PublishedFilesManifest? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<PublishedFilesManifest>(json, Options) is
            { Kind: CurrentKind, Format: CurrentFormat, Commit: not null, Set: not null, Content: not null, Tables: not null } manifest
                ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A table in the manifest.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Version">Changes with every write to the table, even if the content stays the same.</param>
/// <param name="Columns">Its columns in their order.</param>
/// <param name="Csv">UTF-8 with a byte order mark.</param>
/// <param name="Parquet">The same rows with their types.</param>
public sealed record PublishedTableFiles(string Name, long Rows, string Version, IReadOnlyList<PublishedFileColumn> Columns,
    PublishedFile Csv, PublishedFile Parquet);

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>string</c>, <c>boolean</c>, <c>int32</c>, <c>int64</c>, <c>double</c>, <c>date</c> or <c>timestamp</c>.</param>
/// <param name="Nullable">Whether it may hold no value.</param>
public sealed record PublishedFileColumn(string Name, string Type, bool Nullable);

/// <summary>A file.</summary>
/// <param name="Path">Its path in the container.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its content, in hexadecimal.</param>
public sealed record PublishedFile(string Path, long Bytes, string Sha256);
