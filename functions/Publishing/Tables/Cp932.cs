using System.Globalization;
using System.Text;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>
/// CP932 (Windows-31J) for writing: what it cannot hold becomes 〓, the printer's mark for a missing type, and is counted.
/// </summary>
internal static class Cp932
{
    public const int CodePage = 932;

    public static Encoding Encoding { get; } = Windows31J.Writer('〓');

    /// <summary>
    /// The characters that CP932 has under another code point, as Windows maps them: the minus of a published text is one, so that without
    /// this no change would keep its sign.
    /// </summary>
    public static string Same(string text) => text.AsSpan().IndexOfAny("−〜‖—¢£¬") < 0 ? text : text
        .Replace('−', '－').Replace('〜', '～').Replace('‖', '∥').Replace('—', '―').Replace('¢', '￠').Replace('£', '￡').Replace('¬', '￢');

    /// <summary>True when CP932 holds a character.</summary>
    public static bool Holds(Rune rune) => rune.IsBmp && Windows31J.Code((char)rune.Value) >= 0;
}

/// <summary>What CP932 could not hold.</summary>
internal sealed class Cp932Losses
{
    private const int MaxNamed = 50;

    private readonly Dictionary<Rune, bool> known = [];
    private readonly SortedSet<int> lost = [];

    /// <summary>How many characters were replaced.</summary>
    public long Count { get; private set; }

    /// <summary>Which, as <c>U+9AD9</c>; of very many the first.</summary>
    public string Named => string.Join(' ', lost.Take(MaxNamed).Select(c => string.Create(CultureInfo.InvariantCulture, $"U+{c:X4}")))
        + (lost.Count > MaxNamed ? " …" : "");

    public void Look(string text)
    {
        if (Ascii.IsValid(text))
        {
            return;
        }

        foreach (var rune in Cp932.Same(text).EnumerateRunes())
        {
            if (!known.TryGetValue(rune, out var holds))
            {
                known[rune] = holds = Cp932.Holds(rune);
            }

            if (!holds)
            {
                lost.Add(rune.Value);
                Count++;
            }
        }
    }
}
