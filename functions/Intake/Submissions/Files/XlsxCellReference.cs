using System.Globalization;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Places in a sheet as Excel names them.</summary>
internal static class XlsxCellReference
{
    // XFD1048576 is Excel's last cell.
    private const int LastColumn = 16_384, LastRow = 1_048_576;

    /// <summary>A, B … Z, AA …</summary>
    public static string Column(int index)
    {
        var name = "";
        for (var rest = index; rest >= 0; rest = (rest / 26) - 1)
        {
            name = (char)('A' + (rest % 26)) + name;
        }

        return name;
    }

    /// <summary><c>B3</c> for the second column of the third row, both from 0.</summary>
    public static string Cell(int row, int column) => Column(column) + (row + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Row and column from 0; false for what is no cell of Excel's.</summary>
    public static bool TryParse(string reference, out int row, out int column)
    {
        (row, column) = (0, 0);
        var letters = 0;
        while (letters < reference.Length && letters < 4 && char.IsAsciiLetter(reference[letters]))
        {
            column = (column * 26) + (char.ToUpperInvariant(reference[letters++]) - 'A' + 1);
        }

        if (letters is 0 or 4 || !int.TryParse(reference.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out row))
        {
            return false;
        }

        (row, column) = (row - 1, column - 1);
        return row is >= 0 and < LastRow && column < LastColumn;
    }
}
