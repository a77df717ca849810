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

/// <summary>Completes what was interrupted: by a crash, an outage of the storage, or a lost message.</summary>
public sealed class SweepUnfinished(SubmissionStore submissions, SubmissionService service, DropPuller drops, PeriodCloser closer, RecomputeQueue queue, PoisonQueue poisonQueue, RecomputeFailures redelivered, RecomputeBacklog backlog, Outbox outbox, FrozenReports reports, Instrumentation instrumentation, TimeProvider clock)
{
    // Younger ones are most likely in process; repeating them would do no harm, but cost work.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    [Function(nameof(SweepUnfinished))]
    public async Task Run([TimerTrigger("%SweepUnfinishedSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel)
    {
        var cutoff = new StaleCutoff(clock.GetUtcNow(), Grace);

        // A failure of one must not block the others; it fails the run after all were tried.
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

        // Last, because it may use the rest of the function's time.
        await drops.ContinueAsync(cancel);
        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} submissions could not be finished.", failures);
        }
    }
}
