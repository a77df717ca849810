using System.Diagnostics;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>What waits and what failed.</summary>
/// <param name="Waiting">Messages and accepted figures that are not computed yet.</param>
/// <param name="Poison">Messages that failed too often.</param>
/// <param name="UnknownMails">Mails of which it is not known whether they were sent.</param>
/// <param name="FailedMails">Mails that could not be sent.</param>
/// <param name="ToReview">Values that wait to be confirmed.</param>
public sealed record Health(int Waiting, int Poison, int UnknownMails, int FailedMails, int ToReview);

/// <summary>
/// Reads <see cref="Health"/> from the storage, which takes ten times as long as everything else of a probe's request. A reading in which
/// nothing waits is used again for <see cref="Lifetime"/>, unless this instance ran something since it began. So whoever handed something
/// in is never told that nothing waits, and what another instance or a command did is seen a tenth of a second later.
/// </summary>
public sealed class HealthReader(RecomputeBacklog backlog, Outbox outbox, WaitingEntries reviews, InstanceActivity activity)
{
    /// <summary>How long a reading is used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(100);

    private Reading? last;

    /// <summary>What waits and what failed, now.</summary>
    public async Task<Health> ReadAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref last) is { } known && known.Mark == activity.Mark && Stopwatch.GetElapsedTime(known.Begun) < Lifetime)
        {
            return known.Health;
        }

        var mark = activity.Mark;
        var begun = Stopwatch.GetTimestamp();
        var health = await ReadStorageAsync(cancel);
        Volatile.Write(ref last, mark is { } quiet && health.Waiting == 0 ? new(health, quiet, begun) : null);
        return health;
    }

    private async Task<Health> ReadStorageAsync(CancellationToken cancel)
    {
        var mails = outbox.CountAsync(cancel);
        var toReview = reviews.CountAsync(cancel);
        var (waiting, poison) = await backlog.CountAsync(cancel);
        var (unknown, failed) = await mails;
        return new(waiting, poison, unknown, failed, await toReview);
    }

    private sealed record Reading(Health Health, long Mark, long Begun);
}
