using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Closings;
using SmartToyonaka.Drops;
using SmartToyonaka.Submissions;

namespace SmartToyonaka.Triggers;

/// <summary>Finishes what was begun and not ended: a process that was killed, a storage that went away, a message that was lost.</summary>
public sealed class SweepUnfinished(SubmissionStore submissions, SubmissionDoor door, DropPuller drops, MonthCloser closer, TimeProvider clock)
{
    // Younger ones are most likely being worked on; doing them again would do no harm, only cost.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    [Function(nameof(SweepUnfinished))]
    public async Task Run([TimerTrigger("%SweepUnfinishedSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Grace;
        foreach (var id in await submissions.ListPendingAsync(before, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            await door.ResumeAsync(id);
        }

        await drops.ResumeAsync(Grace, cancel);
        await closer.ResumeAsync(before, cancel);
    }
}
