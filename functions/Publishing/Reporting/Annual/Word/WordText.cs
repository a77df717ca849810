using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>Text in Word: whatever a person or a file said, as XML can hold it.</summary>
internal static class WordText
{
    /// <summary>The text; what no XML may hold (a control character, half a surrogate pair) becomes U+FFFD, as browsers show it.</summary>
    public static Text Of(string text) => new(Clean(text)) { Space = SpaceProcessingModeValues.Preserve };

    private static string Clean(string text)
    {
        var clean = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value is 0xFFFE or 0xFFFF || (rune.Value < ' ' && rune.Value != '\t') ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }
}
