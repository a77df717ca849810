using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Looks into the folder of the drops that has the role <c>overtime</c> for what is new (時間外勤務).</summary>
public sealed class PullOvertime(DropPuller drops)
{
    [Function(nameof(PullOvertime))]
    public Task RunAsync([TimerTrigger("%PullOvertimeSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        drops.PullAsync(TimerFolders.Of(DropRoles.Overtime), cancel);
}
