using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Localhost.Storage;

namespace Localhost.Timers;

/// <summary>A timer's lock while this instance has it. In real time, as the storage counts, whatever the app's clock says.</summary>
internal sealed class TimerLease : IAsyncDisposable
{
    /// <summary>The shortest lease of the storage: how long others wait for a killed instance.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RenewEvery = Duration / 3;

    private readonly BlobLeaseClient _lease;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;

    private TimerLease(BlobLeaseClient lease)
    {
        _lease = lease;
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when another instance may have the lock.</summary>
    public CancellationToken Lost => _lost.Token;

    public static async Task<TimerLease?> TryTakeAsync(BlobClient blob, CancellationToken cancellation)
    {
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: cancellation);
            return new TimerLease(lease);
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        try
        {
            using var limit = new CancellationTokenSource(RenewEvery);
            await _lease.ReleaseAsync(cancellationToken: limit.Token);
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            // It runs out by itself.
        }

        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        var renewed = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(RenewEvery, _ended.Token);
                var asked = Stopwatch.GetTimestamp();
                // A storage that does not answer must not delay noticing that the lease has expired.
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
                limit.CancelAfter(RenewEvery);
                await _lease.RenewAsync(cancellationToken: limit.Token);
                renewed = asked;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (StorageFault.Is(error))
            {
                if (error is RequestFailedException { Status: 409 or 404 } || Stopwatch.GetElapsedTime(renewed) >= Duration - RenewEvery)
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
    }
}
