using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Storage;

/// <summary>Creates tables, queues and containers when the program starts; when the storage is away it goes on trying.</summary>
public sealed partial class StorageSetup(StorageAccount storage, TimeProvider clock, ILogger<StorageSetup> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first request should find its tables; a storage that is away must not keep the program from starting.
        if (!await TryCreateAsync(cancellationToken))
        {
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(Pause, clock);
        while (await pause.WaitForNextTickAsync(stoppingToken) && !await TryCreateAsync(stoppingToken))
        {
        }
    }

    private async Task<bool> TryCreateAsync(CancellationToken cancel)
    {
        try
        {
            await storage.CreateAllAsync(cancel);
            return true;
        }
        catch (Exception e) when (StorageFault.IsOutage(e))
        {
            Log.NotReady(log, e.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9201, LogLevel.Warning, "The storage is not there yet ({Kind}); trying again")]
        public static partial void NotReady(ILogger logger, string kind);
    }
}
