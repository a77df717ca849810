using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Periods;

/// <summary>Months and fiscal years that are closed.</summary>
public static class PeriodServices
{
    /// <summary>Adds what closes, reopens and lists them. Needs the storage, ledger and clock of the app.</summary>
    public static IServiceCollection AddPeriods(this IServiceCollection services) => services
        .AddSingleton<PeriodChangeStore>()
        .AddSingleton<ClosingGate>()
        .AddSingleton<PeriodSettlement>()
        .AddSingleton<PeriodCloser>()
        .AddSingleton<PeriodAdministration>()
        .AddSingleton<IUnfinishedWork>(services => services.GetRequiredService<PeriodCloser>())
        .AddHostedService<ClosingGateWarmup>();
}
