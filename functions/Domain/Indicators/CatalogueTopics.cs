using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// Indicators that are made from measures of more than one topic: each belongs to the topic of its formula's measure, and what it reads of
/// other topics has to compute it again. Pure.
/// </summary>
public static class CatalogueTopics
{
    /// <summary>The measures whose figures are, or once were, in an indicator's values.</summary>
    public static IEnumerable<string> MeasuresOf(this Catalogue catalogue, Indicator indicator) =>
        indicator.Formulas.SelectMany(f => MeasuresOf(catalogue, f, depth: 0)).Distinct();

    /// <summary>True when an indicator is made from measures of several topics.</summary>
    public static bool IsAcrossTopics(this Catalogue catalogue, Indicator indicator) =>
        catalogue.MeasuresOf(indicator).Any(m => catalogue.MeasureSet.Find(m)?.Topic != catalogue.TopicOf(indicator));

    /// <summary>What the indicators of a topic read of others: the measures by their topic.</summary>
    public static ILookup<string, Measure> ReadElsewhere(this Catalogue catalogue, string topic) =>
        catalogue.OfTopic(topic).SelectMany(catalogue.MeasuresOf).Distinct().Select(catalogue.MeasureSet.Find).OfType<Measure>()
            .Where(m => m.Topic != topic).ToLookup(m => m.Topic, StringComparer.Ordinal);

    /// <summary>The topics with indicators that read measures of a topic that is not theirs.</summary>
    public static IReadOnlyList<string> TopicsReading(this Catalogue catalogue, string topic) =>
        [.. catalogue.Indicators.Where(i => catalogue.TopicOf(i) != topic
                && catalogue.MeasuresOf(i).Any(m => catalogue.MeasureSet.Find(m)?.Topic == topic))
            .Select(catalogue.TopicOf).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The measures that an indicator adds up since the programme began.</summary>
    public static IReadOnlySet<string> Cumulated(Catalogue catalogue) => catalogue.Indicators
        .Where(i => i.Bases.Contains(Basis.Programme)).SelectMany(catalogue.MeasuresOf)
        .Where(id => catalogue.MeasureSet.Find(id) is { DropFolder: not null }).ToHashSet(StringComparer.Ordinal);

    // Only sums that are none of sums themselves are checked to be right, so one step is enough.
    private static IEnumerable<string> MeasuresOf(Catalogue catalogue, Formula formula, int depth) => formula.Kind switch
    {
        FormulaKind.SumOfIndicators => depth > 0 ? [] : (formula.Indicators ?? []).Select(catalogue.Find).OfType<Indicator>()
            .SelectMany(i => i.Formulas).SelectMany(f => MeasuresOf(catalogue, f, depth + 1)),
        FormulaKind.PerPerson => WithHeads(catalogue.MeasureSet, formula.Measure),
        FormulaKind.SamePeriodChange when formula.Scope.Length > 0 => WithHeads(catalogue.MeasureSet, formula.Measure),
        _ when formula.DenominatorMeasure.Length > 0 => [formula.Measure, formula.DenominatorMeasure],
        _ => [formula.Measure],
    };

    private static IEnumerable<string> WithHeads(MeasureSet measures, string id) =>
        measures.Find(id) is { } measure && measures.HeadsOf(measure) is { } heads ? [id, heads.Id] : [id];
}
