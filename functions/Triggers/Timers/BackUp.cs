using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Operations.Maintenance;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Puts a backup into an account of its own, where one is named.</summary>
public sealed class BackUp(ScheduledBackup backup)
{
    [Function(nameof(BackUp))]
    public Task Run([TimerTrigger("%BackUpSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        backup.RunAsync(cancel);
}
