using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Finishes submissions that were stored and did not get into the ledger, or were not asked to be computed.</summary>
public sealed partial class SubmissionResumption(
    SubmissionStore submissions, SubmissionRecorder recorder, ILogger<SubmissionResumption> log) : IUnfinishedWork
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
                await ResumeAsync(id, mark);
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

    private async Task ResumeAsync(string id, PendingMark mark)
    {
        if (await submissions.FindAsync(id, CancellationToken.None) is { } stored)
        {
            await recorder.FinishAsync(stored, await submissions.ReadEntriesAsync(id, CancellationToken.None), mark);
            Log.Resumed(log, id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1002, LogLevel.Warning, "Submission {Id} was not finished; it is now")]
        public static partial void Resumed(ILogger logger, string id);
    }
}
