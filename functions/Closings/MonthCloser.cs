using Microsoft.Extensions.Logging;
using SmartToyonaka.Calendar;
using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Closings;

/// <summary>Closes months and fiscal years and opens them again.</summary>
public sealed partial class MonthCloser(ClosingActStore store, ComputedYears computed, RecomputeQueue queue, TimeProvider clock, ILogger<MonthCloser> log)
{
    /// <summary>
    /// Records an act and asks for its fiscal year to be computed again, since that is where finality is published. Where all of the target
    /// is closed (or open) already, nothing is recorded and null is given.
    /// </summary>
    public async Task<ClosingAct?> ActAsync(ClosingTarget target, bool close, string by, string reason, CancellationToken cancel)
    {
        while (true)
        {
            var before = await store.ListAsync(target.Year, cancel);
            var closed = new ClosedMonths(before);
            if (target.Months.All(m => closed.IsClosed(m) == close))
            {
                return null;
            }

            // Clocks of two instances may differ: a later act never has an earlier time.
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            var at = before.Count > 0 && before[^1].At >= now ? before[^1].At.AddMilliseconds(1) : now;
            var act = new ClosingAct(target, close, by, at, reason);
            if (await store.TryAddAsync(act, cancel))
            {
                // From here on the client going away stops nothing; the sweep would finish it.
                await AskAsync(target.Year, ClosingActStore.MarkOf(act));
                Log.Acted(log, close ? "close" : "reopen", target.Month?.ToString() ?? $"FY{target.Year}", by);
                return act;
            }
        }
    }

    /// <summary>Asks again for what was recorded and not computed: a process that was killed, a message that was lost.</summary>
    public async Task ResumeAsync(LongAgo begun, IReadOnlySet<PendingMark> poisoned, CancellationToken cancel)
    {
        foreach (var (year, mark) in (await store.ListPendingAsync(begun.Includes, cancel)).Where(p => !poisoned.Contains(p.Mark)))
        {
            await AskAsync(year, mark);
        }
    }

    // Only topics that have values in that year: computing another would publish values of a year in which nobody said anything.
    private async Task AskAsync(FiscalYear year, PendingMark mark) =>
        await queue.SendAsync(await computed.OfYearAsync(year, CancellationToken.None), [mark], CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Information, "{Action} of {Target} by {By}")]
        public static partial void Acted(ILogger logger, string action, string target, string by);
    }
}
