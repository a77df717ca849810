using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Localhost;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// What a SIGKILL of Azurite loses: entities, blobs and messages are written one after the other, each counted when it has been
/// acknowledged; then the process is killed, started again on the same folder, and asked for each of them. Against it the same with an end
/// by order, which must lose nothing.
/// </summary>
internal static class AzuriteLossBenchmark
{
    private const string Name = "written";

    private sealed record Written(string Kind, int Number, TimeSpan At);

    public static async Task<int> RunAsync(int rounds, int seconds)
    {
        Console.WriteLine("round  end      kind      acknowledged   lost   oldest loss before the end");
        for (var round = 1; round <= rounds; round++)
        {
            // The moment of the kill moves through the five seconds between two saves.
            var duration = TimeSpan.FromSeconds(seconds + round * 5.0 / rounds);
            await RoundAsync(round, duration, isKilled: true);
        }

        await RoundAsync(rounds + 1, TimeSpan.FromSeconds(seconds), isKilled: false);
        return 0;
    }

    private static async Task RoundAsync(int round, TimeSpan duration, bool isKilled)
    {
        var folder = Directory.CreateTempSubdirectory("azurite-loss-").FullName;
        try
        {
            List<Written> written;
            TimeSpan end;
            await using (var azurite = await Azurite.StartAsync(new AzuriteOptions { DataFolder = folder }))
            {
                (written, end) = await WriteAsync(azurite.ConnectionString, duration, () =>
                {
                    if (isKilled)
                    {
                        using var process = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(folder, "azurite.pid")),
                            CultureInfo.InvariantCulture));
                        process.Kill();
                        process.WaitForExit();
                    }
                });
            }

            await using var again = await Azurite.StartAsync(new AzuriteOptions { DataFolder = folder });
            var found = await FoundAsync(again.ConnectionString);
            foreach (var kind in written.GroupBy(w => w.Kind).OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                var lost = kind.Where(w => !found.Contains((w.Kind, w.Number))).ToList();
                var oldest = lost.Count == 0 ? ""
                    : string.Create(CultureInfo.InvariantCulture, $"{(end - lost.Min(w => w.At)).TotalSeconds:F1} s");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{round,5}  {(isKilled ? "SIGKILL" : "order"),-7}  {kind.Key,-8} {kind.Count(),13} {lost.Count,6}   {oldest}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Writes until the time is up and <paramref name="stop"/> has ended the storage, or until then and no longer where it does not.
    /// </summary>
    private static async Task<(List<Written> Written, TimeSpan End)> WriteAsync(string connection, TimeSpan duration, Action stop)
    {
        var (table, container, queue) = Clients(connection);
        await table.CreateIfNotExistsAsync();
        await container.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
        var written = new ConcurrentQueue<Written>();
        using var over = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var writers = new[]
        {
            WriteAsync("entities", n => table.AddEntityAsync(new TableEntity("p", Key(n)) { ["n"] = n }, over.Token)),
            WriteAsync("blobs", n => container.UploadBlobAsync(Key(n), new BinaryData(Encoding.UTF8.GetBytes(Key(n))), over.Token)),
            WriteAsync("messages", n => queue.SendMessageAsync(Key(n), over.Token)),
        };
        await Task.Delay(duration);
        var end = clock.Elapsed;
        stop();
        await over.CancelAsync();
        await Task.WhenAll(writers);
        return ([.. written], end);

        async Task WriteAsync(string kind, Func<int, Task> write)
        {
            for (var number = 0; !over.IsCancellationRequested; number++)
            {
                try
                {
                    await write(number);
                    written.Enqueue(new(kind, number, clock.Elapsed));
                }
                catch (Exception e) when (e is OperationCanceledException or Azure.RequestFailedException or AggregateException)
                {
                    // The storage is gone: nothing was acknowledged.
                    return;
                }
            }
        }
    }

    private static async Task<HashSet<(string Kind, int Number)>> FoundAsync(string connection)
    {
        var (table, container, queue) = Clients(connection);
        var found = new HashSet<(string, int)>();
        if (await IsThereAsync(async () =>
        {
            await foreach (var _ in table.QueryAsync<TableEntity>(maxPerPage: 1))
            {
                return true;
            }

            return false;
        }))
        {
            await foreach (var entity in table.QueryAsync<TableEntity>())
            {
                found.Add(("entities", Number(entity.RowKey)));
            }
        }

        if (await container.ExistsAsync())
        {
            await foreach (var blob in container.GetBlobsAsync())
            {
                // A name without its content is lost, too.
                if (await IsThereAsync(async () =>
                    (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString() == blob.Name))
                {
                    found.Add(("blobs", Number(blob.Name)));
                }
            }
        }

        while (await queue.ExistsAsync() && (await queue.ReceiveMessagesAsync(32, TimeSpan.FromHours(1))).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                found.Add(("messages", Number(message.MessageText)));
            }
        }

        return found;
    }

    private static async Task<bool> IsThereAsync(Func<Task<bool>> look)
    {
        try
        {
            return await look();
        }
        catch (Azure.RequestFailedException)
        {
            return false;
        }
    }

    // No client may try again: what was not acknowledged at once is not counted.
    private static (TableClient Table, BlobContainerClient Container, QueueClient Queue) Clients(string connection)
    {
        var (table, blob, queue) = (new TableClientOptions(), new BlobClientOptions(), new QueueClientOptions());
        table.Retry.MaxRetries = blob.Retry.MaxRetries = queue.Retry.MaxRetries = 0;
        return (new(connection, Name, table), new(connection, Name, blob), new(connection, Name, queue));
    }

    private static string Key(int number) => number.ToString("D8", CultureInfo.InvariantCulture);

    private static int Number(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
