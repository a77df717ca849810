using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Intake.Drops.Checks;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Files that systems drop.</summary>
public static class DropServices
{
    /// <summary>Adds what takes, checks and lists drops. Needs the storage, ledger, reference data and clock of the app.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddDrops(this IServiceCollection services, IConfiguration configuration)
    {
        return services
            .AddSingleton((configuration.GetSection(DropOptions.Section).Get<DropOptions>() ?? new()).Checked())
            .AddSingleton<DropChecker>()
            .AddSingleton<DropReview>()
            .AddSingleton<DropOutputs>()
            .AddSingleton<DropLedgerWriter>()
            .AddSingleton<UploadProcessor>()
            .AddSingleton<DropChecks>()
            .AddSingleton<HoldChecks>()
            .AddSingleton<DropPuller>()
            .AddSingleton<IUnfinishedWork>(services => services.GetRequiredService<DropPuller>())
            .AddSingleton<DropUploads>()
            .AddSingleton<CheckedFiles>()
            .AddSingleton<IHousekeeping>(services => services.GetRequiredService<CheckedFiles>())
            .AddSingleton<DropReceipts>()
            .AddSingleton<IPendingIntake>(p => p.GetRequiredService<DropReceipts>())
            .AddSingleton<DropLineReader>();
    }
}
