using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Looks for figures that are spelled well and wrong all the same, and adds warnings to the receipt. It changes no figure and no state.
/// What a drop is compared with is what the ledger held of its measure before it was uploaded, so that a taking that was broken off and is
/// done again warns of the same. Of the measure that it is set against (staff for overtime) it is what holds by now: the two files are most often
/// taken in the same minute, so both look when their figures are in the ledger, and the later one finds the other.
/// </summary>
public sealed class DropChecks(LedgerStore ledger)
{
    // Two years' exports in one file are compared whole; of a longer one its newest months, so that the reading is bounded.
    private const int MostMonths = 24;

    /// <summary>The receipt with warnings. To be called when the figures are in the ledger.</summary>
    /// <param name="receipt">What became of a drop.</param>
    /// <param name="taken">The figures that were taken; enumerated twice.</param>
    /// <param name="receivedAt">When it counts as received.</param>
    /// <param name="reference">Sections and thresholds.</param>
    public async Task<DropReceipt> WarnAsync(DropReceipt receipt, IEnumerable<Observation> taken, DateTimeOffset receivedAt, ReferenceSnapshot reference, CancellationToken cancel)
    {
        if (receipt.PairsTaken == receipt.Waiting.Count)
        {
            return receipt;
        }

        var (profile, rules) = (DropProfile.Of(receipt.Folder), reference.Catalogue.Checks);
        var (file, months) = Read(taken);
        var found = new List<DropWarning>();
        foreach (var rule in rules.Jumps.Where(r => r.Measure == profile.Measure.Id))
        {
            var before = await BeforeAsync(Enumerable.Range(1, rule.Years).SelectMany(y => months.Where(m => m.Year - y >= JumpCheck.FirstYear).Select(m => m.AddMonths(-12 * y))));
            found.AddRange(JumpCheck.Warnings(rule, file, before, reference.Register, reference.Catalogue.SmallGroup));
        }

        if (profile.Columns.Any(c => c.Column == DropColumn.JobClass))
        {
            found.AddRange(MissingGroupsCheck.Warnings(file, await BeforeAsync(months), reference.Register));
        }

        if (rules.HoursPerHead is { } limit && profile.Measure.Topic == BuiltInMeasures.Overtime)
        {
            var other = BuiltInMeasures.OfTopic(BuiltInMeasures.Overtime).Single(m => m != profile.Measure);
            found.AddRange(HeadcountCheck.Warnings(limit, file, await ReadAsync(other.Id, months, null, cancel), reference.Register, reference.Catalogue));
        }

        // Where held pairs are too many to be listed, nobody knows which sections are missing.
        if (rules.Stopped is { } stopped && receipt.Held.Count == receipt.PairsHeld)
        {
            var newest = months[0];
            var before = await BeforeAsync(Enumerable.Range(0, stopped.Months + 1).Select(i => newest.AddMonths(-i)));
            var held = receipt.Held.Where(h => h.Month == newest.ToString()).Select(h => h.Section).OfType<string>();
            found.AddRange(StoppedReportingCheck.Warnings(stopped, newest, held, file, before, reference.Register, profile));
        }

        return found.Count == 0 ? receipt : receipt.With(found);

        Task<SectionMonthFigures> BeforeAsync(IEnumerable<FiscalMonth> of) => ReadAsync(profile.Measure.Id, of, receivedAt, cancel);
    }

    /// <summary>What the file says of its newest months, and which those are, the newest first.</summary>
    private static (SectionMonthFigures File, IReadOnlyList<FiscalMonth> Months) Read(IEnumerable<Observation> taken)
    {
        var months = taken.Select(o => o.Month).Distinct().OrderDescending().Take(MostMonths).ToList();
        var file = new SectionMonthFigures();
        foreach (var o in taken.Where(o => o.Month >= months[^1]))
        {
            file.Add(o);
        }

        return (file, months);
    }

    /// <summary>What holds of a measure in some months, or held before an instant; one range of keys is read for each fiscal year.</summary>
    private async Task<SectionMonthFigures> ReadAsync(string measure, IEnumerable<FiscalMonth> months, DateTimeOffset? before, CancellationToken cancel)
    {
        var said = new SectionMonthFigures();
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
                    EffectiveObservations.Of(ofOne).ToList().ForEach(said.Add);
                    ofOne.Clear();
                }

                ofOne.Add(entry);
            }

            if (ofOne.Count > 0)
            {
                EffectiveObservations.Of(ofOne).ToList().ForEach(said.Add);
            }
        }

        return said;
    }
}
