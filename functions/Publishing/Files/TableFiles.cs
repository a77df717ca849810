using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Files;

/// <summary>A published table as it was read, in two temporary files: CSV and Parquet.</summary>
internal sealed class TableFiles : IAsyncDisposable
{
    private TableFiles(string table) => Table = table;

    public string Table { get; }

    public long Rows { get; private set; }

    /// <summary>A digest of the keys and versions of all rows.</summary>
    public string Version { get; private set; } = "";

    public FileStream Csv { get; } = NewFile();

    public FileStream Parquet { get; } = NewFile();

    /// <summary>Reads a table once, row by row, into both files.</summary>
    public static async Task<TableFiles> ReadAsync(TableStore table, CancellationToken cancel)
    {
        var files = new TableFiles(table.Name);
        try
        {
            var columns = PublishedColumns.Of[table.Name];
            using var version = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var parquet = await ParquetTableWriter.CreateAsync(columns, files.Parquet, cancel);
            files.Rows = await TableCsv.WriteAsync(BothAsync(table, version, parquet, cancel), columns, TableCsv.Utf8, files.Csv, cancel);
            await parquet.EndAsync(cancel);
            files.Version = Convert.ToHexStringLower(version.GetHashAndReset());
            return files;
        }
        catch
        {
            await files.DisposeAsync();
            throw;
        }
    }

    /// <summary>The <see cref="Version"/> of a table as it is now.</summary>
    public static async Task<string> VersionAsync(TableStore table, CancellationToken cancel)
    {
        using var version = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var row in table.ReadVersionsAsync(cancel))
        {
            Append(version, row);
        }

        return Convert.ToHexStringLower(version.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        await Csv.DisposeAsync();
        await Parquet.DisposeAsync();
    }

    private static async IAsyncEnumerable<Row> BothAsync(TableStore table, IncrementalHash version, ParquetTableWriter parquet,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.ReadAllAsync(cancel))
        {
            Append(version, row);
            await parquet.AddAsync(row, cancel);
            yield return row;
        }
    }

    private static void Append(IncrementalHash version, Row row) =>
        version.AppendData(Encoding.UTF8.GetBytes($"{row.Partition}\n{row.Key}\n{row.ETag}\n"));

    private static FileStream NewFile() => new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew,
        FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
