using CsvHelper;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Whether the cells of a record stand under the header, and whether the file may end inside it.</summary>
internal sealed class RowShape
{
    private readonly int lastRequired, columns, width;
    private readonly SheetLines? sheet;
    private readonly string figure;
    private int narrowest;

    public RowShape(DropHeader header, DropProfile profile, SheetLines? sheet)
    {
        this.sheet = sheet;
        figure = profile.NameOf(header.Columns.First(c => c.Column >= DropColumn.First).Column);
        lastRequired = header.LastRequired;
        columns = header.Cells.Length;
        narrowest = width = Array.FindLastIndex(header.Cells, c => !string.IsNullOrWhiteSpace(c)) + 1;
    }

    /// <summary>
    /// True when the file may be truncated inside this row: it has fewer cells than every row before, or an empty last cell.
    /// </summary>
    public bool IsCutShort { get; private set; }

    /// <summary>True when cells may stand in wrong columns, so that a name may stand anywhere.</summary>
    public bool IsMisshapen { get; private set; }

    /// <summary>True for a row of a sheet that is hidden.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>True for a row of a sheet whose numbers are merged with those of other rows or columns.</summary>
    public bool HasMergedNumber { get; private set; }

    /// <summary>True for a cell with nothing but blanks.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> cell) => cell.IsEmpty || cell.IndexOfAnyExcept(" \t\r\n\u3000"u8) < 0;

    /// <summary>Takes a row that is none of the table's.</summary>
    public void PassOver(bool mayBeCutShort) => IsCutShort = mayBeCutShort;

    /// <summary>Looks at a row; what is wrong with its shape.</summary>
    public void Check(CsvReader csv, bool hasBrokenQuotes, long line, List<DropError> errors)
    {
        if (hasBrokenQuotes)
        {
            errors.Add(DropRowMessages.BrokenQuotes(line));
        }

        if (IsHidden = sheet?.IsHidden(line) ?? false)
        {
            errors.Add(SheetMessages.HiddenRow(line));
        }

        if (HasMergedNumber = sheet?.HasMergedNumber(line) ?? false)
        {
            errors.Add(SheetMessages.MergedNumber(line, figure));
        }

        var cells = csv.FieldCount;
        var isShort = lastRequired >= cells;
        IsCutShort = isShort || cells < narrowest || (cells == lastRequired + 1 && IsBlank(csv.GetSpan(lastRequired)));
        narrowest = Math.Min(narrowest, cells);
        IsMisshapen = hasBrokenQuotes || isShort || HasMore(csv, columns);
        if (IsMisshapen && !hasBrokenQuotes)
        {
            errors.Add(DropRowMessages.Ragged(line, cells, width));
        }
    }

    // More cells than headings: 1,234 without quotes has shifted everything to the right.
    private static bool HasMore(CsvReader csv, int width)
    {
        for (var i = width; i < csv.FieldCount; i++)
        {
            if (!IsBlank(csv.GetSpan(i)))
            {
                return true;
            }
        }

        return false;
    }
}
