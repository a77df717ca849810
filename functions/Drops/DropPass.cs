using CsvHelper;

namespace SmartToyonaka.Drops;

/// <summary>One reading of a file from beginning to end.</summary>
internal sealed class DropPass : IDisposable
{
    private readonly DropProfile profile;

    private DropPass(DropProfile profile, DecodedFile text, DropHeader? header, RowReader? rows)
    {
        this.profile = profile;
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
        var rows = header is { Missing.Count: 0, Doubled.Count: 0 } ? new RowReader(profile, header, reference) : null;
        return new(profile, text, header, rows);
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
            .. Header.Columns.Where(c => !Allows(c.Column, Header.UnitOf(c.Column))).Select(c => DropMessages.UnknownUnit(profile.NameOf(c.Column))),
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
                if (csv.LineNumber <= Header.Line)
                {
                    continue;
                }

                var isBroken = malformed?.LineNumber == csv.LineNumber;
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

    private static bool Allows(DropColumn column, DropUnit unit) => unit.Kind switch
    {
        UnitKind.Plain => unit.Multiple == 1 || column is not DropColumn.Overtime,
        UnitKind.Minutes => column is DropColumn.Overtime || column < DropColumn.Documents,
        _ => column < DropColumn.Documents,
    };
}
