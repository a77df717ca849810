using System.Globalization;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>One version of a blob.</summary>
/// <param name="Name">Path within its container.</param>
/// <param name="ETag">Names this version.</param>
/// <param name="UploadedAt">When this version was written.</param>
/// <param name="Length">Bytes.</param>
public sealed record BlobVersion(string Name, string ETag, DateTimeOffset UploadedAt, long Length)
{
    // A restored blob keeps the identity of its upload: its time, and the ETag that the ledger names. Overwriting the blob removes this
    // metadata.
    private const string OriginalETag = "originaletag", OriginalTime = "originaltime";

    /// <summary>The ETag in the storage: other than <see cref="ETag"/> for a blob that was restored from a backup.</summary>
    public string StoredETag { get; init; } = ETag;

    /// <summary>The version as the storage describes it, or as it was before it was restored.</summary>
    internal static BlobVersion Of(string name, string etag, DateTimeOffset at, long length, IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(OriginalETag, out var original) && metadata.TryGetValue(OriginalTime, out var time)
            && DateTimeOffset.TryParseExact(time, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var originalAt)
            ? new(name, original, originalAt, length) { StoredETag = etag }
            : new(name, etag, at, length);

    /// <summary>What a restored blob keeps of it.</summary>
    internal Dictionary<string, string> ToMetadata() => new()
    {
        [OriginalETag] = ETag,
        [OriginalTime] = UploadedAt.ToString("O", CultureInfo.InvariantCulture),
    };
}
