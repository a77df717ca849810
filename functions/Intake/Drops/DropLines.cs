using System.Globalization;
using CsvHelper;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Whether the upload of an entry can still be read.</summary>
public enum UploadState
{
    /// <summary>It is unchanged.</summary>
    There,

    /// <summary>Another upload has its name now.</summary>
    Overwritten,

    /// <summary>It was deleted.</summary>
    Gone,

    /// <summary>It is unchanged, but is read differently now (for example because the register changed).</summary>
    NotFound,
}

/// <summary>One row of an upload.</summary>
/// <param name="Line">Its line, as an editor shows it.</param>
/// <param name="Cells">The cells of the columns that are read; never an employee's number or name.</param>
public sealed record DropLine(long Line, IReadOnlyList<string> Cells);

/// <summary>The rows of an upload that an entry was added up from.</summary>
/// <param name="State">Whether they can be read.</param>
/// <param name="Columns">Headings as the file has them.</param>
/// <param name="Lines">The rows, the first of very many.</param>
/// <param name="Count">How many there are.</param>
public sealed record DropLines(UploadState State, IReadOnlyList<string> Columns, IReadOnlyList<DropLine> Lines, int Count)
{
    internal static DropLines None(UploadState state) => new(state, [], [], 0);
}

/// <summary>Reads an upload again for the rows that an entry of the ledger was added up from. Nothing is stored.</summary>
public sealed class DropLineReader(StorageAccount storage, ReferenceData reference)
{
    private const int MaxLines = 500;

    private static readonly DropEncoding[] Unmarked = [DropEncoding.Utf8, DropEncoding.Cp932];

    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops);

    /// <summary>The rows of one section and month within the lines that the entry names.</summary>
    public async Task<DropLines> ReadAsync(Observation entry, CancellationToken cancel)
    {
        if (entry.Source.Kind != Source.Drop || MeasureRegistry.Current.Get(entry.Measure).DropFolder is not { } folder
            || await uploads.FindAsync(entry.Source.Id, cancel) is not { } blob)
        {
            return DropLines.None(UploadState.Gone);
        }

        // A listing has the ETag without quotes, the properties of the blob have it with quotes.
        if (blob.ETag.Trim('"') != entry.Source.ETag.Trim('"'))
        {
            return DropLines.None(UploadState.Overwritten);
        }

        var snapshot = await reference.GetAsync(cancel);
        var words = new DropReference(snapshot.Register, snapshot.Catalogue.Vocabulary, new ClosedMonths([]));
        foreach (var encoding in Unmarked)
        {
            using var dropReader = await DropReader.OpenAsync(DropFile.Of(folder, blob, uploads), words, encoding, null, cancel);
            if (dropReader is null)
            {
                return DropLines.None(UploadState.Overwritten);
            }

            if (dropReader is { Rows: { } rows, Header: { } header }
                && await ReadAsync(dropReader, rows, header, entry, cancel) is { } found)
            {
                return found;
            }
        }

        return DropLines.None(UploadState.NotFound);
    }

    // Null when it has to be tried in another encoding.
    private static async Task<DropLines?> ReadAsync(DropReader dropReader, RowReader rows, DropHeader header, Observation entry,
        CancellationToken cancel)
    {
        var key = new DropPairKey(entry.Section, entry.Month.Key);
        var last = entry.Cells.Select(c => LastLine(c.Lines)).DefaultIfEmpty(0).Max();
        var lines = new List<DropLine>();
        var count = 0;
        await dropReader.ReadAsync((record, kind) =>
        {
            if (kind == RowKind.Row && rows.Answer.Key == key && ++count <= MaxLines)
            {
                lines.Add(ToLine(record, header, rows));
            }

            // What follows the entry's last line is nothing of it.
            return rows.Line < last;
        }, cancel);
        return dropReader.Text.BadByteAt is not null && count == 0 ? null
            : count == 0 ? DropLines.None(UploadState.NotFound)
            : new(UploadState.There, [.. header.Columns.Select(c => header.Cells[c.Index].Trim())], lines, count);
    }

    private static DropLine ToLine(CsvReader record, DropHeader header, RowReader rows) =>
        new(rows.Line, [.. header.Columns.Select(c => QuarantineFile.Cell(record, c.Column, c.Index, rows))]);

    private static long LastLine(string lines) =>
        long.TryParse(lines[(lines.IndexOf('-', StringComparison.Ordinal) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture,
            out var line) ? line : long.MaxValue;
}
