using System.Text;
using CsvHelper;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>A published table as CSV for Excel, written while it is read: the same file for a download, an export and a package.</summary>
internal static class TableCsv
{
    /// <summary>With its byte order mark, by which Excel knows it.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    private const int ChunkBytes = 64 * 1024;

    /// <summary>Writes all rows; says how many.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns, in their order.</param>
    /// <param name="encoding">UTF-8 with its byte order mark, or <see cref="Cp932.Encoding"/>.</param>
    /// <param name="body">Where to; it is written to asynchronously only.</param>
    /// <param name="cancel">Stops writing.</param>
    public static async Task<long> WriteAsync(IAsyncEnumerable<Row> rows, IReadOnlyList<PublishedColumn> columns, Encoding encoding,
        Stream body, CancellationToken cancel)
    {
        using var chunk = new MemoryStream();
        await using var text = new StreamWriter(chunk, encoding);
        using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true);
        var written = 0L;
        var isCp932 = encoding.CodePage == Cp932.CodePage;
        csv.WriteRecord([.. columns.Select(c => c.Name)]);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns)
            {
                var cell = CellText.Of(row, column);
                csv.WriteField(isCp932 ? Cp932.Same(cell) : cell);
            }

            csv.EndRecord();
            written++;
            if (chunk.Length >= ChunkBytes)
            {
                await SendAsync();
            }
        }

        await SendAsync();
        return written;

        async Task SendAsync()
        {
            csv.Flush();
            await text.FlushAsync(cancel);
            chunk.Position = 0;
            await chunk.CopyToAsync(body, cancel);
            chunk.SetLength(0);
        }
    }

    /// <summary>What of a table CP932 cannot hold: reads it once more, because it has to be said before the first byte.</summary>
    public static async Task<Cp932Losses> LossesAsync(IAsyncEnumerable<Row> rows, IReadOnlyList<PublishedColumn> columns,
        CancellationToken cancel)
    {
        var losses = new Cp932Losses();
        var texts = columns.Where(c => c.Kind == ColumnKind.Text).ToList();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in texts)
            {
                losses.Look(row.Text(column.Name));
            }
        }

        return losses;
    }
}
