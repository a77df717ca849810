using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Looks into the catalogue's folders for what is new; three of them have timers of their own.</summary>
public sealed class PullDrops(DropPuller drops)
{
    [Function(nameof(PullDrops))]
    public Task RunAsync([TimerTrigger("%PullDropsSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        drops.PullAsync(TimerFolders.Others, cancel);
}
