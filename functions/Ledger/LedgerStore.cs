using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>
/// The ledger: everything that was ever said, added and never changed. One partition is one measure and fiscal year, because that
/// is what a recomputation reads.
/// </summary>
public sealed class LedgerStore(StorageAccount storage)
{
    private readonly TableStore table = storage.Table(TableNames.Ledger);

    /// <summary>Adds observations. The same observation from the same source is the same row, so this may be repeated.</summary>
    public Task WriteAsync(IEnumerable<Observation> observations, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        table.WriteAsync(observations.Select(LedgerRow.From), [], cancel, file, line);

    /// <summary>Everything ever said of a measure in a fiscal year.</summary>
    public async Task<List<Observation>> ReadYearAsync(string measure, FiscalYear year, CancellationToken cancel)
    {
        var found = new List<Observation>();
        await foreach (var row in table.ReadAsync(LedgerRow.Partition(measure, year), cancel: cancel))
        {
            found.Add(LedgerRow.ToObservation(row));
        }

        return found;
    }

    /// <summary>Everything ever said of a measure in some months of one fiscal year, the first to the last of them, by month and section.</summary>
    public async IAsyncEnumerable<Observation> ReadMonthsAsync(
        string measure, FiscalMonth first, FiscalMonth last, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.ReadAsync(LedgerRow.Partition(measure, first.FiscalYear), LedgerRow.KeyPrefix(first), LedgerRow.KeyPrefix(last.AddMonths(1)), cancel))
        {
            yield return LedgerRow.ToObservation(row);
        }
    }

    /// <summary>Everything ever said of a measure by one section for one month.</summary>
    public async Task<List<Observation>> ReadMonthAsync(string measure, string section, FiscalMonth month, FigureStatus status, CancellationToken cancel)
    {
        var rows = await table.ListPrefixAsync(LedgerRow.Partition(measure, month.FiscalYear), LedgerRow.KeyPrefix(month, section, status), cancel);
        return [.. rows.Select(LedgerRow.ToObservation)];
    }

    /// <summary>
    /// When the newest entry of some months of one fiscal year was received, of whatever measure; null when there is none.
    /// </summary>
    public async Task<DateTimeOffset?> NewestAsync(FiscalMonth first, FiscalMonth last, CancellationToken cancel) =>
        (await Task.WhenAll(BuiltInMeasures.All.Select(async m =>
        {
            var newest = default(DateTimeOffset?);
            await foreach (var key in table.ReadKeysAsync(
                LedgerRow.Partition(m.Id, first.FiscalYear), LedgerRow.KeyPrefix(first), LedgerRow.KeyPrefix(last.AddMonths(1)), cancel))
            {
                newest = LedgerRow.ReceivedAt(key) is var at && (newest is null || at > newest) ? at : newest;
            }

            return newest;
        }))).Max();

    /// <summary>One entry by its key (<see cref="LedgerRow.Key"/>); null when there is none.</summary>
    public async Task<Observation?> FindAsync(string measure, FiscalYear year, string key, CancellationToken cancel) =>
        await table.GetAsync(LedgerRow.Partition(measure, year), key, cancel) is { } row ? LedgerRow.ToObservation(row) : null;

    /// <summary>Everything ever said by one section for one month, of every measure, actual and planned.</summary>
    public async Task<IReadOnlyList<Observation>> ReadMonthAsync(string section, FiscalMonth month, CancellationToken cancel)
    {
        var rows = await Task.WhenAll(BuiltInMeasures.All.Select(m => table.ListPrefixAsync(LedgerRow.Partition(m.Id, month.FiscalYear), LedgerRow.KeyPrefix(month, section), cancel)));
        return [.. rows.SelectMany(r => r).Select(LedgerRow.ToObservation)];
    }

    /// <summary>Every entry, for backup and checks.</summary>
    public IAsyncEnumerable<Row> ReadAllAsync(CancellationToken cancel) => table.ReadAllAsync(cancel);
}
