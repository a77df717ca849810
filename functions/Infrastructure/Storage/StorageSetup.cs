using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// Creates tables, queues and containers when the program starts. If that fails (an outage, a silent storage, a role that is not effective
/// yet), the program starts all the same, answers 503, and this retries in the background.
/// </summary>
public sealed partial class StorageSetup(StorageAccount storage, TimeProvider clock, ILogger<StorageSetup> log) : BackgroundService
{
    // The Functions host gives a worker 30 seconds to start; waiting for a silent storage takes longer.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5), HoldsUpAtMost = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private Task<bool> first = Task.FromResult(false);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first request should find its tables.
        first = TryCreateAsync(stopping.Token);
        try
        {
            if (await first.WaitAsync(HoldsUpAtMost, clock, cancellationToken))
            {
                return;
            }
        }
        catch (TimeoutException)
        {
            Log.Silent(log);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped during the start.
            return;
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await first)
        {
            return;
        }

        using var pause = new PeriodicTimer(Pause, clock);
        while (await pause.WaitForNextTickAsync(stoppingToken) && !await TryCreateAsync(stoppingToken))
        {
        }
    }

    // Every failure except a stop is retried, since there is no caller who could handle it.
    private async Task<bool> TryCreateAsync(CancellationToken cancel)
    {
        try
        {
            await storage.CreateAllAsync(cancel);
            return true;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Log.NotReady(log, e.GetType().Name, StorageFault.Reason(e));
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9201, LogLevel.Warning, "The storage is not there yet ({Kind} {Reason}); trying again")]
        public static partial void NotReady(ILogger logger, string kind, string reason);

        [LoggerMessage(9202, LogLevel.Warning, "The storage does not answer yet; starting without it")]
        public static partial void Silent(ILogger logger);
    }
}
