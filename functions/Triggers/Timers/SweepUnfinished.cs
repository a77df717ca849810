using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Annual;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Finishes what was begun and not ended: a process that was killed, a storage that went away, a message that was lost.</summary>
public sealed class SweepUnfinished(SubmissionStore submissions, SubmissionService service, DropPuller drops, PeriodCloser closer, RecomputeQueue queue, PoisonQueue poisonQueue, RecomputeFailures redelivered, RecomputeBacklog backlog, Outbox outbox, FrozenReports reports, Instrumentation instrumentation, TimeProvider clock)
{
    // Younger ones are most likely being worked on; doing them again would do no harm, only cost.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    [Function(nameof(SweepUnfinished))]
    public async Task Run([TimerTrigger("%SweepUnfinishedSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel)
    {
        var cutoff = new StaleCutoff(clock.GetUtcNow(), Grace);

        // One that cannot be finished must not keep the others waiting; it fails the run when all have had their turn.
        await poisonQueue.SendBackAsync(cancel);
        var poisoned = (await queue.PoisonedAsync(cancel)).Union(await redelivered.WaitingAsync(cancel)).ToHashSet();
        var failures = new List<Exception>();
        foreach (var (id, mark) in (await submissions.ListPendingAsync(cutoff.Includes, cancel)).Where(p => !poisoned.Contains(p.Mark)))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                await service.ResumeAsync(id, mark);
            }
            catch (Exception e) when (!StorageFault.IsOutage(e, cancel) && !cancel.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        await drops.ResumeAsync(cutoff, poisoned, cancel);
        await closer.ResumeAsync(cutoff, poisoned, cancel);
        var (waiting, poison) = await backlog.CountAsync(cancel);
        instrumentation.Backlog(waiting, poison);
        await reports.FreezeAllAsync(cancel);
        await outbox.SettleAsync(cancel);

        // Last, because it may take as long as a function has.
        await drops.ContinueAsync(cancel);
        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} submissions could not be finished.", failures);
        }
    }
}
