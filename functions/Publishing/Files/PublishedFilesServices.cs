using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Files;

/// <summary>The published tables as files.</summary>
public static class PublishedFilesServices
{
    /// <summary>Adds what renews them. Needs the storage, ledger and clock of the app.</summary>
    public static IServiceCollection AddPublishedFiles(this IServiceCollection services) => services
        .AddSingleton<TableSetReader>()
        .AddSingleton<PublishedSets>()
        .AddSingleton<PublishedFilesWriter>()
        .AddSingleton<PublishedFiles>()
        .AddSingleton<IUnfinishedWork>(s => s.GetRequiredService<PublishedFiles>())
        .AddSingleton<IHousekeeping>(s => s.GetRequiredService<PublishedFiles>());
}
