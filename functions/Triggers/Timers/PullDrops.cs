using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Looks into the folders of the catalogue's further measures for what is new; those built in have timers of their own.</summary>
public sealed class PullDrops(DropPuller drops)
{
    [Function(nameof(PullDrops))]
    public async Task RunAsync([TimerTrigger("%PullDropsSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel)
    {
        foreach (var folder in DropProfile.Further)
        {
            await drops.PullAsync(folder, cancel);
        }
    }
}
