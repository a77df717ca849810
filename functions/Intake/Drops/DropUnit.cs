using System.Text.RegularExpressions;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What the numbers of a column are counted in.</summary>
internal enum UnitKind
{
    /// <summary>Nobody said; for times what the cell says by itself, <c>H:MM</c> or hours.</summary>
    Undeclared,

    /// <summary>Documents, people.</summary>
    Things,

    /// <summary>Hours: <c>H:MM</c>, or as a decimal.</summary>
    Hours,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>A unit that is not known here or not one of the column: its numbers cannot be trusted.</summary>
    Unknown,
}

/// <summary>A unit with its multiple: <c>千件</c> is things by the thousand.</summary>
internal readonly record struct DropUnit(UnitKind Kind, int Multiple)
{
    public static readonly DropUnit None = new(UnitKind.Undeclared, 1);

    public static readonly DropUnit Unknown = new(UnitKind.Unknown, 1);

    private static readonly char[] Quotes = ['「', '」', '『', '』', '"'];

    private static readonly char[] Between = ['、', ',', '・', '/', '／', 'と'];

    /// <summary>Reads a unit as it stands in brackets.</summary>
    public static DropUnit Parse(string text) => text.Trim(Quotes) switch
    {
        "件" or "人" or "名" or "個" or "枚" or "件数" or "人数" => new(UnitKind.Things, 1),
        "時間" or "時間単位" or "時間:分" or "時:分" or "時間・分" or "時・分" or "時間分" or "時" or "H:MM" or "HH:MM" or "h:mm" or "hh:mm" or "H:M" or "h" or "H" or "hr"
            or "hrs" or "hour" or "hours" => new(UnitKind.Hours, 1),
        "分" or "分単位" or "分間" or "min" or "mins" or "minute" or "minutes" => new(UnitKind.Minutes, 1),
        "百件" or "百人" or "百名" => new(UnitKind.Things, 100),
        "千件" or "千人" or "千名" => new(UnitKind.Things, 1_000),
        var own => MeasureRegistry.Current.Words.MultipleOf(own) is { } multiple ? new(UnitKind.Things, multiple) : Unknown,
    };

    /// <summary>Reads the units of a title row, which may name one for each kind of column: <c>人、分</c>.</summary>
    public static IReadOnlyList<DropUnit> ParseAll(string text) =>
        Parse(text) is { Kind: not UnitKind.Unknown } one ? [one]
            : [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>True when numbers of a column can be in this unit.</summary>
    public bool Fits(DropColumn column) => Kind switch
    {
        UnitKind.Undeclared => true,
        UnitKind.Things => column is DropColumn.First or DropColumn.Second or DropColumn.Rest,
        UnitKind.Hours or UnitKind.Minutes => column is DropColumn.Time,
        _ => false,
    };
}

/// <summary>Headings and rows above the header, compared by their sense: NFKC, without spaces.</summary>
internal static partial class HeaderText
{
    // 時間外分数, 超過勤務分数; 分数 alone stands beside the hours.
    private const string MinutesAtEnd = "分数";

    /// <summary>A heading as it is compared, and the unit in brackets at its end, or null.</summary>
    public static (string Name, DropUnit? Unit) Heading(string cell)
    {
        // 時間外時間※1
        var text = NoteMark().Replace(Key(cell), "");
        if (text.EndsWith(MinutesAtEnd, StringComparison.Ordinal)
            && text[..^MinutesAtEnd.Length] + "時間" is var hours && MeasureRegistry.Current.Words.IsTime(hours))
        {
            return (hours, new(UnitKind.Minutes, 1));
        }

        if (UnitAtEnd().Match(text) is { Success: true } m && m.Index > 0
            && DropUnit.Parse(m.Groups["unit"].Value) is { Kind: not UnitKind.Unknown } unit)
        {
            return (text[..m.Index], unit);
        }

        return (text, null);
    }

    /// <summary>
    /// The unit or units that a title row such as <c>（単位：分）</c> declares, without what else stands in the cell; null where there is none.
    /// </summary>
    public static string? DeclaredUnit(string cell)
    {
        if (cell.Contains('単', StringComparison.Ordinal))
        {
            var key = Key(cell);
            if (UnitRow().Match(key) is { Success: true } m)
            {
                return SentenceEnd().Replace(m.Groups[1].Value, "");
            }

            if (InUnits().Match(key) is { Success: true } named)
            {
                return named.Groups[1].Value;
            }

            if (OwnUnitAtEnd().Match(key) is { Success: true } ofOwn
                && MeasureRegistry.Current.Words.MultipleOf(ofOwn.Groups[1].Value) is not null)
            {
                return ofOwn.Groups[1].Value;
            }
        }

        // 注）時間は分で表示している。
        if (cell.Contains('で', StringComparison.Ordinal) && InSentence().Match(Key(cell)) is { Success: true } said)
        {
            return said.Groups[1].Value;
        }

        // 時間外勤務実績（分）: only times, since a title may have (人事課) or (件名) in brackets.
        return cell.AsSpan().IndexOfAny("(（[［【〔") < 0 ? null
            : InBrackets().Match(Key(cell)) is { Success: true } b ? b.Groups[1].Value
            : OwnInBrackets().Match(Key(cell)) is { Success: true } own
                && MeasureRegistry.Current.Words.MultipleOf(own.Groups[1].Value) > 1 ? own.Groups[1].Value : null;
    }

    /// <summary>
    /// The unit that a row without figures declares, in one cell or in two (<c>単位</c>, <c>分</c>); null where there is none.
    /// </summary>
    public static string? DeclaredUnit(IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (DeclaredUnit(cells[i]) is { } unit)
            {
                return unit;
            }

            if (Key(cells[i]).TrimEnd(':', '=') is "単位" && cells.Skip(i + 1).FirstOrDefault(c => !string.IsNullOrWhiteSpace(c)) is { } next
                && Key(next).Trim('(', ')', '[', ']') is var text && DropUnit.ParseAll(text).All(u => u.Kind != UnitKind.Unknown))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>True for what is made of the words of units and so names nobody: it may be printed.</summary>
    public static bool IsUnitLike(string unit) => UnitLike().IsMatch(unit) || MeasureRegistry.Current.Words.MultipleOf(unit) is not null;

    /// <summary>NFKC, without spaces, line breaks and characters that nobody sees.</summary>
    public static string Key(string cell)
    {
        var text = TextSupport.Nfkc(cell);
        return string.Concat(text.Where(c => !char.IsWhiteSpace(c)
            && char.GetUnicodeCategory(c)
                is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control)));
    }

    [GeneratedRegex("^[0-9./%、,・秒日円件人名個枚回時間分年度月週十百千万億数の]{1,12}$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitLike();

    // 時間外時間（分）, 時間外時間（単位・分）, 時間外時間/分, 時間外時間_分
    [GeneratedRegex(@"(?:[(\[【〔](?:単位[:=・/]?)?(?<unit>[^()\[\]【】〔〕]{1,8})[)\]】〕]|[/_・:](?<unit>[^()/_・:]{1,4}))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex UnitAtEnd();

    [GeneratedRegex(@"(?:※[0-9]*|\*[0-9]*|\(?注[0-9]*\)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex NoteMark();

    [GeneratedRegex(@"[(\[【〔](?:延べ?[・、,/]?|単位[・/]?)?(分|分単位|分間|min|時間|時間単位|時:分|時間:分|時分|h|H|秒|円|千円|[十百千万](?:件|人|名|個|枚))[)\]】〕]",
        RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    // （千便）: a multiple of a unit that the catalogue has.
    [GeneratedRegex(@"[(\[【〔](?:単位[・/]?)?([百千][^()\[\]【】〔〕]{1,7})[)\]】〕]", RegexOptions.CultureInvariant)]
    private static partial Regex OwnInBrackets();

    // 千便単位: the same without brackets, alone in its cell.
    [GeneratedRegex(@"^\(?([^()0-9]{1,8})単位\)?$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnUnitAtEnd();

    // 15分単位で切り捨て says how times are rounded.
    [GeneratedRegex(@"(?<![0-9一二三五十])(分|時間|千件|百件|件|千人|百人|人)単位", RegexOptions.CultureInvariant)]
    private static partial Regex InUnits();

    [GeneratedRegex(@"((?<![一-龠])分|時間)で(?:表示|表記|記載|計上|集計|入力|記入)", RegexOptions.CultureInvariant)]
    private static partial Regex InSentence();

    [GeneratedRegex(@"(?:である|です|とする|とした|で(?:表示|表記|記載|計上|集計).*)?。?$", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?<![分間件人])単位(?:は|[:=/])?([^)\]】〕]{1,20})", RegexOptions.CultureInvariant)]
    private static partial Regex UnitRow();
}
