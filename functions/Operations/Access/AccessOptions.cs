using Microsoft.Extensions.Configuration;

namespace SmartToyonaka.Operations.Access;

/// <summary>Settings of access.</summary>
/// <param name="BootstrapHash">Hash of the first administrator's credential; null when the setting is empty.</param>
/// <param name="SubmissionsPerMinute">How many submissions one credential may post in a minute.</param>
/// <param name="EntraSignIn">Whether the principal that App Service provides is trusted.</param>
/// <param name="DepartmentClaim">The claim that names a person's department.</param>
public sealed record AccessOptions(byte[]? BootstrapHash, int SubmissionsPerMinute, bool EntraSignIn = false,
    string DepartmentClaim = AccessOptions.DefaultDepartmentClaim)
{
    public const string EntraSetting = "SmartToyonaka:Access:EntraSignIn";
    public const string DepartmentClaimSetting = "SmartToyonaka:Access:DepartmentClaim";
    public const string DefaultDepartmentClaim = "department";

    /// <summary>App Service sets it, to <c>True</c>, where its authentication is on.</summary>
    public const string PlatformSetting = "WEBSITE_AUTH_ENABLED";

    public const string BootstrapSetting = "SmartToyonaka:Access:BootstrapCredential";
    public const string RateSetting = "SmartToyonaka:Access:SubmissionsPerMinute";
    public const int MinimumLength = 32;

    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line that says which and what it should
    /// be.</exception>
    public static AccessOptions From(IConfiguration configuration)
    {
        var bootstrap = configuration[BootstrapSetting] ?? "";
        if (bootstrap.Length is > 0 and < MinimumLength)
        {
            throw new InvalidOperationException(
                $"SmartToyonaka__Access__BootstrapCredential has {bootstrap.Length} characters; it needs at least {MinimumLength}.");
        }

        var rate = configuration[RateSetting] is { Length: > 0 } text ? int.TryParse(text, out var n) ? n : 0 : 1_000;
        if (rate is < 1 or > 1_000_000)
        {
            throw new InvalidOperationException("SmartToyonaka__Access__SubmissionsPerMinute must be a whole number from 1 to 1000000.");
        }

        var claim = configuration[DepartmentClaimSetting] is { Length: > 0 } named ? named : DefaultDepartmentClaim;
        return new(bootstrap.Length == 0 ? null : Secret.Hash(bootstrap), rate, EntraSignInOf(configuration), claim);
    }

    // Where App Service does not write the header, any caller could write it and claim to be anybody.
    private static bool EntraSignInOf(IConfiguration configuration)
    {
        if (configuration[EntraSetting] is not { Length: > 0 } text)
        {
            return false;
        }

        if (!bool.TryParse(text, out var isWanted))
        {
            throw new InvalidOperationException("SmartToyonaka__Access__EntraSignIn must be true or false.");
        }

        return !isWanted || string.Equals(configuration[PlatformSetting], "True", StringComparison.OrdinalIgnoreCase)
            ? isWanted
            : throw new InvalidOperationException(
                "SmartToyonaka__Access__EntraSignIn is true, but App Service authentication is off here (WEBSITE_AUTH_ENABLED is not "
                    + "True): anybody could say who they are. Turn authentication on, or set EntraSignIn to false.");
    }
}
