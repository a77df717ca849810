using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Drops;

/// <summary>The second door's services.</summary>
public static class DropsServices
{
    /// <summary>Adds what takes, checks and lists drops. Needs the storage, ledger, reference data and clock of the app.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddDrops(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(DropOptions.Section).Get<DropOptions>() ?? new();
        if (options.MaxFileBytes <= 0)
        {
            throw new InvalidOperationException($"{DropOptions.Section}:{nameof(DropOptions.MaxFileBytes)} must be more than 0.");
        }

        return services
            .AddSingleton(options)
            .AddSingleton<DropChecker>()
            .AddSingleton<DropPuller>()
            .AddSingleton<DropReceipts>()
            .AddSingleton<DropLineReader>();
    }
}
