using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Specialized;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>A lease on a blob, renewed until it is disposed of. The lease of a killed process expires.</summary>
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
            // It is lost already, or will expire.
        }
    }

    // Leases use the storage's time, so this uses the machine's clock, whatever the app's clock says.
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
            // Released or lost; the holder detects a lost lease when it records its computation.
        }
    }
}
