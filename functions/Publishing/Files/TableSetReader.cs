using System.Collections.Concurrent;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Files;

/// <summary>
/// Reads all published tables as of one moment: every table is read; then no computation is found at work; then the keys and versions of
/// every table are read again and are the same. A computation that ended before the moment in between was seen by the second reading, and
/// one that began after it was not seen by the first, so computations are in the files whole or not at all.
/// </summary>
public sealed class TableSetReader(StorageAccount storage, TimeProvider clock)
{
    private const int MaxRounds = 10, AtATime = 4;
    private const string Leases = "leases/";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly BlobStore state = storage.Container(ContainerNames.State);
    private readonly QueueStore queue = storage.Queue(QueueNames.Recompute);

    /// <summary>The tables; null when they changed during every round.</summary>
    internal async Task<TableSet?> ReadAsync(CancellationToken cancel)
    {
        var set = new TableSet();
        try
        {
            for (var round = 1; round <= MaxRounds; round++)
            {
                IReadOnlyCollection<string> stale = round == 1 ? TableNames.Published : await StaleAsync(set, cancel);
                foreach (var files in await ReadAsync(stale, cancel))
                {
                    await set.PutAsync(files);
                }

                set.Moment = clock.GetUtcNow();
                if (!await IsComputingAsync(cancel) && (await StaleAsync(set, cancel)).Count == 0)
                {
                    return set;
                }

                // The machine's time: the wait is for computations, whatever the app's clock says.
                await Task.Delay(Pause * (0.5 + Random.Shared.NextDouble()), cancel);
            }
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }

        await set.DisposeAsync();
        return null;
    }

    /// <summary>True when no row was written since a manifest.</summary>
    internal async Task<bool> IsCurrentAsync(PublishedFilesManifest manifest, CancellationToken cancel)
    {
        var known = manifest.Tables.ToDictionary(t => t.Name, t => t.Version, StringComparer.Ordinal);
        return (await ChangedAsync(known, cancel)).Count == 0;
    }

    private Task<IReadOnlyCollection<string>> StaleAsync(TableSet set, CancellationToken cancel) =>
        ChangedAsync(set.Tables.ToDictionary(t => t.Key, t => t.Value.Version, StringComparer.Ordinal), cancel);

    private async Task<IReadOnlyCollection<string>> ChangedAsync(Dictionary<string, string> versions, CancellationToken cancel)
    {
        var changed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(TableNames.Published, Options(cancel), async (table, c) =>
        {
            if (versions.GetValueOrDefault(table) != await TableFiles.VersionAsync(storage.Table(table), c))
            {
                changed.Add(table);
            }
        });
        return changed;
    }

    private async Task<IReadOnlyCollection<TableFiles>> ReadAsync(IEnumerable<string> tables, CancellationToken cancel)
    {
        var read = new ConcurrentBag<TableFiles>();
        try
        {
            await Parallel.ForEachAsync(tables, Options(cancel), async (table, c) =>
                read.Add(await TableFiles.ReadAsync(storage.Table(table), c)));
            return read;
        }
        catch
        {
            foreach (var files in read)
            {
                await files.DisposeAsync();
            }

            throw;
        }
    }

    // A computation holds a lease from before it reads until everything is written. The lease of one that was killed has expired, and its
    // message is in the queue, beside the message that asked for the files.
    private async Task<bool> IsComputingAsync(CancellationToken cancel)
    {
        var (held, expired) = await state.LeasesAsync(Leases, cancel);
        return held || (expired && await queue.CountAsync(cancel) > 1);
    }

    private static ParallelOptions Options(CancellationToken cancel) =>
        new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel };
}
