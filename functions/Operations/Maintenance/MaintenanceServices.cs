using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>What looks after the data.</summary>
public static class MaintenanceServices
{
    /// <summary>Adds backup, restoring, verifying and exporting.</summary>
    public static IServiceCollection AddMaintenance(this IServiceCollection services) => services
        .AddSingleton<RecordedYears>().AddSingleton<Verification>().AddSingleton<NotOwedEntries>().AddSingleton<Rebuild>().AddSingleton<LedgerRecovery>()
        .AddSingleton<Backup>().AddSingleton<Restoration>().AddSingleton<TableExport>();
}
