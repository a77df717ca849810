using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>What a fiscal year's values are computed from, with all entries of the partitions that were read.</summary>
/// <param name="Figures">The effective observations.</param>
/// <param name="Said">All entries, also those that were corrected since.</param>
/// <param name="Years">The fiscal years whose partitions were read.</param>
public sealed record YearFiguresResult(YearFigures Figures, IReadOnlyList<Observation> Said, IReadOnlySet<FiscalYear> Years);

/// <summary>
/// Reads from the ledger what a topic's values of a fiscal year are computed from, for answering rather than for publishing.
/// </summary>
public sealed class YearFiguresReader(
    LedgerStore ledger, TopicYearStore years, CarryForwardStore carryForwards, OtherTopicsReader otherTopics, TimeProvider clock)
{
    /// <summary>
    /// The current figures. Of earlier years it reads the carry-forward; for a flow that is added up since the programme began it reads
    /// those years themselves, since the carry-forward is one sum without its sources.
    /// </summary>
    public async Task<YearFiguresResult> NowAsync(string topic, FiscalYear year, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = MeasureRegistry.Current.OfTopic(topic).ToList();
        var earlier = await EarlierAsync(topic, year, measures, cancel);
        if (!measures.Any(m => m.Kind == MeasureKind.Flow))
        {
            var opening = (await carryForwards.ReadOpeningAsync(new(topic, year), earlier, cancel)).Opening;
            return await ReadAsync(measures, topic, year, [], (_, _) => opening, null, reference, cancel);
        }

        var ofProgramme = earlier.Select(s => s.TopicYear.Year).Where(y => y.Value >= reference.Catalogue.ProgrammeFirstFiscalYear)
            .ToList();
        return await ReadAsync(measures, topic, year, ofProgramme, (held, _) =>
            [.. held.SelectMany(h => h.Value).Where(o => o.Status == FigureStatus.Actual)], null, reference, cancel);
    }

    /// <summary>
    /// The figures as of an instant. The carry-forward of earlier years exists only in its current state, so those years are read again.
    /// </summary>
    public async Task<YearFiguresResult> AsReceivedByAsync(string topic, FiscalYear year, DateTimeOffset receivedBy,
        ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = MeasureRegistry.Current.OfTopic(topic).ToList();
        return await ReadAsync(measures, topic, year,
            [.. (await EarlierAsync(topic, year, measures, cancel)).Select(s => s.TopicYear.Year)], HandedOn, receivedBy, reference,
                cancel);

        // For a flow the months are read themselves: the sum would be equal, but without its sources.
        IReadOnlyList<Observation> HandedOn(IReadOnlyList<KeyValuePair<FiscalYear, IReadOnlyList<Observation>>> held, FiscalYear programme)
        {
            IReadOnlyList<Observation> opening = [];
            foreach (var (y, observations) in held)
            {
                opening = [.. measures.SelectMany(m => m.Kind == MeasureKind.Flow
                    ? opening.Concat(observations.Where(o => o.Status == FigureStatus.Actual && o.Month >= programme.First))
                        .Where(o => o.Measure == m.Id)
                    : CarryForward.Of(m, y, programme, opening, observations))];
            }

            return opening;
        }
    }

    // The others are computed year by year, without carry-forward.
    private async Task<IReadOnlyList<TopicYearState>> EarlierAsync(string topic, FiscalYear year, IReadOnlyList<Measure> measures,
        CancellationToken cancel) =>
        measures.Any(m => m.IsCarriedForward)
            ? [.. (await years.ListAsync(topic, cancel)).Where(s => s.TopicYear.Year.Value < year.Value)] : [];

    private async Task<YearFiguresResult> ReadAsync(
        IReadOnlyList<Measure> measures, string topic, FiscalYear year, IReadOnlyList<FiscalYear> earlier,
        Func<IReadOnlyList<KeyValuePair<FiscalYear, IReadOnlyList<Observation>>>, FiscalYear, IReadOnlyList<Observation>> opening,
        DateTimeOffset? receivedBy, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var compared = reference.Catalogue.YearsComparedWith(topic, year);
        var read = earlier.Append(year).Concat(compared).Distinct().ToList();
        var said = (await Task.WhenAll(read.SelectMany(y =>
            measures.Select(async m => (Year: y, Said: await ledger.ReadYearAsync(m.Id, y, cancel))))))
            .SelectMany(x => x.Said.Where(o => receivedBy is null || o.ReceivedAt <= receivedBy)).ToList();
        var (held, waiting) = (EffectiveObservations.Of(said).ToLookup(o => o.Month.FiscalYear), EffectiveObservations.Waiting(said)
            .ToLookup(o => o.Month.FiscalYear));
        var ofEarlier = earlier.Select(y => KeyValuePair.Create(y, (IReadOnlyList<Observation>)[.. held[y]])).ToList();
        var handedOn = opening(ofEarlier, reference.Catalogue.Programme);
        var elsewhere = await otherTopics.ReceivedByAsync(new(topic, year), receivedBy, reference, cancel);
        var figures = new YearFigures(year,
            [.. handedOn, .. earlier.SelectMany(y => waiting[y]).Where(o => o.Status == FigureStatus.Actual)],
            [.. held[year]], [.. compared.SelectMany(y => held[y])], reference.Register)
        {
            Waiting = [.. waiting[year]],
            WaitingOfBaseYear = [.. compared.SelectMany(y => waiting[y])],
            HasBegun = year.HasBegun(receivedBy ?? clock.GetUtcNow()),
            Owners = new(reference.Catalogue, reference.Register),
        };
        return new(elsewhere.BesideOf(figures), said, read.ToHashSet());
    }
}
