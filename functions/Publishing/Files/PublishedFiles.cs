using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Publishing.Files;

/// <summary>
/// Renews the files of the container <c>published</c>: the published tables, complete and of one moment, as CSV and Parquet. One instance
/// at a time; if its lease is lost, the later reading wins.
/// </summary>
public sealed partial class PublishedFiles(
    StorageAccount storage, TableSetReader reader, PublishedFilesWriter writer, PublishedSets sets, RecomputeQueue queue,
    PublishedFilesOptions options, ILogger<PublishedFiles> log) : IUnfinishedWork, IHousekeeping
{
    private const string Lease = "published-files/lease";
    private const int MaxAttempts = 40;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15), Wait = TimeSpan.FromMilliseconds(250),
        PutBackFor = TimeSpan.FromSeconds(2);

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>Renews them. If another instance is at it, or the tables change all the time, the message comes again later.</summary>
    public async Task HandleAsync(RecomputeRequest request, CancellationToken cancel)
    {
        using var span = Instrumentation.BeginAsked("publish files", request.TraceParent);
        if (options.IsEnabled && !await TryRenewAsync(cancel))
        {
            await queue.PutBackAsync(request, PutBackFor * (0.5 + Random.Shared.NextDouble()), cancel);
            Log.PutBack(log);
        }
    }

    /// <summary>Renews them at once; when that is not possible, a message asks for it.</summary>
    public async Task RenewAsync(CancellationToken cancel)
    {
        for (var attempt = 1; options.IsEnabled && attempt <= MaxAttempts; attempt++)
        {
            if (await TryRenewAsync(cancel))
            {
                return;
            }

            await Task.Delay(Wait, cancel);
        }

        await queue.Files.AskAsync(cancel);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(StaleCutoff cutoff, IReadOnlySet<PendingMark> excluded, CancellationToken cancel)
    {
        if (options.IsEnabled)
        {
            await queue.Files.AskAgainAsync(cutoff, cancel);
        }
    }

    /// <inheritdoc/>
    public Task TidyAsync(CancellationToken cancel) => options.IsEnabled ? sets.CleanAsync(cancel) : Task.CompletedTask;

    private async Task<bool> TryRenewAsync(CancellationToken cancel)
    {
        await using var lease = await state.TryLeaseAsync(Lease, LeaseTime, cancel);
        if (lease is null)
        {
            return false;
        }

        // Before the tables are read: what changes from here on asks again.
        await queue.Files.TakeAsync(cancel);
        var current = await writer.ReadAsync(cancel);
        if (current?.Commit == BuildVersion.Commit && await sets.IsCopiedAsync(current.Set, cancel)
            && await reader.IsCurrentAsync(current, cancel))
        {
            return true;
        }

        await using var set = await reader.ReadAsync(cancel);
        if (set is null || await writer.WriteAsync(set, current, cancel) is not { } written)
        {
            return false;
        }

        if (written.IsNew)
        {
            Log.Renewed(log, written.Manifest.Set, written.Manifest.Tables.Sum(t => t.Rows));
            await sets.CleanAsync(cancel);
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Information, "Published files renewed: {Set}, {Rows} rows")]
        public static partial void Renewed(ILogger logger, string set, long rows);

        [LoggerMessage(2202, LogLevel.Information, "The published tables are being changed, or renewed elsewhere; the message comes again")]
        public static partial void PutBack(ILogger logger);
    }
}
