using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Finishes what was begun and not ended: a process that was killed, a storage that went away, a message that was lost.</summary>
public sealed class SweepUnfinished(
    PoisonRecovery poison, IEnumerable<IUnfinishedWork> intake, RecomputeBacklog backlog, IEnumerable<IHousekeeping> housekeeping,
    DropPuller drops, TimeProvider clock)
{
    // Younger ones are most likely in process; repeating them would do no harm, but cost work.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    [Function(nameof(SweepUnfinished))]
    public async Task Run([TimerTrigger("%SweepUnfinishedSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel)
    {
        // Most of the time nothing waits: the parts of the intake are not asked one by one then.
        var failures = await backlog.ReportAsync(cancel) ? await ResumeAsync(cancel) : [];
        foreach (var part in housekeeping)
        {
            await part.TidyAsync(cancel);
        }

        // Last, because it may use the rest of the function's time.
        await drops.ContinueAsync(cancel);
        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} pieces of work could not be finished.", failures);
        }
    }

    // What cannot be finished must not keep the others waiting; it fails the run when all have had their turn.
    private async Task<IReadOnlyList<Exception>> ResumeAsync(CancellationToken cancel)
    {
        var cutoff = new StaleCutoff(clock.GetUtcNow(), Grace);
        var excluded = await poison.SendBackAsync(cancel);
        var failures = new List<Exception>();
        foreach (var work in intake)
        {
            try
            {
                await work.ResumeAsync(cutoff, excluded, cancel);
            }
            catch (AggregateException e) when (!cancel.IsCancellationRequested)
            {
                failures.AddRange(e.InnerExceptions);
            }
        }

        return failures;
    }
}
