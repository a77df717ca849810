using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Tests.Support;

/// <summary>The rows of the program's tables as text, for comparison.</summary>
internal static class StorageSnapshot
{
    /// <summary>The gate of closings exists from the start, and its name counts the closings.</summary>
    private const string Gate = "RowKey=g!";

    /// <summary>Columns that differ between runs with the same input.</summary>
    private static readonly HashSet<string> Stamps = ["odata.etag", "Timestamp", "computedat", "run", "recording"];

    /// <summary>Every row of all tables (or of those named).</summary>
    public static async Task<List<string>> OfAsync(string connectionString, params string[] tables) =>
        [.. (await ReadAsync(connectionString, Stamps, tables)).Where(row => !row.Contains(Gate, StringComparison.Ordinal))];

    /// <summary>
    /// Everything that the program keeps: all rows without these columns, too; every blob that it writes, with its content; and how many
    /// messages there are.
    /// </summary>
    public static async Task<List<string>> KeptAsync(string connectionString, params string[] leaveOut)
    {
        var all = (await ReadAsync(connectionString, [.. Stamps, .. leaveOut], []))
            .Where(row => !row.Contains(Gate, StringComparison.Ordinal)).ToList();
        foreach (var container in new[] { ContainerNames.Receipts, ContainerNames.Quarantine, ContainerNames.State,
            ContainerNames.Reports })
        {
            var client = new BlobContainerClient(connectionString, container);
            await foreach (var blob in client.GetBlobsAsync())
            {
                // The journal has every try of an act, each with its time and a name of its own.
                if (container == ContainerNames.State && blob.Name.StartsWith("acts/", StringComparison.Ordinal))
                {
                    continue;
                }

                all.Add($"{container}/{blob.Name}: {(await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content}");
            }
        }

        foreach (var queue in QueueNames.All)
        {
            var messages = (await new QueueClient(connectionString, queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;
            all.Add(string.Create(CultureInfo.InvariantCulture, $"{queue}: {messages}"));
        }

        return all;
    }

    /// <summary>Every row with every column, its type and its value, except for ETag and Timestamp, which the service writes.</summary>
    public static Task<List<string>> WholeAsync(string connectionString, params string[] tables) =>
        ReadAsync(connectionString, ["odata.etag", "Timestamp"], tables, withTypes: true);

    /// <summary>Every row with its ETag: equal only when nothing was written in between.</summary>
    public static Task<List<string>> WithETagsAsync(string connectionString, params string[] tables) =>
        ReadAsync(connectionString, ["Timestamp"], tables);

    /// <summary>Fails when any part of a submission is in a table or in the queue.</summary>
    public static async Task AssertNothingStoredAsync(string connectionString)
    {
        Assert.Empty(await OfAsync(connectionString, [.. TableNames.All.Where(t => t != TableNames.Credentials)]));
        Assert.Equal(0, (await new QueueClient(connectionString, QueueNames.Recompute)
            .GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    private static async Task<List<string>> ReadAsync(string connectionString, HashSet<string> leaveOut, string[] tables,
        bool withTypes = false)
    {
        var service = new TableServiceClient(connectionString);
        var rows = new List<string>();
        foreach (var table in tables.Length > 0 ? tables : TableNames.All)
        {
            await foreach (var row in service.GetTableClient(table).QueryAsync<TableEntity>())
            {
                var columns = row.Where(c => !leaveOut.Contains(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal)
                    .Select(c => $"{c.Key}={(withTypes ? $"{c.Value?.GetType().Name} " : "")}{Text(c.Value)}");
                rows.Add($"{table}: {string.Join(", ", columns)}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Text(object? value) => value switch
    {
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
