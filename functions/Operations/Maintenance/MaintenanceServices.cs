using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>What looks after the data.</summary>
public static class KeepingServices
{
    /// <summary>Adds backup, restoring, verifying and exporting.</summary>
    public static IServiceCollection AddKeeping(this IServiceCollection services) => services
        .AddSingleton<KnownYears>().AddSingleton<Verification>().AddSingleton<Rebuild>().AddSingleton<LedgerRecovery>()
        .AddSingleton<Backup>().AddSingleton<Restoration>().AddSingleton<TableExport>();
}
