using Microsoft.Extensions.Configuration;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>Settings of Microsoft Graph.</summary>
/// <param name="BaseUrl">The service's root with its version; another one in other clouds, and in tests.</param>
/// <param name="ClientId">Client id of the user-assigned identity to use; null for the signed-in developer (<c>az login</c>).</param>
/// <param name="Timeout">How long one call may take, its retries included.</param>
public sealed record GraphOptions(Uri BaseUrl, string? ClientId, TimeSpan Timeout)
{
    public const string BaseUrlSetting = "SmartToyonaka:Graph:BaseUrl";
    public const string ClientIdSetting = "SmartToyonaka:Graph:ClientId";
    public const string TimeoutSetting = "SmartToyonaka:Graph:TimeoutSeconds";

    private const string Worldwide = "https://graph.microsoft.com/v1.0";

    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line that says which and what it should
    /// be.</exception>
    public static GraphOptions From(IConfiguration configuration)
    {
        var text = configuration[BaseUrlSetting] is { Length: > 0 } given ? given : Worldwide;
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            // Over http the token could be read on the network.
            throw new InvalidOperationException(
                "SmartToyonaka__Graph__BaseUrl must be an https address such as https://graph.microsoft.com/v1.0.");
        }

        var seconds = configuration[TimeoutSetting] is { Length: > 0 } limit ? int.TryParse(limit, out var n) ? n : 0 : 100;
        if (seconds is < 1 or > 300)
        {
            throw new InvalidOperationException("SmartToyonaka__Graph__TimeoutSeconds must be a whole number from 1 to 300.");
        }

        // The second is what infra/ sets as the identity of the app.
        var client = configuration[ClientIdSetting] is { Length: > 0 } named ? named : configuration["AZURE_CLIENT_ID"];
        return new(url, string.IsNullOrEmpty(client) ? null : client, TimeSpan.FromSeconds(seconds));
    }
}
