using System.Globalization;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Cli.Messages;

/// <summary>The language in which the terminal's user reads.</summary>
internal static class TerminalLanguage
{
    // The variables of POSIX in the order in which they count; Windows has the culture of its user.
    private static readonly bool IsJapanese = (new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(v => v is { Length: > 0 }) ?? CultureInfo.CurrentUICulture.Name).StartsWith("ja", StringComparison.OrdinalIgnoreCase);

    /// <summary>Japanese where the terminal's language is, else English.</summary>
    public static string Of(BilingualText text) => text.In(english: !IsJapanese);
}
