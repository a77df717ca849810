using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>What a partition of a published table should hold.</summary>
/// <param name="Table">One of <see cref="TableNames.Published"/>.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Rows">All of its rows.</param>
public sealed record PublishedPartition(string Table, string Partition, IReadOnlyList<Row> Rows);

/// <summary>The published rows for given figures. Pure, so that publishing and verifying use the same code.</summary>
public static class PublishedRows
{
    /// <summary>The partitions of a topic and fiscal year.</summary>
    public static IReadOnlyList<PublishedPartition> Of(TopicYear topicYear, YearFigures figures, ClosedMonths closed,
        ReferenceSnapshot reference, DateTimeOffset now)
    {
        var catalogue = reference.Catalogue;
        var values = IndicatorCalculator.Compute(catalogue, topicYear.Topic, figures).ToLookup(v => v.Indicator);
        var ofBureaux = BureauCalculator.Compute(catalogue, topicYear.Topic, figures).ToLookup(v => v.Indicator);
        var withheld = SuppressedGroups.Of(figures.Current, catalogue);
        return
        [
            .. catalogue.OfTopic(topicYear.Topic).Select(i => new PublishedPartition(
                TableNames.FactIndicator, IndicatorRows.Partition(i.Id, topicYear.Year),
                    [.. values[i.Id].Select(v => IndicatorRows.From(catalogue, v, closed, now))])),
            .. catalogue.OfTopic(topicYear.Topic).Where(BureauCalculator.IsByBureau).Select(i => new PublishedPartition(
                TableNames.FactBureau, IndicatorRows.Partition(i.Id, topicYear.Year),
                    [.. ofBureaux[i.Id].Select(v => BureauRows.From(catalogue, v, closed, now))])),
            .. MeasureRegistry.Current.OfTopic(topicYear.Topic).Where(m => m.Kind != MeasureKind.Register)
                .Select(m => new PublishedPartition(
                TableNames.FactFigure, FigureRows.Partition(m.Id, topicYear.Year),
                    [.. figures.Current.Where(o => o.Measure == m.Id).SelectMany(o => FigureRows.Of(o, withheld))])),
        ];
    }

    /// <summary>The initiatives of a topic as they stand at the end of the last fiscal year.</summary>
    public static IEnumerable<PublishedPartition> Initiatives(IEnumerable<Measure> measures, IReadOnlyList<Observation> closing,
        YearFigures figures)
    {
        foreach (var measure in measures)
        {
            var ofMeasure = closing.Where(o => o.Measure == measure.Id);
            var newest = InitiativeEntries.At(figures.Register, ofMeasure, figures.LastMonth).Select(e => e.Timeline[^1])
                .GroupBy(o => (o.Section, InitiativeName.Key(o.Initiative!.Name))).Select(g => g.MaxBy(o => o.Month)!);
            yield return new(TableNames.FactInitiative, measure.Category,
                [.. newest.Select(o => FigureRows.Of(o.Initiative!, o))]);
        }
    }

    /// <summary>What a topic and fiscal year hands on to the next: what holds, and what waits and would be carried on with it.</summary>
    public static IReadOnlyList<Observation> Closing(TopicYear topicYear, YearFigures figures, ReferenceSnapshot reference) =>
        [.. MeasureRegistry.Current.OfTopic(topicYear.Topic).SelectMany(m =>
            SmartToyonaka.Domain.Indicators.CarryForward.Of(m, topicYear.Year, reference.Catalogue.Programme, figures.Opening,
                figures.Current)
                .Concat(SmartToyonaka.Domain.Indicators.CarryForward.Waiting(m, reference.Catalogue.Programme, figures)))];

    /// <summary>True for measures with a carry-forward.</summary>
    public static bool CarriesForward(IEnumerable<Measure> measures) => measures.Any(m => m.IsCarriedForward);
}
