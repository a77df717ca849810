using System.Runtime.CompilerServices;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Updates a partition of a published table, and writes only rows that differ.</summary>
public static class TablePublisher
{
    /// <summary>The column that says why a number is not published; <c>""</c> where it is.</summary>
    public const string Withheld = "withheld";

    /// <summary>Columns that say when, not what: rows that differ in nothing else are the same.</summary>
    internal static readonly IReadOnlySet<string> Stamps = new HashSet<string> { "computedat" };

    /// <summary>
    /// Makes a partition contain exactly these rows. A row that differs only in its time stamp stays unchanged. Up to 100 changes are one
    /// transaction, so that a reader sees all of them or none; but numbers that become withheld are written before all others, since a
    /// number that is shown again might disclose them. Returns the rows written.
    /// </summary>
    public static async Task<IReadOnlyList<Row>> PublishAsync(
        TableStore table, string partition, IReadOnlyCollection<Row> rows, CancellationToken cancel, [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
    {
        var there = (await table.ListAsync(partition, cancel: cancel)).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var changed = rows.Where(r => !there.TryGetValue(r.Key, out var old) || !old.SameAs(r, Stamps)).ToList();
        var wanted = rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var gone = there.Values.Where(r => !wanted.Contains(r.Key)).ToList();
        if (changed.Count > 0 || gone.Count > 0)
        {
            using var span = Instrumentation.Begin("publish")?.SetTag("smarttoyonaka.table", table.Name)
                .SetTag("smarttoyonaka.rows", changed.Count + gone.Count);
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
