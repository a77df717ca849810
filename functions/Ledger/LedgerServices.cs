using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Ledger;

/// <summary>The ledger and the requests to recompute.</summary>
public static class LedgerServices
{
    /// <summary>Adds them. Needs the storage and clock of the app.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(PublishedFilesOptions.Of(configuration))
        .AddSingleton<LedgerStore>()
        .AddSingleton<RecomputeQueue>()
        .AddSingleton(services => services.GetRequiredService<RecomputeQueue>().Files)
        .AddSingleton<WaitingEntries>()
        .AddSingleton<WaitingReport>()
        .AddSingleton<RecomputeFailures>()
        .AddSingleton<PoisonQueue>()
        .AddSingleton<PoisonRecovery>()
        .AddSingleton<ComputedYears>()
        .AddSingleton<AdminJournal>();
}
