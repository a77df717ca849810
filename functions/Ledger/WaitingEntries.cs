using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>An entry that waits to be confirmed, by its id.</summary>
public sealed record WaitingEntry(string Id, Observation Entry);

/// <summary>
/// Where to find the entries of the ledger that wait, without reading it whole: a row for each in the table <c>submissions</c>. Whether one
/// still waits is asked of the ledger: a row that was overtaken is passed over and taken away.
/// </summary>
public sealed class WaitingEntries(StorageAccount storage, LedgerStore ledger)
{
    /// <summary>Their partition.</summary>
    public const string Partition = "waiting";

    // So many are asked about at once.
    private const int MaxParallel = 8;

    private readonly TableStore table = storage.Table(TableNames.Submissions);

    /// <summary>The id of an entry, as addresses name it.</summary>
    public static string IdOf(Observation entry) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(
                $"{LedgerRow.Partition(entry.Measure, entry.Month.FiscalYear)}\n{LedgerRow.Key(entry)}")).AsSpan(0, 16));

    /// <summary>True for a text that may be an id.</summary>
    public static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Notes those of some entries that wait; harmless when it was done.</summary>
    public Task NoteAsync(IEnumerable<Observation> entries, CancellationToken cancel)
    {
        var rows = entries.Where(e => e.State == EntryState.Held)
            .Select(e => new Row(Partition, IdOf(e), new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["measure"] = e.Measure,
                ["fiscalyear"] = e.Month.FiscalYear.Value,
                ["entry"] = LedgerRow.Key(e),
                ["receivedat"] = e.ReceivedAt,
            })).ToList();
        return rows.Count == 0 ? Task.CompletedTask : table.WriteAsync(rows, [], cancel);
    }

    /// <summary>Entries that wait and are not noted. Reads the whole ledger; only one section's month is in memory at a time.</summary>
    public async IAsyncEnumerable<Observation> UnnotedAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var noted = (await table.ListAsync(Partition, cancel: cancel)).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var said = new List<Observation>();
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            // Initiatives never wait.
            if (MeasureRegistry.Current.Find(row.Text("measure")) is not { Kind: not MeasureKind.Register })
            {
                continue;
            }

            var entry = LedgerRow.ToObservation(row);
            if (said.Count > 0 && said[0].Key != entry.Key)
            {
                foreach (var unnoted in Unnoted())
                {
                    yield return unnoted;
                }

                said.Clear();
            }

            said.Add(entry);
        }

        foreach (var unnoted in Unnoted())
        {
            yield return unnoted;
        }

        IEnumerable<Observation> Unnoted() => EffectiveObservations.Waiting(said).Where(w => !noted.Contains(IdOf(w)));
    }

    /// <summary>Notes again what waits, from the ledger. Returns how many were not noted.</summary>
    public async Task<int> RebuildAsync(CancellationToken cancel)
    {
        var unnoted = await UnnotedAsync(cancel).ToListAsync(cancel);
        await NoteAsync(unnoted, cancel);
        return unnoted.Count;
    }

    /// <summary>Forgets one that was decided of.</summary>
    public Task ForgetAsync(string id, CancellationToken cancel) => table.DeleteAsync(Partition, id, cancel);

    /// <summary>Everything that waits, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingEntry>> ListAsync(CancellationToken cancel)
    {
        var rows = await table.ListAsync(Partition, cancel: cancel);
        var found = new System.Collections.Concurrent.ConcurrentBag<WaitingEntry>();
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancel },
            async (row, c) =>
        {
            var (entry, waits) = await FindAsync(row, c);
            if (waits)
            {
                found.Add(new(row.Key, entry!));
            }
            else if (entry is not null)
            {
                await ForgetAsync(row.Key, c);
            }
        });
        return [.. found.OrderBy(w => w.Entry.ReceivedAt).ThenBy(w => w.Id, StringComparer.Ordinal)];
    }

    /// <summary>How many wait.</summary>
    public async Task<int> CountAsync(CancellationToken cancel) => (await ListAsync(cancel)).Count;

    /// <summary>One of them, and whether it still waits; null when there is none of that id.</summary>
    public async Task<(Observation Entry, bool Waits)?> FindAsync(string id, CancellationToken cancel) =>
        await table.GetAsync(Partition, id, cancel) is { } row && await FindAsync(row, cancel) is { Entry: { } entry, Waits: var waits }
            ? (entry, waits) : null;

    private async Task<(Observation? Entry, bool Waits)> FindAsync(Row row, CancellationToken cancel)
    {
        if (await ledger.FindAsync(row.Text("measure"), new FiscalYear(row.Int("fiscalyear")), row.Text("entry"), cancel) is not { } entry)
        {
            // It is on its way to the ledger.
            return (null, false);
        }

        var said = await ledger.ReadMonthAsync(entry.Measure, entry.Section, entry.Month, entry.Status, cancel);
        return (entry, EffectiveObservations.Waiting(said).Any(w => LedgerRow.Key(w) == row.Text("entry")));
    }
}
