using System.Globalization;
using CsvHelper;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Keeping;

/// <summary>The published tables as CSV files for Excel and other programs: UTF-8 with a byte order mark, one file for each table.</summary>
public sealed class TableExport(StorageAccount storage)
{
    /// <summary>Writes <c>factindicator.csv</c> and so on into a folder, over those that are there; returns the rows of each table.</summary>
    public async Task<IReadOnlyList<(string Table, long Rows)>> WriteAsync(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var written = new List<(string, long)>();
        foreach (var table in TableNames.Published)
        {
            written.Add((table, await WriteAsync(table, Path.Combine(folder, table + ".csv"), cancel)));
        }

        return written;
    }

    private async Task<long> WriteAsync(string table, string path, CancellationToken cancel)
    {
        // Beside the file until it is whole, so that nobody reads half of it.
        var half = path + ".part";
        var rows = 0L;
        await using (var file = new FileStream(half, FileMode.Create))
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            List<string>? columns = null;
            await foreach (var row in storage.Table(table).ReadAllAsync(cancel))
            {
                // Every column is in every row of a published table.
                if (columns is null)
                {
                    columns = [.. row.Columns.Keys.Order(StringComparer.Ordinal)];
                    csv.WriteRecord([.. columns]);
                }

                csv.WriteRecord([.. columns.Select(c => Text(row.Columns.GetValueOrDefault(c)))]);
                rows++;
            }
        }

        File.Move(half, path, overwrite: true);
        return rows;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
