using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Periods;

/// <summary>
/// Gives the closing of a period its time. Once the change is recorded, whoever looks finds its months closed; whoever looked before may
/// still write until the gate shifts (a submission), or is seen to be on the way (a drop). What has come in by then counts as before the
/// closing, whose time is later, whatever the clocks of those who received it said: a report that is frozen as of that time has all of it
/// and nothing more.
/// </summary>
public sealed class PeriodSettlement(PeriodChangeStore store, ClosingGate gate, IEnumerable<IPendingIntake> intakes, LedgerStore ledger)
{
    /// <summary>Gives a change its time; one that has it already is given back as it is.</summary>
    public async Task<PeriodChange> SettleAsync(PeriodChange change)
    {
        if (change.IsSettled)
        {
            return change;
        }

        await gate.ShiftAsync(CancellationToken.None);

        // What is on its way first: it leaves that state only when it is in the ledger.
        var onTheirWay = await Task.WhenAll(intakes.Select(d => d.NewestAsync(CancellationToken.None)));
        var months = change.Target.Months.ToList();
        var newest = onTheirWay.Append(await ledger.NewestAsync(months[0], months[^1], CancellationToken.None)).Max();
        var at = newest >= change.At ? DateTimeOffset.FromUnixTimeMilliseconds(newest.Value.ToUnixTimeMilliseconds() + 1) : change.At;
        if (await store.TrySettleAsync(change, at, CancellationToken.None))
        {
            return change with { At = at, IsSettled = true };
        }

        // Somebody else has settled it, maybe at another time.
        var acts = await store.ListAsync(change.Target.Year, CancellationToken.None);
        return acts.LastOrDefault(a => a.IsSettled && a with { At = change.At, IsSettled = false } == change) ?? change;
    }
}
