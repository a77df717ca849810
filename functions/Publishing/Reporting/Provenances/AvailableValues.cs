using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>The published values of a fiscal year on one basis.</summary>
public sealed record AvailableYear(FiscalYear Year, IReadOnlyList<PublishedIndicator> Values);

/// <summary>Says which values there are, for whoever asked for one that there is not.</summary>
public sealed class AvailableValues(TopicYearStore years, PublishedIndicators published)
{
    // More years than a screen shows would not help anybody to find a value.
    private const int MaxYears = 10;

    /// <summary>The newest fiscal years of an indicator with their values on a basis.</summary>
    public async Task<IReadOnlyList<AvailableYear>> OfAsync(Indicator indicator, Basis basis, CancellationToken cancel)
    {
        var known = (await years.ListAsync(indicator.Topic, cancel)).Select(s => s.TopicYear.Year).OrderDescending().Take(MaxYears);
        return [.. (await Task.WhenAll(known.Select(async y =>
            new AvailableYear(y, [.. (await published.OfIndicatorAsync(indicator.Id, y, cancel))
                .Where(v => v.Basis == ProvenanceCodes.Of(basis))]))))
            .Where(y => y.Values.Count > 0)];
    }

    /// <summary>The months of a fiscal year of which there are values on a basis and status.</summary>
    public async Task<IReadOnlyList<string>> MonthsAsync(ValueQuery query, CancellationToken cancel) =>
        [.. (await published.OfIndicatorAsync(query.Indicator.Id, query.Month.FiscalYear, cancel))
            .Where(v => v.Basis == ProvenanceCodes.Of(query.Basis) && v.Status == ProvenanceCodes.Of(query.Status)).Select(v => v.Month)];
}
