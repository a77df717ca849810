using System.Globalization;

namespace SmartToyonaka.Domain.Messages;

/// <summary>Texts with characters that cannot be used.</summary>
internal static class TextMessages
{
    public static BilingualText Unusable(int place, string code) => new(
        string.Create(CultureInfo.InvariantCulture, $"{place}文字目の文字({code})は使えません(外字、目に見えない文字、制御文字など)。書き直してください。"),
        string.Create(CultureInfo.InvariantCulture,
            $"Character {place} ({code}) cannot be used: it is private, invisible or a control character. Write it anew."));
}
