using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SmartToyonaka.Drops;

/// <summary>The second door's services.</summary>
public static class DropsServices
{
    /// <summary>Adds what takes, checks and lists drops. Needs the storage, ledger, queue, reference data and clock of the app.</summary>
    public static IServiceCollection AddDrops(this IServiceCollection services)
    {
        services.AddOptions<DropOptions>()
            .BindConfiguration(DropOptions.Section)
            .Validate(o => o.MaxFileBytes > 0, $"{DropOptions.Section}:{nameof(DropOptions.MaxFileBytes)} must be more than 0.")
            .ValidateOnStart();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<DropOptions>>().Value)
            .AddSingleton<DropChecker>()
            .AddSingleton<DropPuller>()
            .AddSingleton<DropReceipts>();
    }
}
