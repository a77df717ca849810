using System.Text.RegularExpressions;

namespace SmartToyonaka.Drops;

/// <summary>What the numbers of a column are counted in.</summary>
internal enum UnitKind
{
    /// <summary>Things; or, for overtime, what the column says by itself: <c>H:MM</c> or hours.</summary>
    Plain,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>A unit that is not known here: its numbers cannot be trusted.</summary>
    Unknown,
}

/// <summary>A unit with its multiple: <c>千件</c> is things by the thousand.</summary>
internal readonly record struct DropUnit(UnitKind Kind, int Multiple)
{
    public static readonly DropUnit None = new(UnitKind.Plain, 1);

    /// <summary>Reads a unit as it stands in brackets.</summary>
    public static DropUnit Parse(string text) => text switch
    {
        "件" or "人" or "名" or "個" or "枚" or "件数" or "人数" or "時間" or "時間:分" or "時:分" or "H:MM" or "HH:MM" or "h:mm" or "hh:mm" or "h" or "H" => None,
        "分" or "分単位" or "min" => new(UnitKind.Minutes, 1),
        "百件" or "百人" or "百名" => new(UnitKind.Plain, 100),
        "千件" or "千人" or "千名" => new(UnitKind.Plain, 1_000),
        _ => new(UnitKind.Unknown, 1),
    };
}

/// <summary>Headings and rows above the header, compared by their sense: NFKC, without spaces.</summary>
internal static partial class HeaderText
{
    /// <summary>A heading as it is compared, and the unit in brackets at its end, or null.</summary>
    public static (string Name, DropUnit? Unit) Heading(string cell)
    {
        var text = Key(cell);
        if (UnitAtEnd().Match(text) is { Success: true } m && m.Index > 0 && DropUnit.Parse(m.Groups[1].Value) is { Kind: not UnitKind.Unknown } unit)
        {
            return (text[..m.Index], unit);
        }

        return (text, null);
    }

    /// <summary>The unit that a title row such as <c>（単位：分）</c> declares, or null.</summary>
    public static DropUnit? DeclaredUnit(string cell) =>
        cell.Contains('単', StringComparison.Ordinal) && UnitRow().Match(Key(cell)) is { Success: true } m ? DropUnit.Parse(m.Groups[1].Value) : null;

    /// <summary>The row above as it may be written out again: its unit alone, since whoever made the file may be named beside it; null without one that is known.</summary>
    public static string? UnitAlone(string row) =>
        UnitRow().Match(Key(row)) is { Success: true } m && DropUnit.Parse(m.Groups[1].Value).Kind != UnitKind.Unknown ? $"（単位：{m.Groups[1].Value}）" : null;

    /// <summary>NFKC, without spaces, line breaks and characters that nobody sees.</summary>
    public static string Key(string cell)
    {
        var text = TextSupport.Nfkc(cell);
        return string.Concat(text.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control)));
    }

    [GeneratedRegex(@"[(\[【〔]([^()\[\]【】〔〕]{1,8})[)\]】〕]$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitAtEnd();

    [GeneratedRegex(@"単位[:=]?([^)\]】〕、,]{1,8})", RegexOptions.CultureInvariant)]
    private static partial Regex UnitRow();
}
