using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Finds the pairs of a drop that wait to be confirmed: far from what the ledger held before the upload, by the same rule as submissions,
/// far from the other months of the file, the figures of another month, or more hours a head than can be. Decided once, before anything of
/// the upload is in the ledger.
/// </summary>
public sealed class HoldChecks(PriorValuesReader known)
{
    private const long MinutesPerHour = 60;

    /// <summary>The drop with the pairs that wait marked, and named in its receipt.</summary>
    public async Task<DropCheck> MarkAsync(DropCheck check, ReferenceSnapshot reference, CancellationToken cancel)
    {
        if (check.Receipt.PairsTaken == 0 || !reference.Catalogue.Checks.Holds)
        {
            return check;
        }

        var why = new Dictionary<SectionMonth, BilingualText>();
        var file = new FileMonths(check.Observations);
        var ofYear = new List<Observation>();
        foreach (var o in check.Observations)
        {
            // By month: one fiscal year after the other, each made once.
            if (ofYear.Count > 0 && ofYear[0].Month.FiscalYear != o.Month.FiscalYear)
            {
                await FindAsync(ofYear, file, check.Doubt, reference, why, cancel);
                ofYear.Clear();
            }

            ofYear.Add(o);
        }

        await FindAsync(ofYear, file, check.Doubt, reference, why, cancel);

        if (why.Count == 0)
        {
            return check;
        }

        var pairs = why.OrderBy(w => w.Key.Month).ThenBy(w => w.Key.Section, StringComparer.Ordinal)
            .Select(w => new WaitingPair(w.Key.Section, w.Key.Month.ToString(), w.Value.Ja, w.Value.En)).ToList();
        return check with
        {
            Receipt = (check.Receipt with
            {
                Waiting = pairs,
                PairsWithdrawn = check.Observations.Count(o => o.Withdraws && !why.ContainsKey(new(o.Section, o.Month))),
            }).With([.. pairs.Select(p => Warn(p, reference))]),
            Observations = check.Observations.Select(o => why.TryGetValue(new(o.Section, o.Month), out var reason)
                ? o with { State = EntryState.Held, Why = reason.Ja, WhyEn = reason.En } : o),
        };
    }

    private async Task FindAsync(List<Observation> ofYear, FileMonths file, BilingualText? doubt, ReferenceSnapshot reference,
        Dictionary<SectionMonth, BilingualText> why, CancellationToken cancel)
    {
        var (measure, year, catalogue) = (ofYear[0].Measure, ofYear[0].Month.FiscalYear, reference.Catalogue);
        var collected = MeasureRegistry.Current.Get(measure);
        var other = HeadGroups.CounterpartOf(collected);
        var entries = await known.YearsAsync(measure, year, cancel);
        var said = entries.ToLookup(o => o.Section, StringComparer.Ordinal);
        var ofOther = EffectiveObservations.Of(other is null ? [] : await known.YearsAsync(other.Id, year, cancel))
            .ToLookup(o => o.Section, StringComparer.Ordinal);
        var peers = new PeerValues(entries);
        var priors = await PriorsAsync(ofYear, said, reference, cancel);

        // What was reported later matters only to what changes a value.
        var later = ofYear.Any(o => said[o.Section].Any(s => s.Month == o.Month))
            ? (await known.YearAfterAsync(measure, year, cancel)).ToLookup(o => o.Section, StringComparer.Ordinal) : null;
        var (rule, holdingNow) = (catalogue.Checks.DuplicateOf(collected), EffectiveObservations.Of(entries));
        var duplicates = new DuplicateMonths(rule, ofYear, holdingNow, file);
        var replaced = new ReplacedMonths(catalogue.Checks, rule, ofYear, holdingNow, reference.Register);
        var totals = new MonthTotals(catalogue.Checks, catalogue.Checks.MonthTotalOf(collected),
            ofYear.Zip(priors));
        var slipped = SlippedRows.MonthsOf(catalogue.Checks, ofYear.Zip(priors));
        foreach (var (o, prior) in ofYear.Zip(priors))
        {
            var before = prior with { Peers = peers };
            if (before.Holding is { } holding && o.SaysTheSameAs(holding))
            {
                continue;
            }

            before = before with { Newest = PriorValuesReader.NewestOf(o.Section, later?[o.Section] ?? []) ?? before.Newest };
            var far = ValueChecks.Of(o, before, catalogue, part => part, o.ReceivedAt).Where(f => f.Holds)
                .Concat(o.Withdraws ? [] : file.Outliers(o, before, catalogue.Checks).Concat(file.Falls(o, catalogue.Checks)))
                .DistinctBy(f => (f.Part, f.Kind == OutlierCheck.Repeated))
                .Select(f => Reason(f, catalogue.SmallGroup)).ToList();
            if (catalogue.Checks.HoldHoursPerHead is { } most
                && Counterpart(ofOther[o.Section], o) is { } counterpart && HasTooManyHours(o, counterpart, most))
            {
                far.Add(HoldMessages.TooManyHours(most, collected.IsTime ? collected : other!, collected.IsTime ? other! : collected));
            }

            if (duplicates.Of(o) is { } same)
            {
                far.Add(HoldMessages.SameAsMonth(same));
            }

            if (doubt is not null)
            {
                far.Add(doubt);
            }

            if (slipped.Contains(o.Month) && !o.Withdraws)
            {
                far.Add(HoldMessages.SlippedRows(o.Month));
            }

            far.AddRange(replaced.Reasons(o));
            far.AddRange(totals.Reasons(o, before));
            if (far.Count > 0)
            {
                why[new(o.Section, o.Month)] = BilingualText.Join("\n", far);
            }
        }
    }

