using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// What a catalogue collects: what it lists, and, where it does not say that this is all, what the program is shipped with.
/// </summary>
internal static class CollectedMeasures
{
    /// <summary>All of it, what a catalogue of an earlier form leaves unsaid included.</summary>
    public static MeasureDefinitions Of(Catalogue c)
    {
        var listed = new MeasureDefinitions(c.Measures, c.Dimensions, c.Statuses);
        return c.OnlyListed ? listed
            : (c.Terms is { } terms ? listed with { Dimensions = [.. WithTerms(terms, c.Dimensions)] } : listed).BesideShipped();
    }

    // An earlier form gives the words of the three columns, and no more.
    private static IEnumerable<Dimension> WithTerms(CatalogueTerms terms, IReadOnlyList<Dimension> listed) =>
        MeasureDefinitions.Shipped.Dimensions.Where(s => listed.All(d => d.Id != s.Id)).Select(s => s with
        {
            Terms = s.Column switch
            {
                DimensionColumn.JobClass => terms.JobClasses,
                DimensionColumn.WorkPattern => terms.WorkPatterns,
                _ => terms.Reasons,
            },
        }).Concat(listed);
}
