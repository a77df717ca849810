using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>Times and headcounts of one topic by the groups of people that headcounts tell apart. Pure.</summary>
internal static class HeadGroups
{
    /// <summary>The measure of its topic that a measure is divided by, or that it divides; null where nothing is divided.</summary>
    public static Measure? CounterpartOf(Measure measure)
    {
        var headcount = MeasureRegistry.Current.HeadcountOf(measure.Topic);
        return headcount is null ? null : measure.IsTime ? headcount
            : measure.IsHeadcount ? MeasureRegistry.Current.OfTopic(measure.Topic).FirstOrDefault(m => m.IsTime) : null;
    }

    /// <summary>The times, and the headcount.</summary>
    public static (Observation Time, Observation Headcount) Ordered(Observation one, Observation other) =>
        MeasureRegistry.Current.Get(one.Measure).IsHeadcount ? (other, one) : (one, other);

    /// <summary>What an entry says of each group, other dimensions added up.</summary>
    /// <param name="o">Times or people.</param>
    /// <param name="headcount">The measure whose dimensions tell groups apart.</param>
    public static Dictionary<Dimensions, long> Sums(Observation o, Measure headcount)
    {
        var (job, pattern, reason) = (Has(DimensionColumn.JobClass), Has(DimensionColumn.WorkPattern), Has(DimensionColumn.Reason));
        return o.Cells.GroupBy(c => new Dimensions(job ? c.Dimensions.JobClass : "", pattern ? c.Dimensions.WorkPattern : "",
            reason ? c.Dimensions.Reason : "")).ToDictionary(g => g.Key, g => g.Sum(c => c.Value));

        bool Has(DimensionColumn column) => headcount.In(column) is not null;
    }
}
