namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>What a file may have. A department's figures are some dozen rows, its initiatives some hundred.</summary>
public static class FileLimits
{
    /// <summary>The most that a multipart body with files may have.</summary>
    public const int BodyBytes = 10 * 1024 * 1024;

    public const int Files = 4;

    /// <summary>Rows with something in them, in one table.</summary>
    public const int Rows = 1_000;

    /// <summary>The last line or row that may have something in it.</summary>
    public const int LastRow = 20_000;

    public const int Columns = 200;

    /// <summary>As Excel has it.</summary>
    public const int CellCharacters = 32_767;

    /// <summary>A workbook's parts, unpacked, altogether.</summary>
    public const long UnpackedBytes = 20 * 1024 * 1024;

    /// <summary>What sheets of a thousand rows pack to is a tenth to a thirtieth; zeros pack to a thousandth.</summary>
    public const int PackingRatio = 200;

    public const int Parts = 500;

    public const int Sheets = 30;

    /// <summary>Pieces of differently formatted text in one cell: joining them costs the square of their number.</summary>
    public const int TextRuns = 1_000;

    public const int CellsOfWorkbook = 200_000;
}
