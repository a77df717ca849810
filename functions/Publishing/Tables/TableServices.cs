using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>The published tables.</summary>
public static class TableServices
{
    /// <summary>Adds what writes, reads and exports them. Needs the storage and reference data of the app.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services) => services
        .AddSingleton<DimensionPublisher>()
        .AddSingleton<PublishedTables>()
        .AddSingleton<TableExport>();
}
