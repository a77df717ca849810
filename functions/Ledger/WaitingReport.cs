using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Ledger;

/// <summary>Says how long the oldest of the values that wait to be confirmed has waited.</summary>
public sealed partial class WaitingReport(WaitingEntries entries, TimeProvider clock, ILogger<WaitingReport> log)
{
    /// <summary>Writes the line, if anything waits.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        if (await entries.ListAsync(cancel) is [var oldest, ..] waiting)
        {
            Log.Waits(log, waiting.Count, Math.Max(0, (int)(clock.GetUtcNow() - oldest.Entry.ReceivedAt).TotalDays));
        }
    }

    private static partial class Log
    {
        // infra/alerts/review-waiting.kql reads this line.
        [LoggerMessage(5003, LogLevel.Information, "Reviews: {Waiting} values wait to be confirmed, the oldest for {Days} days")]
        public static partial void Waits(ILogger logger, int waiting, int days);
    }
}
