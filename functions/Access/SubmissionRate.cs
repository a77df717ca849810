using System.Threading.RateLimiting;

namespace SmartToyonaka.Access;

/// <summary>How often one credential may post, counted on this instance.</summary>
public sealed class SubmissionRate(AccessOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetFixedWindowLimiter(
        caller, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SubmissionsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>True when one more may be posted; else how long to wait.</summary>
    public bool TryTake(Caller caller, out TimeSpan retryAfter)
    {
        using var lease = limiter.AttemptAcquire(caller.Id);
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(30);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
