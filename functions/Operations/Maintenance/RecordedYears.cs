using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>Every topic and fiscal year that has published rows or should have.</summary>
public sealed class RecordedYears(LedgerStore ledger, ComputedYears computed)
{
    /// <summary>Those with ledger entries and those that were computed, oldest first within each topic. Reads the whole ledger.</summary>
    public async Task<ILookup<string, TopicYear>> ListAsync(CancellationToken cancel)
    {
        var found = (await computed.ListAsync(cancel)).ToHashSet();
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            if (BuiltInMeasures.Find(row.Text("measure")) is { } measure)
            {
                found.Add(new(measure.Topic, FiscalMonth.FromKey(row.Int("monthkey")).FiscalYear));
            }
        }

        return found.OrderBy(t => t.Topic, StringComparer.Ordinal).ThenBy(t => t.Year).ToLookup(t => t.Topic);
    }
}
