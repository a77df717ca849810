using System.Runtime.CompilerServices;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Brings a partition of a published table to what it should be, and writes only what differs.</summary>
public static class TablePublisher
{
    /// <summary>The column that says why a number is not published; <c>""</c> where it is.</summary>
    public const string Withheld = "withheld";

    /// <summary>Columns that say when, not what: rows that differ in nothing else are the same.</summary>
    internal static readonly IReadOnlySet<string> Stamps = new HashSet<string> { "computedat" };

    /// <summary>
    /// Makes a partition hold exactly these rows. A row that differs from what is there in nothing but its time stamp stays as it
    /// is. Up to 100 changes of a partition are one transaction, so a reader never sees half of them; but numbers that are withheld from now on
    /// go before all others, because one that is shown again might give them away. Returns the rows written.
    /// </summary>
    public static async Task<IReadOnlyList<Row>> PublishAsync(
        TableStore table, string partition, IReadOnlyCollection<Row> rows, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var there = (await table.ListAsync(partition, cancel: cancel)).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var changed = rows.Where(r => !there.TryGetValue(r.Key, out var old) || !old.SameAs(r, Stamps)).ToList();
        var wanted = rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var gone = there.Values.Where(r => !wanted.Contains(r.Key)).ToList();
        if (changed.Count > 0 || gone.Count > 0)
        {
            using var span = Instrumentation.Begin("publish")?.SetTag("smarttoyonaka.table", table.Name).SetTag("smarttoyonaka.rows", changed.Count + gone.Count);
            var hidden = changed.Where(r => r.Text(Withheld).Length > 0).ToList();
            if (hidden.Count > 0)
            {
                await table.WriteAsync(hidden, [], cancel, file, line);
            }

            await table.WriteAsync(changed.Except(hidden), gone, cancel, file, line);
        }

        return changed;
    }
}
