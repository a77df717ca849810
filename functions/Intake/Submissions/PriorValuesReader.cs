using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Reads from the ledger what a submission is compared with: in one query for each measure what its section said in its fiscal year, the
/// one before and the one after. Older years and other sections are read only where those leave nothing to compare it with, or something
/// to doubt.
/// </summary>
public sealed class PriorValuesReader(LedgerStore ledger, PeerValuesReader peers)
{
    // Months before have no month a year before them that the program knows.
    private static readonly FiscalMonth Earliest = new(1901, 4);

    // No year after it can be named.
    private const int LastYear = 2198;

    private const int YearsBack = 10;

    /// <summary>What is known of each observation, in their order.</summary>
    public async Task<IReadOnlyList<PriorValues>> ReadAsync(IReadOnlyList<Observation> observations, Register register, CheckRules checks,
        CancellationToken cancel)
    {
        var initiatives = InitiativesAsync(observations, cancel);
        var figures = await Task.WhenAll(observations.Select(async o =>
            o.Initiative is null ? await OfFigureAsync(o, register, checks, cancel) : null));
        var ofInitiatives = await initiatives;
        return [.. observations.Zip(figures, (o, figure) => figure
            ?? new(ofInitiatives.Holding.GetValueOrDefault(o.Key), ofInitiatives.Waiting.GetValueOrDefault(o.Key), [], null))];
    }

    private async Task<PriorValues> OfFigureAsync(Observation o, Register register, CheckRules checks, CancellationToken cancel)
    {
        var (year, sections) = (o.Month.FiscalYear.Value, SectionsOf(o, register));
        var said = await ledger.ListYearsAsync(o.Measure, new(year - 1), new(year + 1), sections, cancel);
        var known = OfFigure(o, By(said), register);
        if (known.HasNothingBefore)
        {
            // Both are read at once, though what is older may make the others needless: it is a section's first value in years.
            var others = PeersAsync();
            var older = ExistedLongBefore(o, register) ? await NewestBeforeAsync(o.Measure, o.Month.FiscalYear, sections, cancel) : [];
            return OfFigure(o, By([.. said, .. older]), register) with { Peers = await others };
        }

        return ValueChecks.NeedsPeers(o, known, checks) ? known with { Peers = await PeersAsync() } : known;

        Task<PeerValues> PeersAsync() => peers.ReadAsync(o.Measure, o.Month.FiscalYear, cancel);

        static Func<string, IEnumerable<Observation>> By(IEnumerable<Observation> said)
        {
            var bySection = said.ToLookup(s => s.Section, StringComparer.Ordinal);
            return s => bySection[s];
        }
    }

    /// <summary>
    /// The newest actual value of each of some sections in the years before the two that are read of every figure; in one query.
    /// </summary>
    public async Task<IReadOnlyList<Observation>> NewestBeforeAsync(string measure, FiscalYear year, IReadOnlySet<string> sections,
        CancellationToken cancel)
    {
        var newest = new Dictionary<string, Observation>(StringComparer.Ordinal);
        var ofOne = new List<Observation>();
        await foreach (var entry in ledger.ReadYearsAsync(measure, new(year.Value - YearsBack), new(year.Value - 2), sections, cancel))
        {
            // Entries of one key come one after the other, and months in their order.
            if (ofOne.Count > 0 && ofOne[0].Key != entry.Key)
            {
                Take();
            }

            ofOne.Add(entry);
        }

        Take();
        return [.. newest.Values];

        void Take()
        {
            foreach (var said in EffectiveObservations.Of(ofOne).Where(s => s.Status == FigureStatus.Actual))
            {
                newest[said.Section] = said;
            }

            ofOne.Clear();
        }
    }

    /// <summary>False for a section, with all whose work it does, that began after the years of <see cref="NewestBeforeAsync"/>.</summary>
    public static bool ExistedLongBefore(Observation o, Register register) => register.Get(o.Section, o.Month) is not { } section
        || register.Lineage.Ancestors(section).Append(section).Any(s => s.From.FiscalYear.Value <= o.Month.FiscalYear.Value - 2);

    /// <summary>The section and those whose work it does.</summary>
    public static IReadOnlySet<string> SectionsOf(Observation o, Register register) => register.Get(o.Section, o.Month) is { } section
        ? register.Lineage.Ancestors(section).Select(s => s.Code).Append(o.Section).ToHashSet(StringComparer.Ordinal)
        : new HashSet<string>(StringComparer.Ordinal) { o.Section };

