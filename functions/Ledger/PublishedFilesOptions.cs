using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SmartToyonaka.Ledger;

/// <summary>Settings of the published files.</summary>
/// <param name="IsEnabled">Whether they are renewed.</param>
/// <param name="Pause">How long a renewal waits, so that a burst of changes is one renewal.</param>
public sealed record PublishedFilesOptions(bool IsEnabled, TimeSpan Pause)
{
    public const string Section = "SmartToyonaka:PublishedFiles";

    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromHours(1);

    /// <summary>Not renewed.</summary>
    public static PublishedFilesOptions Off { get; } = new(false, DefaultPause);

    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line that says which and what it should
    /// be.</exception>
    public static PublishedFilesOptions Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var isEnabled = string.IsNullOrEmpty(section["Enabled"]) || (bool.TryParse(section["Enabled"], out var enabled) ? enabled
            : throw Wrong("Enabled", "must be true or false"));
        var pause = string.IsNullOrEmpty(section["Pause"]) ? DefaultPause
            : TimeSpan.TryParseExact(section["Pause"], "c", CultureInfo.InvariantCulture, out var given)
                && given >= TimeSpan.Zero && given <= LongestPause ? given
            : throw Wrong("Pause", "must be a time of at most an hour, such as 00:00:01");
        return new(isEnabled, pause);
    }

    private static InvalidOperationException Wrong(string setting, string rule) =>
        new($"SmartToyonaka__PublishedFiles__{setting} {rule}.");
}
