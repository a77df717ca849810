using Azure.Core;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>The client of Microsoft Graph, made when it is first used: its library is large, and most runs send nothing.</summary>
public sealed class GraphConnection : IDisposable
{
    private readonly Lazy<(HttpClient Http, GraphServiceClient Client)> made;

    /// <param name="options">Where Graph is.</param>
    /// <param name="credential">The identity; null for the one that the options name.</param>
    public GraphConnection(GraphOptions options, TokenCredential? credential = null)
    {
        Options = options;
        made = new(() =>
        {
            var http = GraphClientFactory.Create(new GraphClientOptions());
            http.Timeout = options.Timeout;
            var scope = options.BaseUrl.GetLeftPart(UriPartial.Authority) + "/.default";

            // The token is sent to this host only, wherever a response may redirect.
            var authentication = new AzureIdentityAuthenticationProvider(credential ?? Identity(options.ClientId), [options.BaseUrl.Host],
                null, isCaeEnabled: true, scope);
            return (http, new GraphServiceClient(http, authentication, options.BaseUrl.ToString()));
        });
    }

    internal GraphOptions Options { get; }

    internal GraphServiceClient Client => made.Value.Client;

    public void Dispose()
    {
        if (made.IsValueCreated)
        {
            made.Value.Client.Dispose();
            made.Value.Http.Dispose();
        }
    }

    // As for the storage: on Azure the app's identity, elsewhere the signed-in developer.
    private static TokenCredential Identity(string? clientId) =>
        clientId is null ? new DefaultAzureCredential()
            : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));
}
