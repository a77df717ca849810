using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Finishes submissions that were stored and did not get into the ledger, or were not asked to be computed.</summary>
public sealed class SubmissionResumption(SubmissionStore submissions, SubmissionService service) : IUnfinishedWork
{
    /// <inheritdoc/>
    /// <exception cref="AggregateException">Some could not be finished; the others are.</exception>
    public async Task ResumeAsync(StaleCutoff cutoff, IReadOnlySet<PendingMark> excluded, CancellationToken cancel)
    {
        var failures = new List<Exception>();
        foreach (var (id, mark) in (await submissions.ListPendingAsync(cutoff.Includes, cancel)).Where(p => !excluded.Contains(p.Mark)))
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

        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} submissions could not be finished.", failures);
        }
    }
}
