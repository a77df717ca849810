using System.Globalization;

namespace SmartToyonaka.Samples;

/// <summary>A month.</summary>
internal readonly record struct Month(int Index)
{
    private int Year => Index / 12;

    private int Number => (Index % 12) + 1;

    /// <summary>0 for April to 11 for March.</summary>
    public int OfYear => (Index + 9) % 12;

    /// <summary>The year that its April is in.</summary>
    public int FiscalYear => (Index - 3) / 12;

    public static Month Parse(string text) =>
        new((int.Parse(text[..4], CultureInfo.InvariantCulture) * 12) + int.Parse(text[5..], CultureInfo.InvariantCulture) - 1);

    public static List<Month> Span(string first, string last)
    {
        var (from, to) = (Parse(first).Index, Parse(last).Index);
        return [.. Enumerable.Range(from, to - from + 1).Select(index => new Month(index))];
    }

    public override string ToString() => $"{Year}-{Number:00}";

    /// <summary>Spells the month by a pattern such as GG元年M月; a full-width pattern gives full-width text.</summary>
    public string Spell(string pattern)
    {
        var heisei = Index < Parse("2019-05").Index;
        var year = Year - (heisei ? 1988 : 2018);
        var wide = pattern[0] > '\uFF00';
        var text = (wide ? Moved(pattern, -0xFEE0) : pattern)
            .Replace("GG", heisei ? "平成" : "令和").Replace("G", heisei ? "H" : "R").Replace("元", year == 1 ? "元" : $"{year}")
            .Replace("YYYY", $"{Year}").Replace("yy", $"{year:00}").Replace("y", $"{year}").Replace("MM", $"{Number:00}")
                .Replace("M", $"{Number}");
        return wide ? Moved(text, 0xFEE0) : text;

        // Half-width and full-width ASCII lie 0xFEE0 apart.
        static string Moved(string text, int by) => string.Concat(text.Select(c => (char)(c + by)));
    }
}
