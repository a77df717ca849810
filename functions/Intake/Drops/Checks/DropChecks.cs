using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Adds warnings to the receipt for figures that are readable but probably wrong; changes no figure and no state. A drop is compared with
/// what the ledger had of its measure before the upload, so that a repeated run gives the same warnings. For the other measure (people for
/// times) the current figures are read: both files usually arrive within the same minute, so both are checked when their figures are in
/// the ledger, and the later one finds the other.
/// </summary>
public sealed class DropChecks(LedgerStore ledger)
{
    // Two years in one file are compared completely; of a longer one only its newest months, so that reading is bounded.
    private const int MostMonths = 24;

    /// <summary>The receipt with warnings. To be called when the figures are in the ledger.</summary>
    /// <param name="receipt">What became of a drop.</param>
    /// <param name="taken">The figures that were taken; enumerated twice.</param>
    /// <param name="receivedAt">When it counts as received.</param>
    /// <param name="reference">Sections and thresholds.</param>
    public async Task<DropReceipt> WarnAsync(DropReceipt receipt, IEnumerable<Observation> taken, DateTimeOffset receivedAt,
        ReferenceSnapshot reference, CancellationToken cancel)
    {
        if (!receipt.HasCountingPairs)
        {
            return receipt;
        }

        var (profile, rules) = (DropProfile.Of(receipt.Folder), reference.Catalogue.Checks);
        var (file, months) = Read(taken);
        var found = new List<DropWarning>();
        foreach (var rule in rules.Jumps.Where(r => r.Measure == profile.Measure.Id))
        {
            var before = await BeforeAsync(Enumerable.Range(1, rule.Years)
                .SelectMany(y => months.Where(m => m.Year - y >= JumpCheck.FirstYear).Select(m => m.AddMonths(-12 * y))));
            found.AddRange(JumpCheck.Warnings(rule, file, before, reference.Register, reference.Catalogue.SmallGroup));
        }

        if (profile.Measure.Dimensions.Count > 0)
        {
            found.AddRange(MissingGroupsCheck.Warnings(file, await BeforeAsync(months), reference.Register));
        }

        if (rules.HoursPerHead is { } limit && HeadGroups.CounterpartOf(profile.Measure) is { } other)
        {
            found.AddRange(HeadcountCheck.Warnings(limit, file, await ReadAsync(other.Id, months, null, cancel), reference.Register,
                reference.Catalogue));
        }

        // Where held pairs exceed the list, it is not known which sections are missing.
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

    /// <summary>The figures of the file's newest months, and those months, newest first.</summary>
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

    /// <summary>
    /// What holds of a measure in some months, or held before an instant; one range of keys is read for each fiscal year.
    /// </summary>
    private async Task<SectionMonthFigures> ReadAsync(string measure, IEnumerable<FiscalMonth> months, DateTimeOffset? before,
        CancellationToken cancel)
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
