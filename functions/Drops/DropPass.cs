using CsvHelper;

namespace SmartToyonaka.Drops;

/// <summary>One reading of a file from beginning to end.</summary>
internal sealed class DropPass : IDisposable
{
    private readonly DropProfile profile;
    private readonly RowReader? above;

    private DropPass(DropProfile profile, DecodedFile text, DropHeader? header, RowReader? rows, RowReader? above)
    {
        this.profile = profile;
        this.above = above;
        Text = text;
        Header = header;
        Rows = rows;
    }

    public DecodedFile Text { get; }

    /// <summary>What resembles a header most; null where nothing does.</summary>
    public DropHeader? Header { get; }

    /// <summary>Reads the rows; null where there is no usable header.</summary>
    public RowReader? Rows { get; }

    /// <summary>Begins to read; null when the file is gone.</summary>
    public static async Task<DropPass?> OpenAsync(DropFile file, DropReference reference, DropEncoding unmarked, CancellationToken cancel)
    {
        if (await file.OpenAsync(cancel) is not { } stream)
        {
            return null;
        }

        var profile = DropProfile.Of(file.Folder);
        var text = await DecodedFile.OpenAsync(stream, unmarked, cancel);
        var header = DropHeader.Find(text.Head, profile);
        return header is { Missing.Count: 0, Doubled.Count: 0 }
            ? new(profile, text, header, new(profile, header, reference), new(profile, header, reference))
            : new(profile, text, header, null, null);
    }

    /// <summary>Why the rows cannot be read at all; none when they can.</summary>
    public IReadOnlyList<DropError> HeaderErrors()
    {
        if (Text.IsEmpty)
        {
            return [DropMessages.Empty];
        }

        if (Header is null)
        {
            return [DropMessages.NoHeader(profile.Columns.Where(c => c.IsRequired).Select(c => c.Name))];
        }

        return
        [
            .. Header.Missing.Select(c => DropMessages.ColumnMissing(Header.Line, c)),
            .. Header.Doubled.Select(c => DropMessages.ColumnDoubled(Header.Line, c)),
            .. Header.Columns.Where(c => c.Column >= DropColumn.Documents && !Header.UnitOf(c.Column).Fits(c.Column)).Select(c => DropMessages.UnknownUnit(profile.NameOf(c.Column))),
            .. Header.Cells.Length > DropLimits.Columns ? [DropMessages.TooManyColumns(Header.Line, DropLimits.Columns)] : Array.Empty<DropError>(),
        ];
    }

    /// <summary>Reads every row under the header; returns what makes the file unreadable, or null.</summary>
    /// <param name="each">Called for each record with something in it; false stops the reading.</param>
    public async Task<DropError?> ReadAsync(Func<CsvReader, RowKind, bool> each, CancellationToken cancel)
    {
        CsvMalformedRecord? malformed = null;
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            Separator = Header!.Separator,
            MaxRecordSize = DropLimits.RecordBytes,
            OnMalformedRecord = record => malformed = record,
        };
        try
        {
            using var csv = CsvReader.Create(Text, options, leaveOpen: true);
            while (await csv.ReadAsync(cancel))
            {
                var isBroken = malformed?.LineNumber == csv.LineNumber;
                if (csv.LineNumber <= Header.Line)
                {
                    // Whoever sorts a sheet with its header has rows above it; to pass them over like a title would be to lose them.
                    if (csv.LineNumber < Header.Line && above!.Read(csv, isBroken) == RowKind.Row && above.IsFact)
                    {
                        return DropMessages.RowAboveHeader(csv.LineNumber, Header.Line);
                    }

                    continue;
                }
                if (isBroken && malformed?.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    return DropMessages.OpenQuote(csv.LineNumber);
                }

                if (csv.FieldCount > DropLimits.Columns)
                {
                    return DropMessages.TooManyColumns(csv.LineNumber, DropLimits.Columns);
                }

                var kind = Rows!.Read(csv, isBroken);
                if (kind != RowKind.Empty && !each(csv, kind))
                {
                    return DropMessages.TooManyPairs(DropLimits.Pairs);
                }
            }

            return null;
        }
        catch (CsvFormatException e)
        {
            return DropMessages.RecordTooLong(e.LineNumber);
        }
    }

    public void Dispose() => Text.Dispose();
}
