using System.Globalization;
using System.Text;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain;

/// <summary>What a text is for.</summary>
public enum TextPurpose
{
    /// <summary>It names something: names that look the same must be equal, so invisible characters are not allowed.</summary>
    Name,

    /// <summary>It is read, and may have several lines.</summary>
    Prose,
}

/// <summary>A character that a text may not hold.</summary>
/// <param name="Place">Which one it is, counted from 1 as a reader counts.</param>
/// <param name="Code"><c>U+E000</c>.</param>
public readonly record struct UnusableCharacter(int Place, string Code)
{
    /// <summary>What is said of it.</summary>
    public BilingualText Text => TextMessages.Unusable(Place, Code);
}

/// <summary>
/// Which characters texts may contain, the same for every source: those that are unambiguous for every reader and that JSON, XML, tables
/// and pages can all contain.
/// </summary>
public static class TextRules
{
    /// <summary>The first character that the text may not hold; null when there is none.</summary>
    public static UnusableCharacter? FirstUnusable(string text, TextPurpose use)
    {
        if (Ascii.IsValid(text) && text.All(c => c is >= ' ' and < '\u007F'))
        {
            return null;
        }

        var (at, place) = (0, 1);
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                // Half a surrogate pair.
                return new(place, $"U+{(int)text[at]:X4}");
            }

            if (!IsUsable(rune, use))
            {
                return new(place, $"U+{rune.Value:X4}");
            }

            (at, place) = (at + length, place + 1);
        }

        return null;
    }

    /// <summary>The text as an error may show it: half characters and bidirectional controls become U+FFFD.</summary>
    public static string Shown(string text) =>
        Ascii.IsValid(text)
            ? text
            : string.Concat(text.EnumerateRunes().Select(r => IsBidiControl(r.Value) || IsNoncharacter(r.Value) ? "\uFFFD" : r.ToString()));

    /// <summary>The text without invisible characters.</summary>
    public static string Visible(string text) =>
        Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes().Where(r => !IsInvisible(r)).Select(r => r.ToString()));

    private static bool IsUsable(Rune rune, TextPurpose use) =>
        !IsBidiControl(rune.Value) && !IsNoncharacter(rune.Value) && !(use == TextPurpose.Name && IsInvisible(rune))
        && Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => rune.Value is '\n' or '\r' or '\t',
            UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            _ => true,
        };

    // Zero width spaces and joiners, direction marks, soft hyphens, and blank letters. Variation selectors are visible: they choose between
    // variants of a kanji.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0;

    // Overrides, embeddings and isolates.
    private static bool IsBidiControl(int value) => value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;

    private static bool IsNoncharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;
}
