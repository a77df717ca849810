using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Reads a CSV file: byte order mark, else strictly UTF-8, else strictly CP932; comma, tab or semicolon.</summary>
internal static partial class CsvTable
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly char[] Separators = [',', '\t', ';'];

    public static FileReadResult Read(SubmittedFile file)
    {
        // The escape by which ISO-2022-JP begins to be Japanese; to UTF-8 it is text.
        var text = Decode(file.Content);
        if ((text is not null && HeaderSeparator(text) is not null ? null : FileKinds.OfUnread(file.Content)) is { } kind)
        {
            return FileReadResult.Wrong(FileFaultKind.Unreadable, file.Name, FileKindMessages.CodeOf(kind, "file_encoding"),
                FileKindMessages.Of(kind));
        }

        if (text is null || text.Contains("\u001B$", StringComparison.Ordinal))
        {
            return FileReadResult.Wrong(FileFaultKind.Unreadable, file.Name, "file_encoding", FileMessages.Encoding);
        }

        if (text.Contains('\0'))
        {
            return FileReadResult.Wrong(FileFaultKind.Unreadable, file.Name, "file_is_not_text", FileMessages.NoText);
        }

        try
        {
            return ReadRows(file.Name, text);
        }
        catch (CsvFormatException e)
        {
            return FileReadResult.Wrong(FileFaultKind.Unreadable, Line(file.Name, e.LineNumber), "file_is_not_csv",
                FileMessages.NotCsv(e.LineNumber));
        }
    }

    private static FileReadResult ReadRows(string name, string text)
    {
        var separator = Separator(text);
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            Separator = separator,
            MaxRecordSize = 128 * 1024,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        using var csv = CsvReader.Create(new StringReader(Guarded(separator).Replace(text, "\"$1\"")), options);
        var rows = new List<FileRow>();
        while (csv.Read())
        {
            if (csv.LineNumber > FileLimits.LastRow)
            {
                return TooManyRows(name);
            }

            if (csv.FieldCount > FileLimits.Columns)
            {
                return FileReadResult.Wrong(FileFaultKind.TooLarge, Line(name, csv.LineNumber), "file_too_many_columns",
                    FileMessages.TooManyColumns(FileLimits.Columns));
            }

            var pointer = Line(name, csv.LineNumber);
            var cells = Enumerable.Range(0, csv.FieldCount)
                .Select(i => new FileCell($"{pointer}!{XlsxCellReference.Column(i)}", i, csv.GetString(i))).ToList();
            if (cells.TrueForAll(c => c.IsBlank))
            {
                continue;
            }

            rows.Add(new(pointer, cells));

            // The header and some title rows above it are no rows of the table.
            if (rows.Count > FileLimits.Rows + FileColumns.HeaderWithin)
            {
                return TooManyRows(name);
            }
        }

        return new([new(name, false, rows)], null);
    }

    // ="0101" keeps the zeros of a code in Excel: quotes that are none of CSV's.
    private static Regex Guarded(char separator) => separator switch
    {
        '\t' => GuardedBetweenTabs(),
        ';' => GuardedBetweenSemicolons(),
        _ => GuardedBetweenCommas(),
    };

    [GeneratedRegex("(?<=^|[,\\r\\n])=\"([^\"\\r\\n]*)\"(?=[,\\r\\n]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex GuardedBetweenCommas();

    [GeneratedRegex("(?<=^|[\\t\\r\\n])=\"([^\"\\r\\n]*)\"(?=[\\t\\r\\n]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex GuardedBetweenTabs();

    [GeneratedRegex("(?<=^|[;\\r\\n])=\"([^\"\\r\\n]*)\"(?=[;\\r\\n]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex GuardedBetweenSemicolons();

    public static FileReadResult TooManyRows(string pointer, int most = FileLimits.Rows) =>
        FileReadResult.Wrong(FileFaultKind.TooLarge, pointer, "file_too_many_rows", FileMessages.TooManyRows(most));

    private static string Line(string name, long line) => $"{name}!{line.ToString(CultureInfo.InvariantCulture)}行目";

    /// <summary>The one under which a line is a header; where none is, the one that there is most of in the first lines.</summary>
    private static char Separator(string text)
    {
        if (HeaderSeparator(text) is { } separator)
        {
            return separator;
        }

        var beginning = text.AsSpan(0, Math.Min(text.Length, 4_000));
        int commas = beginning.Count(','), tabs = beginning.Count('\t'), semicolons = beginning.Count(';');
        return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }

    private static char? HeaderSeparator(string text)
    {
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, 20_000)).ToString()
            .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(FileColumns.HeaderWithin))
        {
            foreach (var separator in Separators)
            {
                var cells = line.Split(separator).Select((c, i) => new FileCell("", i, c.Trim().Trim('"'))).ToList();
                if (cells.Count > 1 && FileColumns.KindOf(new("", cells)) is not null)
                {
                    return separator;
                }
            }
        }

        return null;
    }

    private static string? Decode(byte[] content)
    {
        try
        {
            return content switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Utf8.GetString(content.AsSpan(3)),
                [0xFF, 0xFE, ..] => new UnicodeEncoding(false, false, true).GetString(content.AsSpan(2)),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(true, false, true).GetString(content.AsSpan(2)),
                _ => Utf8.GetString(content),
            };
        }
        catch (DecoderFallbackException) when (content is not ([0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
        {
            return Windows31J.Decode(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
