using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>What indicators of a topic read of other topics, for one fiscal year.</summary>
/// <param name="Opening">What was handed on there from the years before, with what waits of them.</param>
/// <param name="Current">What holds of the year.</param>
/// <param name="Waiting">What waits of the year.</param>
public sealed record OtherTopics(IReadOnlyList<Observation> Opening, IReadOnlyList<Observation> Current,
    IReadOnlyList<Observation> Waiting)
{
    /// <summary>The names of the carry-forwards that <see cref="Opening"/> is from.</summary>
    public CarryForwardVersions Names { get; init; } = CarryForwardVersions.Nothing;

    /// <summary>Nothing is read elsewhere.</summary>
    public static OtherTopics None { get; } = new([], [], []);

    /// <summary>The topic's own figures, with these beside them for the indicators that need them.</summary>
    public YearFigures BesideOf(YearFigures own) => this == None ? own : own.Beside(own.With(Opening, Current, Waiting));
}

/// <summary>
/// Reads the measures of other topics that indicators of a topic are made from. Most topics have none, and nothing is read for them.
/// </summary>
public sealed class OtherTopicsReader(LedgerStore ledger, TopicYearStore years, CarryForwardStore carryForwards)
{
    /// <summary>The current figures, with the carry-forward of the other topics: the cost does not grow with the years kept.</summary>
    public async Task<OtherTopics> NowAsync(TopicYear topicYear, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var elsewhere = reference.Catalogue.ReadElsewhere(topicYear.Topic);
        if (elsewhere.Count == 0)
        {
            return OtherTopics.None;
        }

        var read = await Task.WhenAll(elsewhere.Select(async topic =>
        {
            var other = new TopicYear(topic.Key, topicYear.Year);
            var measures = topic.ToDictionary(m => m.Id, StringComparer.Ordinal);
            var said = Task.WhenAll(measures.Keys.Select(m => ledger.ReadYearAsync(m, topicYear.Year, cancel)));
            var (opening, name) = measures.Values.Any(m => m.IsCarriedForward)
                ? await carryForwards.ReadOpeningAsync(other, await years.ListAsync(topic.Key, cancel), cancel) : ([], "");
            return (Opening: opening.Where(o => measures.ContainsKey(o.Measure)), Said: (await said).SelectMany(s => s).ToList(),
                Name: (topic.Key, name));
        }));
        return Of([.. read.SelectMany(r => r.Opening)], [.. read.SelectMany(r => r.Said)]) with
        {
            Names = CarryForwardVersions.Of(read.Select(r => r.Name)),
        };
    }

    /// <summary>
    /// The figures as of an instant, or now, from the ledger alone: what earlier years hand on is computed from their entries.
    /// </summary>
    public async Task<OtherTopics> ReceivedByAsync(TopicYear topicYear, DateTimeOffset? receivedBy, ReferenceSnapshot reference,
        CancellationToken cancel)
    {
        var elsewhere = reference.Catalogue.ReadElsewhere(topicYear.Topic);
        if (elsewhere.Count == 0)
        {
            return OtherTopics.None;
        }

        var (opening, current) = (new List<Observation>(), new List<Observation>());
        foreach (var topic in elsewhere)
        {
            var earlier = (await years.ListAsync(topic.Key, cancel)).Select(s => s.TopicYear.Year)
                .Where(y => y.Value < topicYear.Year.Value).Order().ToList();
            foreach (var measure in topic)
            {
                current.AddRange(await SaidAsync(measure, topicYear.Year));
                opening.AddRange(await OpeningAsync(measure, earlier));
            }
        }

        return Of(opening, current);

        async Task<IReadOnlyList<Observation>> OpeningAsync(Measure measure, IReadOnlyList<FiscalYear> earlier)
        {
            IReadOnlyList<Observation> handedOn = [];
            foreach (var year in measure.IsCarriedForward ? earlier : [])
            {
                var said = await SaidAsync(measure, year);
                var figures = new YearFigures(year, handedOn, EffectiveObservations.Of(said), [], reference.Register)
                {
                    Waiting = EffectiveObservations.Waiting(said),
                };
                handedOn =
                [
                    .. CarryForward.Of(measure, year, reference.Catalogue.Programme, figures.Opening, figures.Current),
                    .. CarryForward.Waiting(measure, reference.Catalogue.Programme, figures),
                ];
            }

            return handedOn;
        }

        async Task<IReadOnlyList<Observation>> SaidAsync(Measure measure, FiscalYear year) =>
            [.. (await ledger.ReadYearAsync(measure.Id, year, cancel)).Where(o => receivedBy is null || o.ReceivedAt <= receivedBy)];
    }

    private static OtherTopics Of(IReadOnlyList<Observation> opening, IReadOnlyList<Observation> said) =>
        new(opening, EffectiveObservations.Of(said), EffectiveObservations.Waiting(said));
}
