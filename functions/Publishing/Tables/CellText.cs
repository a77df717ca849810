using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>What stands in a cell of a file that people open in Excel.</summary>
internal static partial class CellText
{
    /// <summary>A text that Excel would take for a formula begins with an apostrophe; a number stays one.</summary>
    public static string Safe(string text) => text.Length > 0 && IsFormula(text) ? "'" + text : text;

    /// <summary>True for a text that Excel (or, with wide characters, a Japanese input method) would compute.</summary>
    public static bool IsFormula(string text) => text.Length > 0
        && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' && !Number().IsMatch(text);

    /// <summary>A column of a row as text: empty where there is no value.</summary>
    public static string Of(Row row, PublishedColumn column) => column.Only is { } only && !row.Flag(only) ? "" : column.Kind switch
    {
        ColumnKind.Text => Safe(row.Text(column.Name)),
        ColumnKind.Flag => row.Flag(column.Name) ? "true" : "false",
        ColumnKind.Day => row.Time(column.Name).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnKind.Instant => row.Time(column.Name).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => row.Columns.TryGetValue(column.Name, out var value) ? ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) : "",
    };

    [GeneratedRegex(@"^[+-][0-9]+(?:\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
