using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Intake.Drops.Checks;
using SmartToyonaka.Intake.Periods;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The second door's services.</summary>
public static class DropsServices
{
    /// <summary>Adds what takes, checks and lists drops. Needs the storage, ledger, reference data and clock of the app.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddDrops(this IServiceCollection services, IConfiguration configuration)
    {
        return services
            .AddSingleton((configuration.GetSection(DropOptions.Section).Get<DropOptions>() ?? new()).Checked())
            .AddSingleton<DropChecker>()
            .AddSingleton<DropLedgerWriter>()
            .AddSingleton<DropChecks>()
            .AddSingleton<HoldChecks>()
            .AddSingleton<DropPuller>()
            .AddSingleton<DropReceipts>()
            .AddSingleton<IPendingIntake>(p => p.GetRequiredService<DropReceipts>())
            .AddSingleton<DropLineReader>();
    }
}
