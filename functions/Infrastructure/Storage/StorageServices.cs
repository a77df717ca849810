using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>The storage account.</summary>
public static class StorageServices
{
    /// <summary>Adds the account that the settings name.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new StorageAccount(configuration));
}
