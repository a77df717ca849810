using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>Signed packages for a network that takes data in one way only.</summary>
public static class PackageServices
{
    /// <summary>Adds what writes them.</summary>
    public static IServiceCollection AddPackages(this IServiceCollection services) => services
        .AddSingleton<PackageWriter>();
}