    // What is known of each pair, in their order; older years are read for those alone of which nothing newer is known.
    private async Task<IReadOnlyList<PriorValues>> PriorsAsync(List<Observation> ofYear, ILookup<string, Observation> said,
        ReferenceSnapshot reference, CancellationToken cancel)
    {
        var priors = ofYear.Select(o => PriorValuesReader.OfFigure(o, s => said[s], reference.Register)).ToList();
        var alone = ofYear.Zip(priors).Where(x => x.Second.HasNothingBefore && !x.First.Withdraws
                && PriorValuesReader.ExistedLongBefore(x.First, reference.Register))
            .SelectMany(x => PriorValuesReader.SectionsOf(x.First, reference.Register)).ToHashSet(StringComparer.Ordinal);
        if (alone.Count == 0 || await known.NewestBeforeAsync(ofYear[0].Measure, ofYear[0].Month.FiscalYear, alone, cancel)
            is not { Count: > 0 } older)
        {
            return priors;
        }

        var bySection = older.ToLookup(o => o.Section, StringComparer.Ordinal);
        return [.. ofYear.Zip(priors, (o, prior) => prior.HasNothingBefore
            ? PriorValuesReader.OfFigure(o, s => said[s].Concat(bySection[s]), reference.Register) : prior)];
    }

    // Numbers of people, and what gives them away, are told to nobody here: the receipt is a file.
    private static BilingualText Reason(OutlierCheck far, int smallGroup) =>
        MeasureRegistry.Current.Get(far.Measure).IsHeadcount && far.Kind != OutlierCheck.Repeated
            && (far.Value < smallGroup || far.Before < smallGroup)
            ? HoldMessages.FarHeadcount : far.Text;

    // Times mostly come before its month's headcount; people do not change so fast that the month before would mislead.
    private static Observation? Counterpart(IEnumerable<Observation> ofSection, Observation o) =>
        MeasureRegistry.Current.Get(o.Measure).IsTime
            ? ofSection.Where(x => x.Status == FigureStatus.Actual && x.Month <= o.Month).MaxBy(x => x.Month)
            : ofSection.FirstOrDefault(x => x.Status == FigureStatus.Actual && x.Month == o.Month);

    private static bool HasTooManyHours(Observation o, Observation counterpart, int most)
    {
        var (time, headcount) = HeadGroups.Ordered(o, counterpart);
        var of = MeasureRegistry.Current.Get(headcount.Measure);
        var heads = HeadGroups.Sums(headcount, of);
        return HeadGroups.Sums(time, of).Any(g => heads.GetValueOrDefault(g.Key) is > 0 and var people
            && g.Value > most * MinutesPerHour * people);
    }

    private static DropWarning Warn(WaitingPair pair, ReferenceSnapshot reference) => new(
        null, null, DropWarning.WaitsCode,
        HoldMessages.Waits(pair.Section, reference.Register.Newest(pair.Section)?.Name ?? "", pair.Month, pair.Text),
        pair.Section, pair.Month);
}
