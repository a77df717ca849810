using System.Globalization;
using SmartToyonaka.Calendar;
using SmartToyonaka.Closings;
using SmartToyonaka.Figures;
using SmartToyonaka.Indicators;
using SmartToyonaka.Ledger;
using SmartToyonaka.Reference;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Publishing;

/// <summary>One value as HTTP clients see it: a row of <c>factindicator</c> with nulls where there is nothing.</summary>
public sealed record PublishedIndicator(
    string Indicator, string Basis, string Status, int FiscalYear, string Month, double? Value, string Text, double? Numerator, double? Denominator, string Unit,
    double? Target, bool? TargetMet, bool IsHeadline, string Reason, string ReasonCode, long UnitsReported, long UnitsExpected, bool IsFinal, string AsOf, string RulesVersion)
{
    public static PublishedIndicator From(Row r) => new(
        r.Text("indicatorid"), r.Text("basis"), r.Text("status"), r.Int("fiscalyear"), FiscalMonth.FromKey(r.Int("monthkey")).ToString(),
        r.Flag("hasvalue") ? r.Double("value") : null, r.Text("text"),
        r.Flag("hasnumerator") ? r.Double("numerator") : null, r.Flag("hasdenominator") ? r.Double("denominator") : null, r.Text("unit"),
        r.Flag("hastarget") ? r.Double("target") : null, r.Flag("hastarget") ? r.Flag("targetmet") : null, r.Flag("isheadline"),
        r.Text("reason"), r.Text("reasoncode"), r.Long("unitsreported"), r.Long("unitsexpected"), r.Flag("isfinal"),
        r.Time("asof").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), r.Text("rulesversion"));
}

/// <summary>Reads what is published, or answers what would have been published from what had been received by a day.</summary>
public sealed class PublishedIndicators(
    StorageAccount storage, LedgerStore ledger, ReferenceData referenceData, TopicYearStore years, ClosingActStore closingActs, TimeProvider clock)
{
    private readonly TableStore table = storage.Table(TableNames.FactIndicator);

    /// <summary>All values of a fiscal year, in the catalogue's order.</summary>
    public async Task<IReadOnlyList<PublishedIndicator>> OfYearAsync(FiscalYear year, CancellationToken cancel)
    {
        var catalogue = (await referenceData.GetAsync(cancel)).Catalogue;
        var partitions = await Task.WhenAll(catalogue.Indicators.Select(i => table.ListAsync(IndicatorRows.Partition(i.Id, year), cancel: cancel)));
        return InOrder(catalogue, partitions.SelectMany(p => p));
    }

    /// <summary>All values of a fiscal year as they would have been with what had been received by an instant; computed from the ledger.</summary>
    public async Task<IReadOnlyList<PublishedIndicator>> AsReceivedByAsync(FiscalYear year, DateTimeOffset receivedBy, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var closed = (await closingActs.ReadAsync(year, cancel)).AsOf(receivedBy);
        var topics = await Task.WhenAll(reference.Catalogue.Indicators.Select(i => i.Topic).Distinct().Select(async topic =>
        {
            var figures = await FiguresAsync(topic, year, receivedBy, reference, cancel);
            return figures.Current.Count == 0 ? [] : IndicatorCalculator.Compute(reference.Catalogue, topic, figures);
        }));
        var values = topics.SelectMany(t => t).ToLookup(v => v.Indicator);
        return InOrder(reference.Catalogue, reference.Catalogue.Indicators.SelectMany(i => values[i.Id])
            .Select(v => IndicatorRows.From(reference.Catalogue, v, closed, clock.GetUtcNow())));
    }

    /// <summary>The values, on their headline basis, that draw on some observations.</summary>
    public async Task<IReadOnlyList<PublishedIndicator>> FedByAsync(IReadOnlyList<Observation> observations, CancellationToken cancel)
    {
        var catalogue = (await referenceData.GetAsync(cancel)).Catalogue;
        var keys = observations.SelectMany(o => catalogue.Indicators.Where(i => i.Formula.Measure == o.Measure).Select(i => (
            Partition: IndicatorRows.Partition(i.Id, o.Month.FiscalYear),
            Key: string.Create(CultureInfo.InvariantCulture, $"{IndicatorRows.Text(i.HeadlineBasis)}|{IndicatorRows.Text(o.Status)}|{o.Month.Key}")))).Distinct();
        var rows = await Task.WhenAll(keys.Select(k => table.GetAsync(k.Partition, k.Key, cancel)));
        return [.. rows.OfType<Row>().Select(PublishedIndicator.From)];
    }

    /// <summary>By indicator and basis as the catalogue has them, by month, actual before planned: the same wherever the values come from.</summary>
    private static IReadOnlyList<PublishedIndicator> InOrder(Catalogue catalogue, IEnumerable<Row> rows)
    {
        var order = catalogue.Indicators.SelectMany(i => i.Bases.Select(b => (i.Id, IndicatorRows.Text(b)))).Select((key, at) => (key, at)).ToDictionary(x => x.key, x => x.at);
        return [.. rows.Select(PublishedIndicator.From)
            .OrderBy(v => order.GetValueOrDefault((v.Indicator, v.Basis), int.MaxValue)).ThenBy(v => v.Month, StringComparer.Ordinal).ThenBy(v => v.Status, StringComparer.Ordinal)];
    }

    private async Task<YearFigures> FiguresAsync(string topic, FiscalYear year, DateTimeOffset receivedBy, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = Measures.OfTopic(topic).ToList();

        // What earlier years handed on is kept as it is now, not as it was then, so those years are read again.
        var earlier = (await years.ListAsync(topic, cancel)).Select(s => s.TopicYear.Year).Where(y => y.Value < year.Value).ToList();
        var current = await HeldAsync(year);
        var compared = reference.Catalogue.ComparesWithBaseYear(topic) && year != reference.Catalogue.BaseYear ? await HeldAsync(reference.Catalogue.BaseYear) : [];
        IReadOnlyList<Observation> opening = [];
        foreach (var y in measures.Any(m => m.DropFolder is null) ? earlier : [])
        {
            var held = await HeldAsync(y);
            opening = [.. measures.SelectMany(m => Closing.Of(m, y, reference.Catalogue.Programme, opening, held))];
        }

        return new(year, opening, current, compared, reference.Register);

        async Task<IReadOnlyList<Observation>> HeldAsync(FiscalYear y) =>
            Holding.Of((await Task.WhenAll(measures.Select(m => ledger.ReadYearAsync(m.Id, y, cancel)))).SelectMany(o => o), receivedBy);
    }
}
