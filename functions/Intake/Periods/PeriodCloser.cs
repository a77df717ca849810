using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Periods;

/// <summary>Closes months and fiscal years and opens them again.</summary>
public sealed partial class PeriodCloser(
    PeriodChangeStore store, ClosingGate gate, IEnumerable<IPendingIntake> doors, LedgerStore ledger, ComputedYears computed, RecomputeQueue queue,
    TimeProvider clock, ILogger<PeriodCloser> log)
{
    /// <summary>
    /// Records an act and requests the recomputation of its fiscal year, which publishes finality. Returns null and records nothing where
    /// all of the target is closed (or open) already.
    /// </summary>
    public async Task<PeriodChange?> ChangeAsync(Period target, bool close, string by, string reason, CancellationToken cancel)
    {
        while (true)
        {
            var before = await store.ListAsync(target.Year, cancel);
            foreach (var open in before.Where(a => !a.IsSettled))
            {
                await SettleAsync(open);
            }

            if (before.Any(a => !a.IsSettled))
            {
                // The next act gets a later time than an act whose time is settled.
                continue;
            }

            var closed = new ClosedMonths(before);
            if (target.Months.All(m => closed.IsClosed(m) == close))
            {
                return null;
            }

            // Clocks of two instances may differ: a later act never has an earlier time.
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            var at = before.Count > 0 && before[^1].At >= now ? before[^1].At.AddMilliseconds(1) : now;
            var change = new PeriodChange(target, close, by, at, reason) { IsSettled = !close };
            if (await store.TryAddAsync(change, cancel))
            {
                // Not cancelled from here on when the client disconnects; the sweep would complete it.
                change = await SettleAsync(change);
                await RequestRecomputationAsync(target.Year, PeriodChangeStore.MarkOf(change));
                Log.Acted(log, close ? "close" : "reopen", target.Month?.ToString() ?? $"FY{target.Year}", by);
                return change;
            }
        }
    }

    /// <summary>Requests again what was recorded and not computed, after a crash or a lost message.</summary>
    public async Task ResumeAsync(StaleCutoff cutoff, IReadOnlySet<PendingMark> poisoned, CancellationToken cancel)
    {
        var pending = await store.ListPendingAsync(cutoff.Includes, cancel);
        foreach (var year in pending.Select(p => p.Year).Distinct())
        {
            foreach (var change in await store.ListUnsettledAsync(year, cancel))
            {
                await SettleAsync(change);
            }
        }

        // A settled act may have another mark.
        pending = pending.Count == 0 ? [] : await store.ListPendingAsync(cutoff.Includes, cancel);
        foreach (var (year, mark) in pending.Where(p => !poisoned.Contains(p.Mark)))
        {
            await RequestRecomputationAsync(year, mark);
        }
    }

    // The act is recorded, so every later read finds its months closed. An earlier read leads to a stored submission only until the gate
    // changes its name, or is visible as an upload in process. What was received until then precedes the closing, and the closing gets a
    // later time than all of it, whatever the clocks of other instances said. So a report as of that time has all of it and nothing more.
    private async Task<PeriodChange> SettleAsync(PeriodChange change)
    {
        if (change.IsSettled)
        {
            return change;
        }

        await gate.ShiftAsync(CancellationToken.None);

        // Uploads in process are read first: they leave that state only when they are in the ledger.
        var onTheirWay = await Task.WhenAll(doors.Select(d => d.NewestAsync(CancellationToken.None)));
        var months = change.Target.Months.ToList();
        var newest = onTheirWay.Append(await ledger.NewestAsync(months[0], months[^1], CancellationToken.None)).Max();
        var at = newest >= change.At ? DateTimeOffset.FromUnixTimeMilliseconds(newest.Value.ToUnixTimeMilliseconds() + 1) : change.At;
        if (await store.TrySettleAsync(change, at, CancellationToken.None))
        {
            return change with { At = at, IsSettled = true };
        }

        // Another instance has settled it, possibly at another time.
        var acts = await store.ListAsync(change.Target.Year, CancellationToken.None);
        return acts.LastOrDefault(a => a.IsSettled && a with { At = change.At, IsSettled = false } == change) ?? change;
    }

    // Only topics with values in that year: others would publish values of a year without figures.
    private async Task RequestRecomputationAsync(FiscalYear year, PendingMark mark) =>
        await queue.SendAsync(await computed.OfYearAsync(year, CancellationToken.None), [mark], CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Information, "{Action} of {Target} by {By}")]
        public static partial void Acted(ILogger logger, string action, string target, string by);
    }
}
