using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Reads from the ledger what a submission is compared with. Two partitions for each measure, however many years there are, and a third one
/// for what changes a value that holds.
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
        var figures = await Task.WhenAll(observations.Where(o => o.Initiative is null).Select(o => (o.Measure, o.Month.FiscalYear))
            .Distinct()
            .Select(async k => (Key: k, Said: await YearsAsync(k.Measure, k.FiscalYear, cancel))));
        var ofFigures = figures.ToDictionary(f => f.Key, f => (Said: f.Said.ToLookup(o => o.Section, StringComparer.Ordinal),
            Peers: new PeerValues(f.Said)));
        var ofInitiatives = await initiatives;
        List<PriorValues> known = [.. observations.Select(o => o.Initiative is null
            ? OfFigure(o, s => ofFigures[(o.Measure, o.Month.FiscalYear)].Said[s], register)
                with { Peers = ofFigures[(o.Measure, o.Month.FiscalYear)].Peers }
            : new(ofInitiatives.Holding.GetValueOrDefault(o.Key), ofInitiatives.Waiting.GetValueOrDefault(o.Key), [], null))];
        var later = (await Task.WhenAll(observations.Zip(known).Where(x => x.First.Initiative is null && x.Second.IsChangedBy(x.First))
            .Select(x => (x.First.Measure, Year: x.First.Month.FiscalYear)).Distinct()
            .Select(async k => (Key: k, Said: await YearAfterAsync(k.Measure, k.Year, cancel))))).ToDictionary(k => k.Key, k => k.Said);
        return [.. observations.Zip(known, (o, k) => later.TryGetValue((o.Measure, o.Month.FiscalYear), out var said)
            ? k with { Newest = NewestOf(o.Section, said) ?? k.Newest } : k)];
    }

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
            before?.Said ?? "") { Newest = NewestOf(o.Section, ofThem) };
    }

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
