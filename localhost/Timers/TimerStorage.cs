using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Localhost.Settings;
using Localhost.Storage;

namespace Localhost.Timers;

/// <summary>What is kept of one timer: its lock and its state, where the real host keeps them.</summary>
internal sealed class TimerStorage
{
    private const string Container = "azure-webjobs-hosts";

    private readonly BlobContainerClient _container;
    private readonly BlobClient _lock;
    private readonly BlobClient _status;

    public TimerStorage(string connection, HostId host, string function)
    {
        var id = host.Value.ToLowerInvariant();
        _container = new BlobContainerClient(connection, Container, StorageFault.Impatient(new BlobClientOptions()));
        _lock = _container.GetBlobClient($"locks/{id}/Host.Functions.{function}.Listener");
        _status = _container.GetBlobClient($"timers/{id}/Host.Functions.{function}/status");
    }

    /// <summary>The lock, or null when another instance has it.</summary>
    public async Task<TimerLease?> TryLockAsync(CancellationToken cancellation)
    {
        try
        {
            return await TimerLease.TryTakeAsync(_lock, cancellation);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            await MakeLockAsync(cancellation);
            return await TimerLease.TryTakeAsync(_lock, cancellation);
        }
    }

    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return (await _status.DownloadContentAsync(cancellation)).Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    public Task WriteAsync(ScheduleStatus status) =>
        _status.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, CancellationToken.None);

    private async Task MakeLockAsync(CancellationToken cancellation)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        try
        {
            await _lock.UploadAsync(
                BinaryData.Empty, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                    cancellation);
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            // Another instance was first.
        }
    }
}
