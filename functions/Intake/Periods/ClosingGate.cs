using System.Globalization;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Periods;

/// <summary>
/// Orders submissions and closings: a row of the table <c>submissions</c> whose name changes with every closing. Whoever keeps a submission
/// knows the name since before the closings were read, and keeps it in one transaction with the condition that a row of this name is there.
/// So a submission for which a month looked open is either kept before the name changes, and then the closing sees it, or not at all, and
/// then it looks again.
/// </summary>
public sealed class ClosingGate(StorageAccount storage)
{
    /// <summary>The partition of all submissions: a transaction has only one.</summary>
    public const string Partition = "submission";

    private const string Prefix = "g!";

    private readonly TableStore table = storage.Table(TableNames.Submissions);
    private volatile string? known;

    /// <summary>
    /// The row's name, as this process knows it: one that is out of date fails the condition, and <see cref="Forget"/> has it read anew.
    /// </summary>
    public ValueTask<string> KeyAsync(CancellationToken cancel) => known is { } key ? new(key) : new(ReadAsync(cancel));

    /// <summary>Tells that there is no row of this name any more.</summary>
    public void Forget(string key) => Interlocked.CompareExchange(ref known, null, key);

    /// <summary>Changes the name: from then on nothing is kept by whoever knows only an earlier one.</summary>
    public async Task ShiftAsync(CancellationToken cancel)
    {
        while (true)
        {
            var key = await ReadAsync(cancel);
            var next = Key(long.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture) + 1);

            // Whatever its version is: everything that is kept gives the row another one.
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

            // Of several that find none, one writes the first; the others find it then.
            if (await table.TryInsertAsync([Row(Key(0))], cancel))
            {
                return known = Key(0);
            }
        }
    }

    private static Row Row(string key) => new(Partition, key, new Dictionary<string, object>(StringComparer.Ordinal));

    private static string Key(long number) => Prefix + number.ToString("D10", CultureInfo.InvariantCulture);
}
