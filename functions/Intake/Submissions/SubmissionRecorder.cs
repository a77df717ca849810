using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Brings what is kept to where it is read: what follows on keeping a submission or a decision. Every step may be repeated.
/// </summary>
public sealed class SubmissionRecorder(SubmissionStore store, LedgerStore ledger, WaitingEntries waiting, RecomputeQueue queue)
{
    /// <summary>
    /// Adds the entries to the ledger and asks for the recomputation. The client going away must not stop what has been kept from being
    /// computed, so nothing here is cancelled.
    /// </summary>
    internal async Task FinishAsync(StoredSubmission stored, IReadOnlyList<Observation> entries, PendingMark mark)
    {
        if (entries.Count > 0)
        {
            await WriteAsync(entries);
            await queue.SendTogetherAsync(stored.TopicYears, [mark], CancellationToken.None);
        }
    }

    /// <summary>
    /// Adds to the ledger what is kept of a department and not computed yet, so that what the ledger says is all that was said; whoever
    /// keeps it asks for the recomputation. False where a part of it is lost, and what was said is not known.
    /// </summary>
    internal async Task<bool> CatchUpAsync(string department, CancellationToken cancel)
    {
        foreach (var id in await store.ListPendingAsync(department, cancel))
        {
            IReadOnlyList<Observation> entries;
            try
            {
                entries = await store.ReadEntriesAsync(id, cancel);
            }
            catch (InvalidDataException)
            {
                return false;
            }

            if (entries.Count == 0)
            {
                return false;
            }

            await WriteAsync(entries);
        }

        return true;
    }

    private async Task WriteAsync(IReadOnlyList<Observation> entries)
    {
        await ledger.AddAsync(entries, CancellationToken.None);
        await waiting.NoteAsync(entries, CancellationToken.None);
    }
}
