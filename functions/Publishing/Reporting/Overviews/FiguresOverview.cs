using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Reporting.Overviews;

/// <summary>One month of an indicator's headline.</summary>
/// <param name="Month">The month of the fiscal year shown.</param>
/// <param name="Actual">What happened; null where nothing was published.</param>
/// <param name="Planned">What was planned; likewise.</param>
/// <param name="Base">The same month of the base year; null where nothing was published of it.</param>
/// <param name="YearBefore">The same month of the year before; null where that is the base year, or nothing was published of it.</param>
public sealed record TrendMonth(FiscalMonth Month, PublishedIndicator? Actual, PublishedIndicator? Planned, PublishedIndicator? Base,
    PublishedIndicator? YearBefore);

/// <summary>An indicator as the report prints it: one value, and how it came to it over the year.</summary>
/// <param name="Indicator">What is shown.</param>
/// <param name="Value">The newest headline value, or, where none could be computed, the newest that says why; null when there is
/// nothing.</param>
/// <param name="SamePeriod">Of the base year, the value of the same month; null where there is none.</param>
/// <param name="Trend">Each month of which there is a value in either year.</param>
public sealed record IndicatorSummary(Indicator Indicator, PublishedIndicator? Value, PublishedIndicator? SamePeriod,
    IReadOnlyList<TrendMonth> Trend)
{
    /// <summary>A newer actual value for which not all have reported yet; null where there is none.</summary>
    public PublishedIndicator? Incomplete { get; init; }

    /// <summary>The value of the same month of the year before; null where that is the base year, or there is none.</summary>
    public PublishedIndicator? YearBefore { get; init; }

    /// <summary>Whether the value meets the target; null where there is no target or no value.</summary>
    public bool? IsMet => Indicator.Target is not null && Value is { Value: not null, TargetMet: { } met } ? met : null;

    /// <summary>True where something was said in the year: what is only carried on from the year before says nothing of it.</summary>
    public bool IsOfYear { get; init; }
}

/// <summary>What a fiscal year shows, in the report's groups.</summary>
/// <param name="Year">The fiscal year.</param>
/// <param name="Years">Those of which there are values, oldest first.</param>
/// <param name="BaseYear">What is compared with.</param>
/// <param name="HasReport">Whether there is an annual report of it: of the programme's years there is.</param>
/// <param name="Groups">The groups of the report with their indicators.</param>
public sealed record YearOverview(FiscalYear Year, IReadOnlyList<FiscalYear> Years, FiscalYear BaseYear, bool HasReport,
    IReadOnlyList<(IndicatorGroup Group, IReadOnlyList<IndicatorSummary> Figures)> Groups)
{
    /// <summary>A newer fiscal year that has begun; null where there is none.</summary>
    public FiscalYear? Begun { get; init; }

    /// <summary>When a value of the year last changed; null where nothing is published.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The indicators of all groups.</summary>
    public IReadOnlyList<IndicatorSummary> Figures => [.. Groups.SelectMany(g => g.Figures)];
}

