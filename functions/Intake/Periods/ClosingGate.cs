using System.Globalization;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Periods;

/// <summary>
/// Orders submissions and closings by a row of the table <c>submissions</c> whose name changes with every closing. A submission reads the
/// name before it reads the closings, and its transaction has the condition that a row of this name exists. So a submission that found its
/// month open is either stored before the name changes, and the closing includes it, or its transaction fails and it reads the closings
/// again.
/// </summary>
public sealed class ClosingGate(StorageAccount storage)
{
    /// <summary>The partition of all submissions, since a transaction has only one.</summary>
    public const string Partition = "submission";

    private const string Prefix = "g!";

    private readonly TableStore table = storage.Table(TableNames.Submissions);
    private volatile string? known;

    /// <summary>
    /// The name of the row as this process knows it. With an outdated name the transaction fails, and <see cref="Forget"/> makes the next
    /// call read it again.
    /// </summary>
    public ValueTask<string> KeyAsync(CancellationToken cancel) => known is { } key ? new(key) : new(ReadAsync(cancel));

    /// <summary>Discards a name whose row does not exist any more.</summary>
    public void Forget(string key) => Interlocked.CompareExchange(ref known, null, key);

    /// <summary>Changes the name: transactions with an earlier name fail from now on.</summary>
    public async Task ShiftAsync(CancellationToken cancel)
    {
        while (true)
        {
            var key = await ReadAsync(cancel);
            var next = Key(long.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture) + 1);

            // Without a condition on the ETag, since every stored submission changes it.
            if (await table.TryWriteAsync([Row(next)], [Row(key) with { ETag = "*" }], cancel))
            {
                known = next;
                return;
            }
        }
    }

    private async Task<string> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            if ((await table.ListPrefixAsync(Partition, Prefix, cancel)).LastOrDefault() is { } row)
            {
                return known = row.Key;
            }

            // Of several that find no row, one inserts it; the others read it.
            if (await table.TryInsertAsync([Row(Key(0))], cancel))
            {
                return known = Key(0);
            }
        }
    }

    private static Row Row(string key) => new(Partition, key, new Dictionary<string, object>(StringComparer.Ordinal));

    private static string Key(long number) => Prefix + number.ToString("D10", CultureInfo.InvariantCulture);
}
