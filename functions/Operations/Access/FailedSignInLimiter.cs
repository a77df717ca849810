using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Operations.Access;

/// <summary>
/// Limits guessing of credentials, per instance: after a number of wrong ones within a minute, further wrong ones from the same address are
/// answered 429 until the minute is over. A valid one is never counted nor refused. Failures are counted by address and by the tried
/// credential, so that one misconfigured client does not block a whole office behind one address.
/// </summary>
public sealed partial class FailedSignInLimiter(TimeProvider clock, ILogger<FailedSignInLimiter> log)
{
    /// <summary>The number of wrong ones per minute that are answered.</summary>
    public const int PerMinute = 20;

    /// <summary>The most addresses in memory; the oldest are dropped, so that guessing does not fill the memory.</summary>
    public const int MaxRemembered = 5_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string From, string At), FailureCount> counts = [];
    private readonly Lock counting = new();

    private sealed class FailureCount(long since)
    {
        public long Since { get; } = since;

        public int Wrong { get; set; }
    }

    /// <summary>How many addresses are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (counting)
            {
                return counts.Count;
            }
        }
    }

    /// <summary>How long whoever sends another wrong credential has to wait; null for not at all.</summary>
    /// <param name="from">The caller's address; <c>""</c> when it is not known.</param>
    /// <param name="at">The id of the credential that is sent, or <c>""</c> for one that nobody was given.</param>
    public TimeSpan? Wait(string from, string at)
    {
        lock (counting)
        {
            return Find((from, at)) is { Wrong: >= PerMinute } count ? Window - clock.GetElapsedTime(count.Since) : null;
        }
    }

    /// <summary>Counts a wrong one.</summary>
    public void CountWrong(string from, string at)
    {
        int wrong;
        lock (counting)
        {
            if (Find((from, at)) is not { } count)
            {
                Forget();
                counts[(from, at)] = count = new(clock.GetTimestamp());
            }

            wrong = ++count.Wrong;
        }

        if (wrong == PerMinute)
        {
            Log.Guessing(log, wrong, at.Length > 0 ? at : "none that was issued");
        }
    }

    private FailureCount? Find((string, string) key) =>
        counts.TryGetValue(key, out var count) && clock.GetElapsedTime(count.Since) < Window ? count : null;

    private void Forget()
    {
        if (counts.Count < MaxRemembered)
        {
            return;
        }

        foreach (var (key, count) in counts)
        {
            if (clock.GetElapsedTime(count.Since) >= Window)
            {
                counts.Remove(key);
            }
        }

        // All within one minute: a caller with so many addresses is not limited by them.
        if (counts.Count >= MaxRemembered)
        {
            counts.Clear();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9102, LogLevel.Warning,
            "Credentials are being guessed: {Wrong} wrong ones from one address within a minute, at {Credential}; it has to wait")]
        public static partial void Guessing(ILogger logger, int wrong, string credential);
    }
}
