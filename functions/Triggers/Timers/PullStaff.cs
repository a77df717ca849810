using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Looks into the folder of the drops that has the role <c>staff</c> for what is new (在籍職員数).</summary>
public sealed class PullStaff(DropPuller drops)
{
    [Function(nameof(PullStaff))]
    public Task RunAsync([TimerTrigger("%PullStaffSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        drops.PullAsync(TimerFolders.Of(DropRoles.Staff), cancel);
}
