using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>One blob container.</summary>
public sealed class BlobStore(BlobContainerClient client)
{
    // The time of what a blob describes: an older result does not overwrite a newer one.
    private const string Stamp = "receivedat";

    /// <summary>The blobs with a prefix, in the order of their names; without those that <see cref="IsAddressable"/> excludes.</summary>
    /// <param name="prefix">How their names begin.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    /// <param name="unaddressable">Called for each blob that is left out.</param>
    public async IAsyncEnumerable<BlobVersion> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default,
        Action? unaddressable = null)
    {
        await foreach (var blob in client.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancel))
        {
            if (!IsAddressable(blob.Name))
            {
                unaddressable?.Invoke();
                continue;
            }

            yield return BlobVersion.Of(blob.Name, blob.Properties.ETag?.ToString("G") ?? "", blob.Properties.LastModified
                ?? default, blob.Properties.ContentLength ?? 0, blob.Metadata);
        }
    }

    /// <summary>
    /// The blobs outside the given folders: at the root, or in other folders. The given folders are not listed, however much is in them.
    /// </summary>
    /// <param name="folders">Folders that are passed over.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async IAsyncEnumerable<BlobVersion> ListOutsideAsync(IReadOnlySet<string> folders,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var others = new List<string>();
        await foreach (var item in client.GetBlobsByHierarchyAsync(BlobTraits.Metadata, BlobStates.None, "/", prefix: null, cancel))
        {
            if (item.IsPrefix && !folders.Contains(item.Prefix.TrimEnd('/')))
            {
                others.Add(item.Prefix);
            }
            else if (item.IsBlob && IsAddressable(item.Blob.Name))
            {
                var p = item.Blob.Properties;
                yield return BlobVersion.Of(item.Blob.Name, p.ETag?.ToString("G") ?? "", p.LastModified ?? default, p.ContentLength
                    ?? 0, item.Blob.Metadata);
            }
        }

        foreach (var prefix in others)
        {
            await foreach (var blob in ListAsync(prefix, cancel))
            {
                yield return blob;
            }
        }
    }

    /// <summary>The current version, or null.</summary>
    public async Task<BlobVersion?> FindAsync(string name, CancellationToken cancel)
    {
        try
        {
            var p = (await Blob(name).GetPropertiesAsync(cancellationToken: cancel)).Value;
            return BlobVersion.Of(name, p.ETag.ToString("G"), p.LastModified, p.ContentLength, p.Metadata);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Streams exactly the version named; null when it is gone or was overwritten.</summary>
    public async Task<Stream?> OpenAsync(BlobVersion version, CancellationToken cancel)
    {
        try
        {
            var download = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag(version.StoredETag) } };
            return (await Blob(version.Name).DownloadStreamingAsync(download, cancel)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>The whole content, for small blobs; null when there is none.</summary>
    public async Task<(byte[] Content, BlobVersion Version)?> ReadAsync(string name, CancellationToken cancel)
    {
        try
        {
            var r = (await Blob(name).DownloadContentAsync(cancel)).Value;
            return (r.Content.ToArray(), BlobVersion.Of(name, r.Details.ETag.ToString("G"), r.Details.LastModified, r.Details.ContentLength,
                r.Details.Metadata));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes or overwrites a blob; tells which version that made, and when.</summary>
    public async Task<(string ETag, DateTimeOffset At)> WriteAsync(string name, Stream content, string contentType,
        CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        var written = (await Blob(name).UploadAsync(content, options, cancel)).Value;

        // A listing has it without the quotes of the header; an upload has one name only.
        return (written.ETag.ToString("G").Trim('"'), written.LastModified);
    }

    /// <summary>Writes or overwrites a small blob.</summary>
    public Task WriteAsync(string name, byte[] content, string contentType, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        WriteAsync(name, new MemoryStream(content, writable: false), contentType, cancel, file, line);

    /// <summary>Writes a small blob if there is none; false, and nothing written, when there is one.</summary>
    public async Task<bool> TryCreateAsync(string name, byte[] content, string contentType, CancellationToken cancel,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        try
        {
            var options = new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }
            };
            await Blob(name).UploadAsync(new MemoryStream(content, writable: false), options, cancel);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>
    /// Writes a blob that describes something received at a time, unless the existing one describes something received later. Returns the
    /// version written; null when nothing was written.
    /// </summary>
    public async Task<string?> TryWriteNewerAsync(
        string name, Stream content, string contentType, DateTimeOffset receivedAt, CancellationToken cancel,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        while (true)
        {
            var there = await StampOfAsync(name, cancel);
            if (there?.ReceivedAt > receivedAt)
            {
                return null;
            }

            try
            {
                content.Position = 0;
                var written = await Blob(name).UploadAsync(
                    content,
                    new BlobUploadOptions
                    {
                        HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                        Metadata = new Dictionary<string, string> { [Stamp] = receivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture) },
                        Conditions = there is { } version ? new() { IfMatch = new ETag(version.ETag) } : new() { IfNoneMatch = ETag.All },
                    },
                    cancel);
                return written.Value.ETag.ToString();
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Written by another instance, or by this call, whose response was lost: in both cases the blob is read again.
            }
        }
    }

    /// <summary>Deletes a blob unless it describes something received later than a time; succeeds if it does not exist.</summary>
    public async Task DeleteUnlessNewerAsync(
        string name, DateTimeOffset receivedAt, CancellationToken cancel, [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        while (await StampOfAsync(name, cancel) is { } there && !(there.ReceivedAt > receivedAt))
        {
            try
            {
                await Blob(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, new() { IfMatch = new ETag(there.ETag) },
                    cancel);
                return;
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
            }
        }
    }

    /// <summary>Acquires a lease on a blob, which is created if it does not exist; null when it is leased already.</summary>
    public async Task<BlobLease?> TryLeaseAsync(
        string name, TimeSpan time, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);

        // With an id of its own, so that a retry after a lost response finds its own lease only.
        var lease = Blob(name).GetBlobLeaseClient(Guid.NewGuid().ToString());
        for (var isThere = false; ; isThere = true)
        {
            try
            {
                await lease.AcquireAsync(time, cancellationToken: cancel);
                return new(lease, time);
            }
            catch (RequestFailedException e) when (e.Status == 404 && e.ErrorCode != "ContainerNotFound" && !isThere)
            {
                await TryCreateAsync(name, [], "text/plain", cancel, file, line);
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// True while one of the blobs with a prefix is leased (<c>Held</c>); true where a lease expired, that is its holder was killed, and
    /// nobody has leased the blob since (<c>Expired</c>).
    /// </summary>
    public async Task<(bool Held, bool Expired)> LeasesAsync(string prefix, CancellationToken cancel)
    {
        var (held, expired) = (false, false);
        await foreach (var blob in client.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancel))
        {
            held |= blob.Properties.LeaseState is LeaseState.Leased or LeaseState.Breaking;
            expired |= blob.Properties.LeaseState == LeaseState.Expired;
        }

        return (held, expired);
    }

    /// <summary>The time of what a blob describes; null when there is no blob or no time.</summary>
    public async Task<DateTimeOffset?> ReceivedAtAsync(string name, CancellationToken cancel) =>
        (await StampOfAsync(name, cancel))?.ReceivedAt;

    private async Task<(DateTimeOffset? ReceivedAt, string ETag)?> StampOfAsync(string name, CancellationToken cancel)
    {
        try
        {
            var p = (await Blob(name).GetPropertiesAsync(cancellationToken: cancel)).Value;
            return p.Metadata.TryGetValue(Stamp, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var ticks)
                ? (new DateTimeOffset(ticks, TimeSpan.Zero), p.ETag.ToString())
                : (null, p.ETag.ToString());
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes a blob; succeeds if it does not exist.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        await Blob(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancel);
    }

    /// <summary>Writes a blob of a backup with the identity of its original version.</summary>
    public async Task RestoreAsync(BlobVersion original, Stream content, string contentType, CancellationToken cancel,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        var options = new BlobUploadOptions { HttpHeaders = new() { ContentType = contentType }, Metadata = original.ToMetadata() };
        try
        {
            await Blob(original.Name).UploadAsync(content, options, cancel);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "BlobImmutableDueToPolicy")
        {
            // An earlier run of the same restoration wrote it, and the policy is the proof that nobody has changed it since.
        }
    }

    /// <summary>
    /// False for a name with a segment <c>.</c> or <c>..</c>: the storage accepts such blobs (for example sent with backslashes), but an
    /// address with such segments resolves to another blob, even in another container.
    /// </summary>
    public static bool IsAddressable(string name) => !name.Split('/', '\\').Any(part => part is "." or "..");

    private BlobClient Blob(string name) =>
        IsAddressable(name) ? client.GetBlobClient(name)
            : throw new ArgumentException("The name of this blob leads to another one.", nameof(name));
}
