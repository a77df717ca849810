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
        // One row per topic and year: reading the whole table is one call, reading it topic by topic one for each.
        var years = (await work.ReadNumbersAsync("fiscalyear", cancel)).ToLookup(r => r.Partition, r => new FiscalYear(r.Number));
        return [.. MeasureRegistry.Current.All.Select(m => m.Topic).Distinct().SelectMany(t => years[t].Select(y => new TopicYear(t, y)))];
    }

    /// <summary>Those of one fiscal year.</summary>
    public async Task<IReadOnlyList<TopicYear>> OfYearAsync(FiscalYear year, CancellationToken cancel) =>
        [.. (await ListAsync(cancel)).Where(t => t.Year == year)];
}
