using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>Every topic and fiscal year that has published rows or should have.</summary>
public sealed class RecordedYears(
    StorageAccount storage, LedgerStore ledger, ComputedYears computed, ReferenceData reference, TimeProvider clock)
{
    /// <summary>
    /// Those that the ledger speaks of, those that were computed and those that are published, oldest first within each topic. Reads the
    /// whole ledger.
    /// </summary>
    public async Task<ILookup<string, TopicYear>> ListAsync(CancellationToken cancel)
    {
        var found = (await computed.ListAsync(cancel)).ToHashSet();
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            if (MeasureRegistry.Current.Find(row.Text("measure")) is { } measure)
            {
                found.Add(new(measure.Topic, FiscalMonth.FromKey(row.Int("monthkey")).FiscalYear));
            }
        }

        found.UnionWith(await OpenedAsync(found, cancel));
        return found.OrderBy(t => t.Topic, StringComparer.Ordinal).ThenBy(t => t.Year).ToLookup(t => t.Topic);
    }

    // A year that has begun is published before anybody says anything of it, and in a backup only what is published tells that it was.
    // What is published of a year before the first one is nothing that was carried into it.
    private async Task<List<TopicYear>> OpenedAsync(IReadOnlySet<TopicYear> found, CancellationToken cancel)
    {
        var catalogue = (await reference.GetNewestAsync(cancel)).Catalogue;
        var first = found.GroupBy(t => t.Topic).ToDictionary(g => g.Key, g => g.Min(t => t.Year.Value), StringComparer.Ordinal);
        var partitions = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in storage.Table(TableNames.FactIndicator).ReadAllAsync(cancel))
        {
            partitions.Add(row.Partition);
        }

        var present = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).FiscalYear;
        var opened = new List<TopicYear>();
        foreach (var partition in partitions.Select(p => p.Split('|')).Where(p => p.Length == 2))
        {
            if (catalogue.Find(partition[0]) is { } indicator
                && int.TryParse(partition[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && first.TryGetValue(indicator.Topic, out var begun) && year > begun && year <= present.Value)
            {
                opened.Add(new(indicator.Topic, new(year)));
            }
        }

        return opened;
    }
}
