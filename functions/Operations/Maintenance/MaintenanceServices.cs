using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>What looks after the data.</summary>
public static class MaintenanceServices
{
    /// <summary>Adds health, backup, restoring, rebuilding and verifying.</summary>
    public static IServiceCollection AddMaintenance(this IServiceCollection services) => services
        .AddSingleton<HealthReader>()
        .AddSingleton<RecordedYears>().AddSingleton<Verification>().AddSingleton<ReferenceImpactReader>()
        .AddSingleton<NotOwedEntries>().AddSingleton<Rebuild>()
            .AddSingleton<LedgerRecovery>()
        .AddSingleton<ReferenceImpactOf>(services => services.GetRequiredService<ReferenceImpactReader>().ImpactAsync)
        .AddSingleton<Backup>().AddSingleton<BackupTarget>().AddSingleton<ScheduledBackup>().AddSingleton<Restoration>();
}
