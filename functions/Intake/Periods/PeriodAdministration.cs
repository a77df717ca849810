using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Periods;

/// <summary>What an administrator sees of closings and does with them.</summary>
public sealed class PeriodAdministration(PeriodCloser closer, PeriodChangeStore store, TimeProvider clock)
{
    /// <summary>The last months before this one, newest first, each with whether it is closed; and all acts, newest first.</summary>
    public async Task<(IReadOnlyList<(FiscalMonth Month, bool IsClosed)> Months, IReadOnlyList<PeriodChange> Changes)> ListAsync(
        int count, CancellationToken cancel)
    {
        var changes = await store.ListAllAsync(cancel);
        var closed = new ClosedMonths(changes);
        var now = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));
        return ([.. Enumerable.Range(1, count).Select(i => now.AddMonths(-i)).Select(m => (m, closed.IsClosed(m)))], changes);
    }

    /// <summary>Closes or opens; false where that is the state already.</summary>
    public async Task<bool> ChangeAsync(Period target, bool close, string by, string reason, CancellationToken cancel) =>
        await closer.ChangeAsync(target, close, by, reason, cancel) is not null;
}
