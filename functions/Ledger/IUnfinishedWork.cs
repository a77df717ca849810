using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>
/// A part of the intake that may leave something begun and not ended: a process that was killed, a storage that went away.
/// </summary>
public interface IUnfinishedWork
{
    /// <summary>Finishes it, and asks again for what should have been computed by now. Doing so twice changes nothing.</summary>
    /// <param name="cutoff">What was begun later is most likely being worked on.</param>
    /// <param name="excluded">Marks whose messages failed, or were sent back and are waiting: nobody asks for these meanwhile.</param>
    /// <param name="cancel">Stops between two pieces.</param>
    Task ResumeAsync(StaleCutoff cutoff, IReadOnlySet<PendingMark> excluded, CancellationToken cancel);
}
