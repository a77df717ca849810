using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Why a file cannot be taken at all; each has an HTTP status of its own.</summary>
public enum FileFaultKind
{
    /// <summary>Neither CSV nor XLSX, or another kind of Excel file: 415.</summary>
    WrongType,

    /// <summary>More than the program is willing to unpack or read: 413.</summary>
    TooLarge,

    /// <summary>Broken, or made to do harm: 400.</summary>
    Unreadable,
}

/// <summary>Why a file cannot be taken at all, and how to put it right.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Error">The place, the code and the words.</param>
public sealed record FileFault(FileFaultKind Kind, SubmissionError Error);

/// <summary>A file that came with a multipart body.</summary>
/// <param name="Name">The name for places in errors: no path, no control characters.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SubmittedFile(string Name, byte[] Content)
{
    private const int MaxName = 80;

    /// <summary>The last part of whatever path a client sent, as far as it can be printed.</summary>
    public static string CleanName(string? sent)
    {
        var last = (sent ?? "").Split('/', '\\')[^1];
        var printable = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c != '!')).Trim();
        return printable.Length switch
        {
            0 => "file",
            > MaxName => printable[^MaxName..],
            _ => printable,
        };
    }

    /// <summary>The ending of the name in lower case, with its point.</summary>
    public string Extension => Path.GetExtension(Name).ToLowerInvariant();
}

/// <summary>A cell with its place.</summary>
/// <param name="Pointer">Where it is (<c>figures.xlsx!Sheet1!B3</c>).</param>
/// <param name="Index">Its column, from 0.</param>
/// <param name="Text">What it shows, dates as <c>2021-06-01</c>.</param>
/// <param name="IsNumber">True for a number of Excel's, false for text that looks like one.</param>
/// <param name="Fault">Why it has no value to be read: an error of Excel, a formula that was never computed.</param>
public readonly record struct FileCell(string Pointer, int Index, string Text, bool IsNumber = false,
    CellFaultKind Fault = CellFaultKind.None)
{
    public bool IsBlank => Fault == CellFaultKind.None && string.IsNullOrWhiteSpace(Text);
}

/// <summary>What makes a cell of a workbook unreadable.</summary>
public enum CellFaultKind
{
    None,

    /// <summary><c>#DIV/0!</c>, <c>#REF!</c> and their like.</summary>
    ExcelError,

    /// <summary>A formula whose result the file does not hold; formulas are never computed here.</summary>
    FormulaWithoutValue,

    /// <summary>A number with a fraction where a month is meant: 2021.10 has become 2021.1.</summary>
    FractionalNumber,

    /// <summary>A number in cells that are merged over several rows or numbers.</summary>
    MergedNumber,
}

/// <summary>A row of a table in a file.</summary>
/// <param name="Pointer">Where it is (<c>figures.csv!3行目</c>).</param>
/// <param name="Cells">From the first column on; a row may have fewer than the header.</param>
/// <param name="Number">Its line or row, from 1.</param>
public sealed record FileRow(string Pointer, IReadOnlyList<FileCell> Cells, int Number = 0);

/// <summary>One table: a CSV file, or a sheet.</summary>
/// <param name="Pointer">Where it is (<c>figures.xlsx!Sheet1</c>).</param>
/// <param name="IsSheet">True for a sheet of a workbook.</param>
/// <param name="Rows">Its rows that have something in them.</param>
/// <param name="Is1904">True when serial days count from 1904, as on old Macs.</param>
public sealed record FileTable(string Pointer, bool IsSheet, IReadOnlyList<FileRow> Rows, bool Is1904 = false)
{
    /// <summary>What the sheet hides and merges.</summary>
    public SheetLayout Layout { get; init; } = SheetLayout.Plain;
}

/// <summary>The tables of a file, or why there are none.</summary>
public readonly record struct FileReadResult(IReadOnlyList<FileTable>? Tables, FileFault? Fault)
{
    public static FileReadResult Wrong(FileFaultKind kind, string pointer, string code, BilingualText text) =>
        new(null, new(kind, new(pointer, code, null, text)));
}
