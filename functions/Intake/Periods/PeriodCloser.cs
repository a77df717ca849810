using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Periods;

/// <summary>Closes months and fiscal years and opens them again.</summary>
public sealed partial class PeriodCloser(
    PeriodChangeStore store, PeriodSettlement settlement, ComputedYears computed, RecomputeQueue queue, AdminJournal journal,
    TimeProvider clock, ILogger<PeriodCloser> log) : IUnfinishedWork
{
    /// <summary>
    /// Records an act and requests the recomputation of its fiscal year, which publishes finality. Returns null and records nothing where
    /// all of the target is closed (or open) already.
    /// </summary>
    public Task<PeriodChange?> ChangeAsync(Period target, bool close, string by, string reason, CancellationToken cancel) =>
        journal.RecordAsync(new(AdminActKind.Months, close ? "close" : "reopen", target.Month?.ToString() ?? $"FY{target.Year}", by, reason),
            () => ChangeNowAsync(target, close, by, reason, cancel), change => change is null ? null : "", cancel);

    private async Task<PeriodChange?> ChangeNowAsync(Period target, bool close, string by, string reason, CancellationToken cancel)
    {
        while (true)
        {
            var before = await store.ListAsync(target.Year, cancel);
            foreach (var open in before.Where(a => !a.IsSettled))
            {
                await settlement.SettleAsync(open);
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
                // From here on the client going away stops nothing; the sweep would finish it.
                change = await settlement.SettleAsync(change);
                await RequestRecomputationAsync(target.Year, PeriodChangeStore.MarkOf(change));
                Log.Acted(log, close ? "close" : "reopen", target.Month?.ToString() ?? $"FY{target.Year}", by);
                return change;
            }
        }
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(StaleCutoff cutoff, IReadOnlySet<PendingMark> excluded, CancellationToken cancel)
    {
        var pending = await store.ListPendingAsync(cutoff.Includes, cancel);
        foreach (var year in pending.Select(p => p.Year).Distinct())
        {
            foreach (var change in await store.ListUnsettledAsync(year, cancel))
            {
                await settlement.SettleAsync(change);
            }
        }

        // A settled act may have another mark.
        pending = pending.Count == 0 ? [] : await store.ListPendingAsync(cutoff.Includes, cancel);
        foreach (var (year, mark) in pending.Where(p => !excluded.Contains(p.Mark)))
        {
            await RequestRecomputationAsync(year, mark);
        }
    }

    // Only topics that have values in that year: computing another would publish values of a year in which nobody said anything.
    private async Task RequestRecomputationAsync(FiscalYear year, PendingMark mark) =>
        await queue.SendAsync(await computed.OfYearAsync(year, CancellationToken.None), [mark], CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Information, "{Action} of {Target} by {By}")]
        public static partial void Acted(ILogger logger, string action, string target, string by);
    }
}
