using System.Globalization;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>One value as HTTP clients see it: a row of <c>factindicator</c> with nulls where there is nothing.</summary>
public sealed record PublishedIndicator(
    string Indicator, string Basis, string Status, int FiscalYear, string Month, double? Value, string Text, double? Numerator,
        double? Denominator, string Unit,
    double? Target, bool? TargetMet, bool IsHeadline, string Reason, string ReasonCode, long UnitsReported, long UnitsExpected,
        bool IsFinal, string AsOf, bool Carried, long HeldValues, string RulesVersion)
{
    /// <summary>True where all who owe it have reported for that very month.</summary>
    [JsonIgnore]
    public bool IsComplete => UnitsReported >= UnitsExpected && !Carried;

    /// <summary>When it last changed.</summary>
    [JsonIgnore]
    public DateTimeOffset ComputedAt { get; init; }

    public static PublishedIndicator From(Row r) => new(
        r.Text("indicatorid"), r.Text("basis"), r.Text("status"), r.Int("fiscalyear"), FiscalMonth.FromKey(r.Int("monthkey")).ToString(),
        r.Flag("hasvalue") ? r.Double("value") : null, r.Text("text"),
        r.Flag("hasnumerator") ? r.Double("numerator") : null, r.Flag("hasdenominator") ? r.Double("denominator") : null, r.Text("unit"),
        r.Flag("hastarget") ? r.Double("target") : null, r.Flag("hastarget") ? r.Flag("targetmet") : null, r.Flag("isheadline"),
        r.Text("reason"), r.Text("reasoncode"), r.Long("unitsreported"), r.Long("unitsexpected"), r.Flag("isfinal"),
        r.Time("asof").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), r.Flag("carried"), r.Long("heldvalues"),
            r.Text("rulesversion"))
    {
        ComputedAt = r.Time("computedat"),
    };
}

/// <summary>Reads what is published, or answers what would have been published from what had been received by a day.</summary>
public sealed class PublishedIndicators(
    StorageAccount storage, YearFiguresReader reader, ReferenceData referenceData, PeriodChangeStore periodChanges, ComputedYears computed,
    TimeProvider clock)
{
    private readonly TableStore table = storage.Table(TableNames.FactIndicator);

    /// <summary>All values of a fiscal year, in the catalogue's order.</summary>
    public async Task<IReadOnlyList<PublishedIndicator>> OfYearAsync(FiscalYear year, CancellationToken cancel)
    {
        var catalogue = (await referenceData.GetAsync(cancel)).Catalogue;
        var partitions = await Task.WhenAll(catalogue.Indicators.Select(i =>
            table.ListAsync(IndicatorRows.Partition(i.Id, year), cancel: cancel)));
        return InOrder(catalogue, partitions.SelectMany(p => p));
    }

    /// <summary>All values of one indicator in a fiscal year, in the same order.</summary>
    public async Task<IReadOnlyList<PublishedIndicator>> OfIndicatorAsync(string indicator, FiscalYear year, CancellationToken cancel) =>
        InOrder((await referenceData.GetAsync(cancel)).Catalogue,
            await table.ListAsync(IndicatorRows.Partition(indicator, year), cancel: cancel));

    /// <summary>One value as it is published and when it was computed; null when there is none.</summary>
    public async Task<(PublishedIndicator Value, DateTimeOffset ComputedAt)?> FindAsync(string indicator, Basis basis,
        FigureStatus status, FiscalMonth month, CancellationToken cancel) =>
        await table.GetAsync(IndicatorRows.Partition(indicator, month.FiscalYear), IndicatorRows.Key(basis, status, month), cancel)
            is { } row
            ? (PublishedIndicator.From(row), row.Time("computedat"))
            : null;

    /// <summary>
    /// All values of a fiscal year as they would have been with what had been received by an instant; computed from the ledger.
    /// </summary>
    public Task<IReadOnlyList<PublishedIndicator>> AsReceivedByAsync(FiscalYear year, DateTimeOffset receivedBy,
        CancellationToken cancel) => AsReceivedByAsync(year, receivedBy, null, cancel);

    /// <summary>The same of some topics; of all, where null names none.</summary>
    public async Task<IReadOnlyList<PublishedIndicator>> AsReceivedByAsync(FiscalYear year, DateTimeOffset receivedBy,
        IReadOnlySet<string>? only, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var opened = (await computed.OfYearAsync(year, cancel)).Select(t => t.Topic).ToHashSet(StringComparer.Ordinal);
        var closed = (await periodChanges.ReadAsync(year, cancel)).AsOf(receivedBy);
        var topics = await Task.WhenAll(reference.Catalogue.Indicators.Select(i => i.Topic).Distinct()
            .Where(t => only?.Contains(t) != false).Select(async topic =>
        {
            var figures = (await reader.AsReceivedByAsync(topic, year, receivedBy, reference, cancel)).Figures;

            // Of a year in which nothing was said yet there is what is carried into it, once it was opened.
            var all = figures.AcrossTopics ?? figures;
            return all.Current.Count == 0 && (all.Opening.Count == 0 || !opened.Contains(topic)) ? []
                : IndicatorCalculator.Compute(reference.Catalogue, topic, figures);
        }));
        var values = topics.SelectMany(t => t).ToLookup(v => v.Indicator);
        return InOrder(reference.Catalogue, reference.Catalogue.Indicators.SelectMany(i => values[i.Id])
            .Select(v => IndicatorRows.From(reference.Catalogue, v, closed, clock.GetUtcNow())));
    }

    /// <summary>The values, on their headline basis, that draw on some observations.</summary>
    public async Task<IReadOnlyList<PublishedIndicator>> FedByAsync(IReadOnlyList<Observation> observations, CancellationToken cancel)
    {
        var catalogue = (await referenceData.GetAsync(cancel)).Catalogue;
        var keys = observations.SelectMany(o => catalogue.Indicators
            .Where(i => catalogue.MeasuresOf(i.In(o.Month.FiscalYear)).Contains(o.Measure)).Select(i => (
            Partition: IndicatorRows.Partition(i.Id, o.Month.FiscalYear),
            Key: string.Create(CultureInfo.InvariantCulture,
                $"{IndicatorRows.Text(i.HeadlineBasis)}|{IndicatorRows.Text(o.Status)}|{o.Month.Key}")))).Distinct();
        var rows = await Task.WhenAll(keys.Select(k => table.GetAsync(k.Partition, k.Key, cancel)));
        return [.. rows.OfType<Row>().Select(PublishedIndicator.From)];
    }

    /// <summary>
    /// By indicator and basis as the catalogue has them, by month, actual before planned: the same wherever the values come from.
    /// </summary>
    private static IReadOnlyList<PublishedIndicator> InOrder(Catalogue catalogue, IEnumerable<Row> rows)
    {
        var order = catalogue.Indicators.SelectMany(i => i.Bases.Select(b => (i.Id, IndicatorRows.Text(b)))).Select((key, at) => (key, at))
            .ToDictionary(x => x.key, x => x.at);
        return [.. rows.Select(PublishedIndicator.From)
            .OrderBy(v => order.GetValueOrDefault((v.Indicator, v.Basis), int.MaxValue)).ThenBy(v => v.Month, StringComparer.Ordinal)
                .ThenBy(v => v.Status, StringComparer.Ordinal)];
    }
}
