using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>Mail and files by Microsoft Graph.</summary>
public static class GraphServices
{
    /// <summary>Adds them; a registered <see cref="TokenCredential"/> is used as the identity.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(GraphOptions.From(configuration))
        .AddSingleton(s => new GraphConnection(s.GetRequiredService<GraphOptions>(), s.GetService<TokenCredential>()))
        .AddSingleton<GraphMail>()
        .AddSingleton<GraphFiles>();
}
