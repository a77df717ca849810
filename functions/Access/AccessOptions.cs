using Microsoft.Extensions.Configuration;

namespace SmartToyonaka.Access;

/// <summary>Settings of access.</summary>
/// <param name="BootstrapHash">Hash of the first administrator's credential; null when the setting is empty.</param>
/// <param name="SubmissionsPerMinute">How many submissions one credential may post in a minute.</param>
public sealed record AccessOptions(byte[]? BootstrapHash, int SubmissionsPerMinute)
{
    public const string BootstrapSetting = "SmartToyonaka:Access:BootstrapCredential";
    public const string RateSetting = "SmartToyonaka:Access:SubmissionsPerMinute";
    public const int MinimumLength = 32;

    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line that says which and what it should be.</exception>
    public static AccessOptions From(IConfiguration configuration)
    {
        var bootstrap = configuration[BootstrapSetting] ?? "";
        if (bootstrap.Length is > 0 and < MinimumLength)
        {
            throw new InvalidOperationException($"SmartToyonaka__Access__BootstrapCredential has {bootstrap.Length} characters; it needs at least {MinimumLength}.");
        }

        var rate = configuration[RateSetting] is { Length: > 0 } text ? int.TryParse(text, out var n) ? n : 0 : 1_000;
        return rate is >= 1 and <= 1_000_000
            ? new(bootstrap.Length == 0 ? null : Secret.Hash(bootstrap), rate)
            : throw new InvalidOperationException("SmartToyonaka__Access__SubmissionsPerMinute must be a whole number from 1 to 1000000.");
    }
}
