using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Organisation;

/// <summary>The organisation over time: which sections there were in which month, by code and by name.</summary>
public sealed class Register
{
    // Shorter names are parts of other words.
    private const int ShortestInText = 3;

    private static readonly IReadOnlyList<Section> None = [];
    private readonly Dictionary<string, List<Section>> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Section>> byName = new(StringComparer.Ordinal);
    private readonly int codeLength;

    /// <param name="sections">Rows that <see cref="RegisterReader"/> has checked: spans of one code do not overlap.</param>
    /// <param name="version">Names this content; it changes whenever the register does.</param>
    public Register(IReadOnlyList<Section> sections, string version)
    {
        Sections = sections;
        Version = version;
        codeLength = sections.Count == 0 ? 0 : sections.Max(s => s.Code.Length);
        foreach (var section in sections)
        {
            Add(byCode, section.Code, section);
            // 都市経営部 経営計画課
            foreach (var name in section.Variants.Prepend(section.Name).Append(section.BureauName + section.Name).Select(NameKey)
                .Distinct())
            {
                Add(byName, name, section);
            }
        }

        Lineage = new(sections, byCode);
    }

    public IReadOnlyList<Section> Sections { get; }

    public string Version { get; }

    /// <summary>Who took over whose work.</summary>
    public Lineage Lineage { get; }

    /// <summary>The sections that existed in a month, by code.</summary>
    public IEnumerable<Section> In(FiscalMonth month) =>
        Sections.Where(s => s.ExistedIn(month)).OrderBy(s => s.Code, StringComparer.Ordinal);

    /// <summary>The section of a code in a month, or null.</summary>
    public Section? Get(string code, FiscalMonth month) =>
        byCode.TryGetValue(code, out var rows) ? rows.Find(s => s.ExistedIn(month)) : null;

    /// <summary>The newest row of a code, whenever it was; null when there never was one.</summary>
    public Section? Newest(string code) => byCode.TryGetValue(code, out var rows) ? rows.MaxBy(s => s.From) : null;

    /// <summary>
    /// The row that a figure of a month belongs to: that of the month, or the newest of a code that the register no longer has then.
    /// </summary>
    public Section? RowOf(string code, FiscalMonth month) => Get(code, month) ?? Newest(code);

    /// <summary>True when the work of one code went to the other, directly or by way of others.</summary>
    public bool Becomes(string code, string other) =>
        byCode.TryGetValue(code, out var rows) && rows.Exists(s => Lineage.Descendants(s).Any(d => d.Code == other));

    /// <summary>
    /// What a text, a code or a name, means in a month. Width and spaces do not matter; a code may have lost its leading zeros.
    /// </summary>
    public SectionLookup Find(string text, FiscalMonth month)
    {
        var key = NameKey(ExcelTextGuard.Remove(text));
        if (key.EndsWith(".0", StringComparison.Ordinal) && key[0] != '0' && key.Length <= 8 && key[..^2].All(char.IsAsciiDigit))
        {
            // 213.0: a code that a program kept as a number.
            key = key[..^2];
        }

        if (key.Length > 0 && key.All(char.IsAsciiDigit))
        {
            return FindCode(key, month);
        }

        return byName.TryGetValue(key, out var rows) ? Choose(rows, month) : FindCodeAndName(key, month);
    }

    /// <summary>The sections of whatever time whose names stand in a text; of names within one another the longest.</summary>
    public IReadOnlyList<Section> NamedIn(string text)
    {
        var key = NameKey(text);
        var names = byName.Keys.Where(n => n.Length >= ShortestInText && key.Contains(n, StringComparison.Ordinal)).ToList();
        return [.. names.Where(n => !names.Exists(o => o.Length > n.Length && o.Contains(n, StringComparison.Ordinal)))
            .SelectMany(n => byName[n])];
    }

    // 0101 経営計画課, 0101:経営計画課, 経営計画課(0101): where both mean the same section.
    private SectionLookup FindCodeAndName(string key, FiscalMonth month)
    {
        var trimmed = key.TrimEnd(')', ']');
        var (first, last) = (key.TakeWhile(char.IsAsciiDigit).Count(), trimmed.Reverse().TakeWhile(char.IsAsciiDigit).Count());
        var (code, name) = first > 0 && first < key.Length ? (key[..first], key[first..])
            : last > 0 && last < trimmed.Length ? (trimmed[^last..], trimmed[..^last])
            : ("", "");
        if (code.Length == 0 || !byName.TryGetValue(name.Trim(' ', ':', '-', '_', '・', '/', '(', ')', '[', ']'), out var named))
        {
            return new(SectionMatch.Unknown, null, None);
        }

        var byItsCode = FindCode(code, month);
        return byItsCode.Section is { } section && named.Exists(s => s.Code == section.Code) ? byItsCode
            : new(SectionMatch.Unknown, null, None);
    }

    private SectionLookup FindCode(string code, FiscalMonth month)
    {
        if (byCode.TryGetValue(code, out var rows))
        {
            return Choose(rows, month);
        }

        // Excel turns 0101 into 101: padded where only one section fits.
        if (code.Length > codeLength)
        {
            return new(SectionMatch.Unknown, null, None);
        }

        var padded = byCode.Keys.Where(k => k.Length > code.Length && k.TrimStart('0') == code.TrimStart('0')).ToList();
        return padded.Count switch
        {
            0 => new(SectionMatch.Unknown, null, None),
            1 => Choose(byCode[padded[0]], month),
            _ => new(SectionMatch.Ambiguous, null, [.. padded.Select(k => Get(k, month) ?? Newest(k)!)]),
        };
    }

    private SectionLookup Choose(List<Section> rows, FiscalMonth month)
    {
        var then = rows.Where(s => s.ExistedIn(month)).ToList();
        if (then.Count == 1)
        {
            return new(SectionMatch.Found, then[0], None);
        }

        if (then.Count > 1)
        {
            return new(SectionMatch.Ambiguous, null, None);
        }

        // A section that ended before the month is answered with its successors, one that began after it with its predecessors.
        var ended = rows.Where(s => s.Until < month).MaxBy(s => s.Until);
        var coming = rows.Where(s => s.From > month).MinBy(s => s.From);
        var successors = ended is null ? None : Lineage.Heirs(ended, month);
        return new(SectionMatch.NotInThatMonth, ended ?? coming, successors)
        {
            Predecessors = coming is null || successors.Count > 0 ? None : Lineage.Origins([coming], coming.From, month).Sections,
        };
    }

    /// <summary>How names and codes are compared: NFKC without spaces. What is stored keeps its characters.</summary>
    public static string NameKey(string text)
    {
        var t = TextSupport.Nfkc(text);
        return t.Any(char.IsWhiteSpace) ? string.Concat(t.Where(c => !char.IsWhiteSpace(c))) : t;
    }

    private static void Add(Dictionary<string, List<Section>> index, string key, Section section)
    {
        if (!index.TryGetValue(key, out var rows))
        {
            index[key] = rows = [];
        }

        rows.Add(section);
    }
}
