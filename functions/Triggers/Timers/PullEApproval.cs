using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Looks into the folder of the drops that has the role <c>e-approval</c> for what is new (電子決裁).</summary>
public sealed class PullEApproval(DropPuller drops)
{
    [Function(nameof(PullEApproval))]
    public Task RunAsync([TimerTrigger("%PullEApprovalSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        drops.PullAsync(TimerFolders.Of(DropRoles.EApproval), cancel);
}
