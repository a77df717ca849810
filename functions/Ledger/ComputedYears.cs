using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>Which topics and fiscal years have been computed, and so have to be computed again when the rules change.</summary>
public sealed class ComputedYears(StorageAccount storage)
{
    private readonly TableStore work = storage.Table(TableNames.Work);

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<TopicYear>> ListAsync(CancellationToken cancel)
    {
        var topics = await Task.WhenAll(MeasureRegistry.Current.All.Select(m => m.Topic).Distinct().Select(async topic =>
            (await work.ListAsync(topic, cancel: cancel)).Select(r => new TopicYear(topic, new(r.Int("fiscalyear"))))));
        return [.. topics.SelectMany(t => t)];
    }

    /// <summary>Those of one fiscal year.</summary>
    public async Task<IReadOnlyList<TopicYear>> OfYearAsync(FiscalYear year, CancellationToken cancel) =>
        [.. (await ListAsync(cancel)).Where(t => t.Year == year)];
}
