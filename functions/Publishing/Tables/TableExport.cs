using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>
/// Writes the complete published tables as CSV files like those of downloads: UTF-8 with a byte order mark, one file for each table.
/// </summary>
public sealed class TableExport(StorageAccount storage)
{
    /// <summary>
    /// Writes <c>factindicator.csv</c> and so on into a folder, over those that are there; returns the rows of each table.
    /// </summary>
    public async Task<IReadOnlyList<(string Table, long Rows)>> WriteAsync(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var written = new List<(string, long)>();
        foreach (var table in TableNames.Published)
        {
            // Written to a temporary file and renamed, so that no partial file is visible.
            var path = Path.Combine(folder, table + ".csv");
            var half = path + ".part";
            await using (var file = new FileStream(half, FileMode.Create))
            {
                written.Add((table, await WriteAsync(table, file, cancel)));
            }

            File.Move(half, path, overwrite: true);
        }

        return written;
    }

    /// <summary>Writes one table; the same rows always give the same bytes. Returns how many there are.</summary>
    /// <param name="table">One of <see cref="TableNames.Published"/>.</param>
    /// <param name="to">Where to; it stays open.</param>
    /// <param name="cancel">Stops writing.</param>
    public Task<long> WriteAsync(string table, Stream to, CancellationToken cancel) =>
        TableCsv.WriteAsync(storage.Table(table).ReadAllAsync(cancel), PublishedColumns.Of[table], TableCsv.Utf8, to, cancel);
}
