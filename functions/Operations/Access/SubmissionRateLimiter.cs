using System.Collections.Concurrent;

namespace SmartToyonaka.Operations.Access;

/// <summary>How often one credential may post in a minute, counted on this instance.</summary>
public sealed class SubmissionRateLimiter(AccessOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Counters of inactive callers are removed.
    private const int MaxRemembered = 5_000;

    // System.Threading.RateLimiting uses the machine's clock only.
    private readonly ConcurrentDictionary<string, RequestCount> counts = new(StringComparer.Ordinal);

    private sealed class RequestCount(long since)
    {
        public long Since { get; set; } = since;

        public int Taken { get; set; }
    }

    /// <summary>True when one more may be posted; else how long to wait.</summary>
    public bool TryTake(Caller caller, out TimeSpan retryAfter)
    {
        var now = clock.GetTimestamp();
        if (counts.Count >= MaxRemembered)
        {
            Forget();
        }

        var count = counts.GetOrAdd(caller.Id, _ => new(now));
        lock (count)
        {
            if (clock.GetElapsedTime(count.Since) >= Window)
            {
                (count.Since, count.Taken) = (now, 0);
            }

            if (count.Taken < options.SubmissionsPerMinute)
            {
                count.Taken++;
                retryAfter = TimeSpan.Zero;
                return true;
            }

            retryAfter = Window - clock.GetElapsedTime(count.Since);
            return false;
        }
    }

    private void Forget()
    {
        foreach (var (caller, count) in counts)
        {
            if (clock.GetElapsedTime(count.Since) >= Window)
            {
                counts.TryRemove(caller, out _);
            }
        }
    }
}
