using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Reads from the ledger what a submission is compared with. Three partitions for each measure, however many years there are: its fiscal
/// year, the one before, and the one after, which tells whether a value is settled.
/// </summary>
public sealed class PriorValuesReader(LedgerStore ledger)
{
    // Months before have no month a year before them that the program knows.
    private static readonly FiscalMonth Earliest = new(1901, 4);

    // No year after it can be named.
    private const int LastYear = 2198;

    /// <summary>What is known of each observation, in their order.</summary>
    public async Task<IReadOnlyList<PriorValues>> ReadAsync(IReadOnlyList<Observation> observations, Register register,
        CancellationToken cancel)
    {
        var initiatives = InitiativesAsync(observations, cancel);
        var figures = (await Task.WhenAll(observations.Where(o => o.Initiative is null).Select(o => (o.Measure, o.Month.FiscalYear))
            .Distinct().Select(async k => (Key: k, Said: await EntriesAsync(k.Measure, k.FiscalYear, cancel)))))
            .ToDictionary(f => f.Key, f => f.Said);
        var ofInitiatives = await initiatives;
        return [.. observations.Select(o => o.Initiative is null
            ? OfFigure(o, figures[(o.Measure, o.Month.FiscalYear)], register)
            : new(ofInitiatives.Holding.GetValueOrDefault(o.Key), ofInitiatives.Waiting.GetValueOrDefault(o.Key), [], null))];
    }

    private static PriorValues OfFigure(Observation o, Entries entries, Register register)
    {
        var known = OfFigure(o, s => entries.BySection[s], register);
        return known with
        {
            Newest = NewestOf(o.Section, entries.Later[o.Section]) ?? known.Newest,
            Peers = entries.Peers,
            Plans = [.. EffectiveObservations.Of(entries.BySection[o.Section].Concat(entries.Later[o.Section]))
                .Where(p => p.Status == FigureStatus.Planned && p.Month >= o.Month)],
        };
    }

    private async Task<Entries> EntriesAsync(string measure, FiscalYear year, CancellationToken cancel)
    {
        var later = YearAfterAsync(measure, year, cancel);
        var said = await YearsAsync(measure, year, cancel);
        return new(said.ToLookup(o => o.Section, StringComparer.Ordinal),
            (await later).ToLookup(o => o.Section, StringComparer.Ordinal), new PeerValues(said));
    }

    // What was said of a measure in a fiscal year and the one before, and in the one after.
    private sealed record Entries(ILookup<string, Observation> BySection, ILookup<string, Observation> Later, PeerValues Peers);

    /// <summary>Everything that was said of a measure in the fiscal year after one.</summary>
    public async Task<IReadOnlyList<Observation>> YearAfterAsync(string measure, FiscalYear year, CancellationToken cancel) =>
        year.Value + 1 > LastYear ? [] : await ledger.ReadYearAsync(measure, new(year.Value + 1), cancel);

    /// <summary>The newest month of which a section's actual value holds among some entries; null for none.</summary>
    public static FiscalMonth? NewestOf(string section, IEnumerable<Observation> said) =>
        EffectiveObservations.Of(said.Where(o => o.Section == section && o.Status == FigureStatus.Actual)).Select(o => o.Month)
            .OrderDescending().Select(m => (FiscalMonth?)m).FirstOrDefault();

    /// <summary>What is known of a figure. Pure.</summary>
    /// <param name="o">The figure.</param>
    /// <param name="saidBy">Everything that a section said of its measure in its fiscal year and the one before.</param>
    /// <param name="register">Whose work the section does.</param>
    public static PriorValues OfFigure(Observation o, Func<string, IEnumerable<Observation>> saidBy, Register register)
    {
        var before = o.Month < Earliest ? null : PriorYear.Of(register, o.Section, o.Month);
        var ofThem = (before?.Sections ?? []).Append(o.Section).Distinct().SelectMany(saidBy).ToList();
        var holding = EffectiveObservations.Of(ofThem);
        return new(
            holding.FirstOrDefault(h => h.Key == o.Key),
            EffectiveObservations.Waiting(ofThem).FirstOrDefault(w => w.Key == o.Key),
            before?.Sum(o.Measure, holding) is { } year ? [year] : [],
            holding.Where(h => h.Section == o.Section && h.Status == FigureStatus.Actual
                && (h.Month < o.Month || (h.Month == o.Month && o.Status == FigureStatus.Planned))).MaxBy(h => h.Month),
            before?.Said ?? "")
        {
            Newest = NewestOf(o.Section, ofThem),
            Repeated = RepeatedBy(o, ofThem.Where(e => e.Key == o.Key).ToList(), holding.FirstOrDefault(h => h.Key == o.Key)),
        };
    }

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
