using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Specialized;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>A lease on a blob, renewed until it is disposed of. A process that is killed loses it when its time has passed.</summary>
public sealed class BlobLease : IAsyncDisposable
{
    private readonly BlobLeaseClient client;
    private readonly CancellationTokenSource end = new();
    private readonly Task renewing;

    internal BlobLease(BlobLeaseClient client, TimeSpan time)
    {
        this.client = client;
        renewing = RenewAsync(time / 3);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await renewing;
        end.Dispose();
        await ReleaseAsync();
    }

    private async Task ReleaseAsync([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        try
        {
            using var step = WriteStep.Begin("lease", file, line);
            await client.ReleaseAsync();
        }
        catch (Exception e) when (e is RequestFailedException || StorageFault.IsOutage(e))
        {
            // It is lost already, or will be when its time has passed.
        }
    }

    // The storage's time counts, so the machine's own does, whatever the app's clock says.
    private async Task RenewAsync(TimeSpan every, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        try
        {
            using var timer = new PeriodicTimer(every);
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                using var step = WriteStep.Begin("lease", file, line);
                await client.RenewAsync(cancellationToken: end.Token);
            }
        }
        catch (Exception e) when (e is RequestFailedException or OperationCanceledException || StorageFault.IsOutage(e))
        {
            // Ended, or lost: whoever computes then notices when he records.
        }
    }
}
