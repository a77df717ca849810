using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Ledger;

/// <summary>The ledger and the requests to recompute.</summary>
public static class LedgerServices
{
    /// <summary>Adds them. Needs the storage and clock of the app.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<LedgerStore>()
        .AddSingleton<RecomputeQueue>()
        .AddSingleton<WaitingEntries>()
        .AddSingleton<RecomputeFailures>()
        .AddSingleton<PoisonQueue>()
        .AddSingleton<PoisonRecovery>()
        .AddSingleton<ComputedYears>();
}