/// <summary>Reads what the figures' page shows: published rows, or what they would have been on a day before.</summary>
public sealed class FiguresOverview(PublishedIndicators published, ComputedYears computed, ReferenceData referenceData)
{
    /// <summary>
    /// A fiscal year; the newest of which there are actual values when none is asked for, null when there is none at all.
    /// </summary>
    /// <param name="asked">The fiscal year; null for the newest.</param>
    /// <param name="receivedBy">Answers from what had been received by then; null for now.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<(YearOverview? Shown, IReadOnlyList<FiscalYear> Years)> OfYearAsync(FiscalYear? asked, DateTimeOffset? receivedBy,
        CancellationToken cancel)
    {
        var years = (await computed.ListAsync(cancel)).Select(t => t.Year).Distinct().Order().ToList();
        var read = new Dictionary<FiscalYear, Task<IReadOnlyList<PublishedIndicator>>>();
        if (asked is { } year)
        {
            return (years.Contains(year) ? await ShowAsync(year, years, ReadAsync, cancel) : null, years);
        }

        YearOverview? any = null;
        FiscalYear? begun = null;
        foreach (var newest in years.OrderDescending())
        {
            var shown = await ShowAsync(newest, years, ReadAsync, cancel);
            var figures = shown.Figures;
            if (!figures.Any(f => f.Value is { Value: not null, Status: "actual" } || f.Incomplete is not null))
            {
                // Nothing but plans.
                continue;
            }

            if (figures.Count(f => f.IsOfYear) * 2 > figures.Count(f => f.Value?.Value is not null))
            {
                return (shown with { Begun = begun }, years);
            }

            (any, begun) = (any ?? shown, begun ?? newest);
        }

        return (any, years);

        // A year that is shown is what an earlier one is compared with, and the base year is that of all.
        Task<IReadOnlyList<PublishedIndicator>> ReadAsync(FiscalYear of) => read.TryGetValue(of, out var known) ? known
            : read[of] = receivedBy is { } at ? published.AsReceivedByAsync(of, at, cancel) : published.OfYearAsync(of, cancel);
    }

    /// <summary>
    /// Of an indicator's rows the one that speaks of the latest state for which all have reported; a plan only where nothing actual is as
    /// late, an incomplete one only where there is neither, and one that could not be computed only where no other could.
    /// </summary>
    public static PublishedIndicator? Headline(IEnumerable<PublishedIndicator> ofIndicator) => ofIndicator.Where(v => v.IsHeadline)
        .OrderByDescending(v => v.Value is not null)
        .ThenByDescending(v => v.Status == "planned" || v.IsComplete)
        .ThenByDescending(v => v.AsOf, StringComparer.Ordinal)
        .ThenBy(v => v.Status, StringComparer.Ordinal)
        .ThenByDescending(v => v.Month, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The newest actual value for which some have reported and others have not, where it is newer than the headline.</summary>
    public static PublishedIndicator? Incomplete(IEnumerable<PublishedIndicator> ofIndicator, PublishedIndicator? headline) =>
        headline is null ? null : ofIndicator
        .Where(v => v is { IsHeadline: true, Value: not null, Status: "actual", UnitsReported: > 0 } && !v.IsComplete
            && string.CompareOrdinal(v.Month, headline.Status == "actual" ? headline.Month : "") > 0 && v != headline)
        .MaxBy(v => v.Month, StringComparer.Ordinal);

    private async Task<YearOverview> ShowAsync(FiscalYear year, IReadOnlyList<FiscalYear> years,
        Func<FiscalYear, Task<IReadOnlyList<PublishedIndicator>>> readAsync, CancellationToken cancel)
    {
        var catalogue = (await referenceData.GetAsync(cancel)).Catalogue;
        var indicators = catalogue.IndicatorsIn(year).ToList();
        var baseYear = catalogue.BaseYear;
        var before = new FiscalYear(year.Value - 1);
        var reading = readAsync(year);
        var readingBefore = before != baseYear && years.Contains(before) ? readAsync(before) : null;
        var ofBase = Headlines(year == baseYear ? [] : await readAsync(baseYear));
        var ofBefore = Headlines(readingBefore is null ? [] : await readingBefore);
        var all = await reading;
        var values = all.ToLookup(v => v.Indicator);
        return new(year, years, baseYear, year.Value >= catalogue.ProgrammeFirstFiscalYear, [.. catalogue.Groups.Select(g =>
            (g, (IReadOnlyList<IndicatorSummary>)[.. indicators.Where(i => i.Group == g.Id)
                .Select(i => Show(i, year, [.. values[i.Id]], m => ofBase.GetValueOrDefault((i.Id, InYear(m, baseYear))),
                    m => ofBefore.GetValueOrDefault((i.Id, InYear(m, before)))))]))])
        {
            ChangedAt = all.Count == 0 ? null : all.Max(v => v.ComputedAt),
        };
    }

    private static Dictionary<(string Indicator, string Month), PublishedIndicator> Headlines(IReadOnlyList<PublishedIndicator> values) =>
        values.Where(v => v.IsHeadline && v.Status == "actual").ToDictionary(v => (v.Indicator, v.Month));

    private static string InYear(FiscalMonth month, FiscalYear year) =>
        month.AddMonths(-12 * (month.FiscalYear.Value - year.Value)).ToString();

    private static IndicatorSummary Show(Indicator indicator, FiscalYear year, IReadOnlyList<PublishedIndicator> values,
        Func<FiscalMonth, PublishedIndicator?> ofBase, Func<FiscalMonth, PublishedIndicator?> ofBefore)
    {
        var headlines = values.Where(v => v.IsHeadline).ToLookup(v => v.Month, StringComparer.Ordinal);
        var value = Headline(values);
        FiscalMonth? month = value is not null && FiscalMonth.TryParseIso(value.Month, out var own) ? own : null;
        return new(indicator, value, month is { } at ? ofBase(at) : null, [.. year.Months
            .Select(m => new TrendMonth(m, One(m, "actual"), One(m, "planned"), ofBase(m), ofBefore(m)))
            .Where(t => t.Actual is not null || t.Planned is not null)])
        {
            Incomplete = Incomplete(values, value),
            YearBefore = month is { } same ? ofBefore(same) : null,
            IsOfYear = IsSaidIn(year, indicator, values),
        };

        // A sum since the programme began is there from the first day: whether the year adds to it tells its own sum.
        static bool IsSaidIn(FiscalYear year, Indicator indicator, IReadOnlyList<PublishedIndicator> values)
        {
            var basis = indicator.HeadlineBasis == Basis.Programme && indicator.Bases.Contains(Basis.Ytd) ? Basis.Ytd
                : indicator.HeadlineBasis;
            return values.Any(v => v.Basis == IndicatorRows.Text(basis) && v is { Value: { } value, Status: "actual" }
                && (basis != Basis.Ytd || indicator.HeadlineBasis == Basis.Ytd || value != 0)
                    && string.CompareOrdinal(v.AsOf, year.First.ToString()) > 0);
        }

        PublishedIndicator? One(FiscalMonth month, string status) => headlines[month.ToString()].FirstOrDefault(v => v.Status == status);
    }
}
