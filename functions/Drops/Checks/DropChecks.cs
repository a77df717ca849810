using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;
using SmartToyonaka.Ledger;
using SmartToyonaka.Reference;

namespace SmartToyonaka.Drops.Checks;

/// <summary>
/// Looks for figures that are spelled well and wrong all the same, and adds warnings to the receipt. It changes no figure and no state.
/// What a drop is compared with is what the ledger held of its measure before it was uploaded, so that a taking that was broken off and is
/// done again warns of the same; only of the measure that it is set against (staff for overtime) is it what holds by now, whichever came first.
/// </summary>
public sealed class DropChecks(LedgerStore ledger)
{
    // Two years' exports in one file are compared whole; of a longer one its newest months, so that the reading is bounded.
    private const int MostMonths = 24;

    /// <summary>The same check with warnings in its receipt.</summary>
    /// <param name="check">What becomes of a drop.</param>
    /// <param name="receivedAt">When it counts as received.</param>
    /// <param name="reference">Sections and thresholds.</param>
    public async Task<DropCheck> WarnAsync(DropCheck check, DateTimeOffset receivedAt, ReferenceSnapshot reference, CancellationToken cancel)
    {
        if (check.Receipt.PairsTaken == 0)
        {
            return check;
        }

        var found = await FindAsync(check, receivedAt, reference, cancel);
        return found.Count == 0 ? check : check with { Receipt = check.Receipt.With(found) };
    }

    private async Task<List<DropWarning>> FindAsync(DropCheck check, DateTimeOffset receivedAt, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var (profile, rules) = (DropProfile.Of(check.Receipt.Folder), reference.Catalogue.Checks);
        var (file, months) = Read(check);
        var found = new List<DropWarning>();
        foreach (var rule in rules.Jumps.Where(r => r.Measure == profile.Measure.Id))
        {
            var before = await BeforeAsync(Enumerable.Range(1, rule.Years).SelectMany(y => months.Where(m => m.Year - y >= JumpCheck.FirstYear).Select(m => m.AddMonths(-12 * y))));
            found.AddRange(JumpCheck.Warnings(rule, file, before, reference.Register, reference.Catalogue.SmallGroup));
        }

        if (rules.HoursPerHead is { } limit && profile.Measure.Topic == Measures.Overtime)
        {
            var other = Measures.OfTopic(Measures.Overtime).Single(m => m != profile.Measure);
            found.AddRange(HeadcountCheck.Warnings(limit, file, await ReadAsync(other.Id, months, null, cancel), reference.Register, reference.Catalogue));
        }

        if (rules.Stopped is { } stopped)
        {
            var newest = months.Max();
            var before = await BeforeAsync(Enumerable.Range(0, stopped.Months + 1).Select(i => newest.AddMonths(-i)));
            var there = check.HeldKeys.Where(k => k.IsKnown && k.Month == newest.Key).Select(k => k.Section);
            found.AddRange(StoppedCheck.Warnings(stopped, newest, there, file, before, reference.Register, profile));
        }

        return found;

        Task<SaidPairs> BeforeAsync(IEnumerable<FiscalMonth> of) => ReadAsync(profile.Measure.Id, of, receivedAt, cancel);
    }

    /// <summary>What the file says of its newest months, and which those are.</summary>
    private static (SaidPairs File, IReadOnlyList<FiscalMonth> Months) Read(DropCheck check)
    {
        var months = check.Observations.Select(o => o.Month)
            .Concat(check.HeldKeys.Where(k => k.IsKnown).Select(k => FiscalMonth.FromKey(k.Month))).Distinct().OrderDescending().Take(MostMonths).ToList();
        var file = new SaidPairs();
        foreach (var o in check.Observations.Where(o => o.Month >= months[^1]))
        {
            file.Add(o);
        }

        return (file, months);
    }

    /// <summary>What holds of a measure in some months, or held before an instant; one range of keys is read for each fiscal year.</summary>
    private async Task<SaidPairs> ReadAsync(string measure, IEnumerable<FiscalMonth> months, DateTimeOffset? before, CancellationToken cancel)
    {
        var said = new SaidPairs();
        foreach (var year in months.Distinct().GroupBy(m => m.FiscalYear).OrderBy(g => g.Key))
        {
            // Entries of one section and month come one after the other, so that no more of them than those are held.
            var ofOne = new List<Observation>();
            await foreach (var entry in ledger.ReadMonthsAsync(measure, year.Min(), year.Max(), cancel))
            {
                if (entry.Status != FigureStatus.Actual || entry.ReceivedAt >= before)
                {
                    continue;
                }

                if (ofOne.Count > 0 && ofOne[0].Key != entry.Key)
                {
                    said.Add(Holding.Of(ofOne)[0]);
                    ofOne.Clear();
                }

                ofOne.Add(entry);
            }

            if (ofOne.Count > 0)
            {
                said.Add(Holding.Of(ofOne)[0]);
            }
        }

        return said;
    }
}
