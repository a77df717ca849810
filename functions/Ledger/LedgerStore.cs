using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>
/// The ledger: every observation ever received, append-only. One partition is one measure and fiscal year, because a recomputation reads
/// that.
/// </summary>
public sealed class LedgerStore
{
    private readonly TableStore table;
    private readonly GroupedCalls<MeasureYears, IReadOnlySet<string>, IReadOnlyList<Observation>> shared;

    public LedgerStore(StorageAccount storage)
    {
        table = storage.Table(TableNames.Ledger);
        shared = new(ReadSectionsAsync, (group, next) => group.SelectMany(s => s).Union(next).Count() <= TableStore.MostValues);
    }

    /// <summary>Before anything that the ledger may hold.</summary>
    public static FiscalYear FirstYear { get; } = new(1900);

    /// <summary>Adds observations. The key is made from observation and source, so this is idempotent.</summary>
    public Task WriteAsync(IEnumerable<Observation> observations, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        table.WriteAsync(observations.Select(LedgerRow.From), [], cancel, file, line);

    /// <summary>Adds the few observations of a submission; those of several submissions at once in few calls.</summary>
    public Task AddAsync(IEnumerable<Observation> observations, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        table.PutTogetherAsync(observations.Select(LedgerRow.From), cancel, file, line);

    /// <summary>All entries of a measure in a fiscal year.</summary>
    public async Task<List<Observation>> ReadYearAsync(string measure, FiscalYear year, CancellationToken cancel)
    {
        var found = new List<Observation>();
        await foreach (var row in table.ReadAsync(LedgerRow.Partition(measure, year), cancel: cancel))
        {
            found.Add(LedgerRow.ToObservation(row));
        }

        return found;
    }

    /// <summary>
    /// The entries of a measure by some sections in a range of fiscal years, in one query; of each year by month and section.
    /// </summary>
    /// <param name="measure">The measure.</param>
    /// <param name="first">The first year.</param>
    /// <param name="last">The last one.</param>
    /// <param name="sections">The codes; null for all sections.</param>
    public async IAsyncEnumerable<Observation> ReadYearsAsync(string measure, FiscalYear first, FiscalYear last,
        IReadOnlySet<string>? sections, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyCollection<string> narrowed = sections is { Count: <= TableStore.MostValues } ? sections : [];
        await foreach (var row in table.ReadPartitionsAsync(LedgerRow.Partition(measure, first), LedgerRow.Partition(measure, last),
            LedgerRow.Section, narrowed, cancel))
        {
            if (sections is null || sections.Contains(row.Text(LedgerRow.Section)))
            {
                yield return LedgerRow.ToObservation(row);
            }
        }
    }

    /// <summary>
    /// As <see cref="ReadYearsAsync"/> for a few sections, into a list. Who asks while the same years are read shares the next query with
    /// all who do: the storage looks at the whole range for each query, whatever it sends.
    /// </summary>
    public Task<IReadOnlyList<Observation>> ListYearsAsync(string measure, FiscalYear first, FiscalYear last,
        IReadOnlySet<string> of, CancellationToken cancel) =>
        shared.CallAsync(new(measure, first, last), of, cancel);

    /// <summary>All entries of a measure in a range of months of one fiscal year, by month and section.</summary>
    public async IAsyncEnumerable<Observation> ReadMonthsAsync(
        string measure, FiscalMonth first, FiscalMonth last, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.ReadAsync(LedgerRow.Partition(measure, first.FiscalYear), LedgerRow.KeyPrefix(first),
            LedgerRow.KeyPrefix(last.AddMonths(1)), cancel))
        {
            yield return LedgerRow.ToObservation(row);
        }
    }

    /// <summary>All entries of a measure by one section for one month.</summary>
    public async Task<List<Observation>> ReadMonthAsync(string measure, string section, FiscalMonth month, FigureStatus status,
        CancellationToken cancel)
    {
        var rows = await table.ListPrefixAsync(LedgerRow.Partition(measure, month.FiscalYear),
            LedgerRow.KeyPrefix(month, section, status), cancel);
        return [.. rows.Select(LedgerRow.ToObservation)];
    }

    /// <summary>
    /// When the newest entry of a range of months of one fiscal year was received, of any measure; null when there is none.
    /// </summary>
    public async Task<DateTimeOffset?> NewestAsync(FiscalMonth first, FiscalMonth last, CancellationToken cancel) =>
        (await Task.WhenAll(MeasureRegistry.Current.All.Select(async m =>
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

    /// <summary>All entries by one section for one month, of every measure, actual and planned.</summary>
    public async Task<IReadOnlyList<Observation>> ReadMonthAsync(string section, FiscalMonth month, CancellationToken cancel)
    {
        var rows = await Task.WhenAll(MeasureRegistry.Current.All.Select(m =>
            table.ListPrefixAsync(LedgerRow.Partition(m.Id, month.FiscalYear), LedgerRow.KeyPrefix(month, section), cancel)));
        return [.. rows.SelectMany(r => r).Select(LedgerRow.ToObservation)];
    }

    /// <summary>Every entry, for backup and checks.</summary>
    public IAsyncEnumerable<Row> ReadAllAsync(CancellationToken cancel) => table.ReadAllAsync(cancel);

    private async Task<IReadOnlyList<IReadOnlyList<Observation>>> ReadSectionsAsync(MeasureYears years,
        IReadOnlyList<IReadOnlySet<string>> of)
    {
        var all = of.SelectMany(s => s).ToHashSet(StringComparer.Ordinal);
        var said = await ReadYearsAsync(years.Measure, years.First, years.Last, all, CancellationToken.None).ToListAsync();
        return of.Count == 1 ? [said] : [.. of.Select(sections => said.Where(o => sections.Contains(o.Section)).ToList())];
    }

    private readonly record struct MeasureYears(string Measure, FiscalYear First, FiscalYear Last);
}