    /// <summary>Everything that was said of a measure in the fiscal year after one.</summary>
    public async Task<IReadOnlyList<Observation>> YearAfterAsync(string measure, FiscalYear year, CancellationToken cancel) =>
        year.Value + 1 > LastYear ? [] : await ledger.ReadYearAsync(measure, new(year.Value + 1), cancel);

    /// <summary>The newest month of which a section's actual value holds among some entries; null for none.</summary>
    public static FiscalMonth? NewestOf(string section, IEnumerable<Observation> said) =>
        EffectiveObservations.Of(said.Where(o => o.Section == section && o.Status == FigureStatus.Actual)).Select(o => o.Month)
            .OrderDescending().Select(m => (FiscalMonth?)m).FirstOrDefault();

    /// <summary>What is known of a figure. Pure.</summary>
    /// <param name="o">The figure.</param>
    /// <param name="saidBy">
    /// Everything that a section said of its measure in its fiscal year, the one before and the one after, and its newest value before
    /// them; less where less was read.
    /// </param>
    /// <param name="register">Whose work the section does.</param>
    public static PriorValues OfFigure(Observation o, Func<string, IEnumerable<Observation>> saidBy, Register register)
    {
        var before = o.Month < Earliest ? null : PriorYear.Of(register, o.Section, o.Month);
        var ofThem = SectionsOf(o, register).SelectMany(saidBy).ToList();
        var holding = EffectiveObservations.Of(ofThem);
        var own = holding.Where(h => h.Section == o.Section && h.Status == FigureStatus.Actual).ToList();
        return new(
            holding.FirstOrDefault(h => h.Key == o.Key),
            EffectiveObservations.Waiting(ofThem).FirstOrDefault(w => w.Key == o.Key),
            before?.Sum(o.Measure, holding) is { } year ? [year] : [],
            own.Where(h => h.Month < o.Month || (h.Month == o.Month && o.Status == FigureStatus.Planned)).MaxBy(h => h.Month)
                ?? NewestOfPredecessors(o, holding, register),
            before?.Said ?? "")
        {
            MonthAfter = own.Where(h => h.Month > o.Month).MinBy(h => h.Month),
            Newest = NewestOf(o.Section, ofThem),
            Plans = [.. holding.Where(p => p.Section == o.Section && p.Status == FigureStatus.Planned && p.Month >= o.Month)],
            Repeated = RepeatedBy(o, ofThem.Where(e => e.Key == o.Key).ToList(), holding.FirstOrDefault(h => h.Key == o.Key)),
        };
    }

    private static Observation? NewestOfPredecessors(Observation o, IReadOnlyList<Observation> holding, Register register) =>
        holding.Where(h => h.Section != o.Section && h.Status == FigureStatus.Actual && h.Month < o.Month).Select(h => h.Month).Distinct()
            .OrderDescending().Select(m => PriorYear.Of(register, o.Section, o.Month, m).SumOfAll(o.Measure, holding))
            .FirstOrDefault(s => s is not null);

    // What was taken back in between is said again on purpose.
    private static Observation? RepeatedBy(Observation o, IReadOnlyList<Observation> ofKey, Observation? holding) =>
        holding is null || o.Withdraws || o.SaysTheSameAs(holding) ? null
            : ofKey.Where(e => e.State == EntryState.Accepted && e.HandedInAt < holding.HandedInAt && e.SaysTheSameAs(o))
                .MaxBy(e => e.HandedInAt);

    /// <summary>Everything that was said of a measure in a fiscal year and the one before.</summary>
    public async Task<IReadOnlyList<Observation>> YearsAsync(string measure, FiscalYear year, CancellationToken cancel)
    {
        var now = ledger.ReadYearAsync(measure, year, cancel);
        return year.First < Earliest ? await now : [.. await ledger.ReadYearAsync(measure, new(year.Value - 1), cancel), .. await now];
    }

    private async Task<(Dictionary<ObservationKey, Observation> Holding, Dictionary<ObservationKey, Observation> Waiting)> InitiativesAsync(
        IReadOnlyList<Observation> observations, CancellationToken cancel)
    {
        var said = (await Task.WhenAll(observations.Where(o => o.Initiative is not null)
            .Select(o => (o.Measure, o.Section, o.Month, o.Status)).Distinct()
            .Select(k => ledger.ReadMonthAsync(k.Measure, k.Section, k.Month, k.Status, cancel)))).SelectMany(s => s).ToList();
        return (EffectiveObservations.Of(said).ToDictionary(o => o.Key), EffectiveObservations.Waiting(said).ToDictionary(o => o.Key));
    }
}
