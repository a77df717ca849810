using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>Reads what a topic and fiscal year is computed from.</summary>
public sealed class TopicYearReader(
    LedgerStore ledger, TopicYearStore years, CarryForwardStore carryForwards, OtherTopicsReader otherTopics, TimeProvider clock)
{
    /// <summary>
    /// The years of the topic, with this one. The year is registered before anything is read for it. So of two years computed at the
    /// same time, either the later one reads the carry-forward of the earlier one, or the earlier one, which lists the years again
    /// after storing it, finds the later one and requests it.
    /// </summary>
    public async Task<IReadOnlyList<TopicYearState>> RegisterAsync(TopicYear topicYear, CancellationToken cancel)
    {
        var known = await years.ListAsync(topicYear.Topic, cancel);
        if (known.Any(s => s.TopicYear == topicYear))
        {
            return known;
        }

        await years.AnnounceAsync(topicYear, cancel);
        return await years.ListAsync(topicYear.Topic, cancel);
    }

    /// <summary>The effective observations, all entries of the year, and the names of the carry-forwards that were read.</summary>
    public async Task<(YearFigures Figures, IReadOnlyList<Observation> Said, string BuiltOn, CarryForwardVersions Elsewhere)> ReadAsync(
        TopicYear topicYear, IReadOnlyList<TopicYearState> known, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = MeasureRegistry.Current.OfTopic(topicYear.Topic).ToList();
        var current = ReadYears([topicYear.Year]);
        var compared = ReadYears(reference.Catalogue.YearsComparedWith(topicYear.Topic, topicYear.Year));
        var opening = PublishedRows.CarriesForward(measures) ? carryForwards.ReadOpeningAsync(topicYear, known, cancel)
            : Task.FromResult<(IReadOnlyList<Observation>, string)>(([], ""));
        var elsewhere = otherTopics.NowAsync(topicYear, reference, cancel);
        var said = await current;
        var (handedOn, builtOn) = await opening;
        var saidInOthers = await compared;
        var figures = new YearFigures(topicYear.Year, handedOn, EffectiveObservations.Of(said), EffectiveObservations.Of(saidInOthers),
            reference.Register)
        {
            Waiting = EffectiveObservations.Waiting(said),
            WaitingOfBaseYear = EffectiveObservations.Waiting(saidInOthers),
            HasBegun = topicYear.Year.HasBegun(clock.GetUtcNow()),
            Owners = new(reference.Catalogue, reference.Register),
        };
        var others = await elsewhere;
        return (others.BesideOf(figures), said, builtOn, others.Names);

        async Task<IReadOnlyList<Observation>> ReadYears(IReadOnlyList<FiscalYear> of) => [.. (await Task.WhenAll(
            of.SelectMany(year => measures.Select(m => ledger.ReadYearAsync(m.Id, year, cancel))))).SelectMany(o => o)];
    }
}
