using CsvHelper;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>One reading of a file from beginning to end.</summary>
internal sealed class DropReader : IDisposable
{
    private readonly DropProfile profile;
    private readonly RowReader? above;

    // The escape by which a text in ISO-2022-JP begins to be Japanese.
    private static ReadOnlySpan<byte> Iso2022 => [0x1B, (byte)'$'];

    private DropReader(DropProfile profile, DecodedFile text, DropHeader? header, RowReader? rows, RowReader? above)
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

    /// <summary>
    /// The unit that a row under the table declares for rows that were read before it; the file has to be read again with it.
    /// </summary>
    public string? LateUnit { get; private set; }

    /// <summary>What was found in the workbook that the file is; null for a file of text.</summary>
    public WorkbookText? Workbook { get; private init; }

    /// <summary>The record that was read last: its line, and how many cells it has.</summary>
    public (long Line, int Column) Last { get; private set; } = (1, 1);

    /// <summary>The place of the first undecodable byte, where reading stopped.</summary>
    public (long Line, int Column) End => Rows is null ? EndOf(Text.Head.Span) : Text.LastByte is (byte)'\n' ? (Last.Line + 1, 1) : Last;

    /// <summary>Begins to read; null when the file is gone.</summary>
    /// <param name="file">The upload.</param>
    /// <param name="reference">What it is checked against.</param>
    /// <param name="unmarked">What it is read as without a byte order mark.</param>
    /// <param name="unit">The unit that a row under its table declares, when that is known; else null.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public static async Task<DropReader?> OpenAsync(DropFile file, DropReference reference, DropEncoding unmarked, string? unit,
        CancellationToken cancel)
    {
        if (await file.OpenAsync(cancel) is not { } stream)
        {
            return null;
        }

        var profile = DropProfile.Of(file.Folder);
        var (content, workbook) = await WorkbookText.OpenAsync(file, stream, profile, cancel);
        var text = await DecodedFile.OpenAsync(content, workbook is null ? unmarked : DropEncoding.Workbook, cancel);
        var header = DropHeader.Find(text.Head, profile);
        if (header is not { Missing.Count: 0, Doubled.Count: 0 })
        {
            return new(profile, text, header, null, null) { Workbook = workbook };
        }

        if (unit is not null)
        {
            header.TryDeclare(unit);
        }
        else if (workbook?.Unit is { } ofSheet && header.DeclaredUnit is null)
        {
            header.TryDeclare(ofSheet);
        }

        return new(profile, text, header, new(profile, header, reference, workbook?.Lines), new(profile, header, reference))
        {
            Workbook = workbook,
        };
    }

    /// <summary>
    /// What the file is where it is no text that is read here; null where it is, or has a header. Between zeros a header is found, too:
    /// the beginning of UTF-32 is that of UTF-16.
    /// </summary>
    public DropError? OtherKind()
    {
        var beginning = Text.Beginning.Span;
        return Workbook is null && !Text.IsEmpty && (Rows is null || beginning.Contains((byte)0))
            && (Header is null ? FileKinds.OfUnread(beginning) : FileKinds.Of(beginning)) is { } kind
                ? DropFileMessages.OtherKind(kind) : null;
    }

    /// <summary>Why the rows cannot be read at all; none when they can.</summary>
    public IReadOnlyList<DropError> HeaderErrors()
    {
        if (Workbook?.Fault is { } fault)
        {
            return [fault];
        }

        if (Text.IsEmpty)
        {
            return [DropFileMessages.Empty];
        }

        if (Header is not { Missing.Count: 0 }
            && DropProfile.All.FirstOrDefault(p => p != profile && DropHeader.Find(Text.Head, p) is { Missing.Count: 0 }) is { } right)
        {
            return [DropFileMessages.WrongFolder(profile.Folder, right.Folder)];
        }

        if (Header is null && Text.Head.Span.IndexOf(Iso2022) >= 0)
        {
            return [DropFileMessages.OtherEncoding];
        }

        if (Header is null)
        {
            return [DropFileMessages.NoHeader([.. profile.Columns.Where(c => c.IsRequired).Select(c => c.Name)])];
        }

        return
        [
            .. Header.Missing.Select(c => DropFileMessages.ColumnMissing(Header.Line, c, Header.SimilarTo(c))),
            .. Header.Doubled.Select(c => DropFileMessages.ColumnDoubled(Header.Line, c)),
            .. Header.SplitMonth is var (year, month) ? [DropFileMessages.MonthInTwoColumns(Header.Line, year, month)]
                : Array.Empty<DropError>(),
            .. Header.SplitMinutes is { } minutes
                ? [DropFileMessages.TimeInTwoColumns(Header.Line, profile.NameOf(DropColumn.Time), minutes)] : Array.Empty<DropError>(),
            .. Workbook?.Unit is { } ofSheet && !Header.TryDeclare(ofSheet)
                ? [DropFileMessages.UnitsDiffer(profile.NameOf(Header.Columns.First(c => c.Column >= DropColumn.First).Column))]
                : Array.Empty<DropError>(),
            .. Header.Unseen(Workbook?.HiddenColumns ?? new HashSet<int>()).Select(c => SheetMessages.HiddenColumn(Header.Line, c)),
            .. Header.Columns.Where(c => Header.HasTwoUnits(c.Column)).Select(c => DropFileMessages.UnitsDiffer(profile.NameOf(c.Column))),
            .. Header.Columns.Where(c => c.Column >= DropColumn.First && !Header.UnitOf(c.Column).Fits(c.Column))
                .Select(c => Header.UnknownUnit(c.Column)),
            .. Header.UnevenUnit is { } uneven ? [DropFileMessages.UnitsDiffer(profile.NameOf(uneven))] : Array.Empty<DropError>(),
            .. Header.Cells.Length > DropLimits.Columns ? [DropFileMessages.TooManyColumns(Header.Line, DropLimits.Columns)]
                : Array.Empty<DropError>(),
        ];
    }

    /// <summary>Reads every row under the header; returns what makes the file unreadable, or null.</summary>
    /// <param name="each">Called for each record with something in it; false stops the reading.</param>
    public async Task<DropError?> ReadAsync(Func<CsvReader, RowKind, bool> each, CancellationToken cancel)
    {
        CsvMalformedRecord? malformed = null;
        var hasRows = false;
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
                var isBroken = malformed is { } at && at.LineNumber == csv.LineNumber
                    && (at.Reason == CsvMalformedReason.UnterminatedQuote || !HasOnlyGuards(csv.RawRecord, (byte)Header.Separator));
                Last = (csv.LineNumber, csv.FieldCount);
                if (csv.LineNumber <= Header.Line)
                {
                    // A sheet that was sorted together with its header has rows above it; skipping them like a title would lose them.
                    if (csv.LineNumber < Header.Line && above!.Read(csv, isBroken) == RowKind.Row && above.IsFact)
                    {
                        return DropFileMessages.RowAboveHeader(csv.LineNumber, Header.Line);
                    }

                    continue;
                }
                if (isBroken && malformed?.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    return DropFileMessages.OpenQuote(csv.LineNumber);
                }

                if (csv.FieldCount > DropLimits.Columns)
                {
                    return DropFileMessages.TooManyColumns(csv.LineNumber, DropLimits.Columns);
                }

                var kind = Rows!.Read(csv, isBroken);
                hasRows |= kind is RowKind.Row or RowKind.Total;
                if (kind == RowKind.OtherHeader)
                {
                    return DropFileMessages.HeaderChanged(csv.LineNumber);
                }

                if (kind == RowKind.Unit)
                {
                    if (Header.NamesMinutesApart(csv))
                    {
                        return DropFileMessages.TimeInTwoColumns(csv.LineNumber, profile.NameOf(DropColumn.Time), "分");
                    }

                    if (Declare(hasRows) is { } wrong)
                    {
                        return wrong;
                    }

                    continue;
                }

                if (kind != RowKind.Empty && !each(csv, kind))
                {
                    return DropFileMessages.TooManyPairs(DropLimits.Pairs);
                }
            }

            return null;
        }
        catch (CsvFormatException e)
        {
            return DropFileMessages.RecordTooLong(e.LineNumber);
        }
    }

    // A unit between the header and the rows applies at once; one under rows applies when the file is read again.
    private DropError? Declare(bool hasRows)
    {
        var unit = Rows!.DeclaredUnit;
        var isNew = Header!.DeclaredUnit is null;
        if (isNew && hasRows)
        {
            LateUnit ??= unit;
            return null;
        }

        if (!Header.TryDeclare(unit) || Header.Columns.FirstOrDefault(c => Header.HasTwoUnits(c.Column)) is { Index: > 0 })
        {
            return DropFileMessages.UnitsDiffer(profile.NameOf(Header.Columns.First(c => c.Column >= DropColumn.First).Column));
        }

        if (Header.Columns.Any(c => c.Column >= DropColumn.First && !Header.UnitOf(c.Column).Fits(c.Column)))
        {
            return Header.UnknownUnit(Header.Columns.First(c => c.Column >= DropColumn.First).Column);
        }

        Rows.Figures.TakeUnits();
        return null;
    }

    // ="0101": quotes that keep the zeros of a code, not CSV quotes.
    private static bool HasOnlyGuards(ReadOnlySpan<byte> record, byte separator)
    {
        var guards = 0;
        for (var at = record.IndexOf("=\""u8); at >= 0 && at < record.Length;)
        {
            var end = record[(at + 2)..].IndexOf((byte)'"');
            if (end < 0 || (at > 0 && record[at - 1] != separator) || (at + end + 3 < record.Length && record[at + end + 3] is var after
                && after != separator && after is not ((byte)'\r' or (byte)'\n')))
            {
                return false;
            }

            guards += 2;
            var next = record[(at + end + 3)..].IndexOf("=\""u8);
            at = next < 0 ? -1 : at + end + 3 + next;
        }

        return guards > 0 && record.Count((byte)'"') == guards;
    }

    private static (long Line, int Column) EndOf(ReadOnlySpan<byte> text)
    {
        var line = text[(text.LastIndexOf((byte)'\n') + 1)..];
        return (text.Count((byte)'\n') + 1, line.Count((byte)',') + 1);
    }

    public void Dispose() => Text.Dispose();
}
