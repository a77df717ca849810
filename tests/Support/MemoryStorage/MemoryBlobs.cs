using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>The blob service: block blobs that are written whole, with their leases.</summary>
internal sealed class MemoryBlobs
{
    private readonly SortedDictionary<string, SortedDictionary<string, Blob>> containers = new(StringComparer.Ordinal);

    private sealed record Blob(byte[] Content, string ContentType, IReadOnlyDictionary<string, string> Metadata, string ETag,
        DateTimeOffset At)
    {
        /// <summary>Who holds it; null for nobody.</summary>
        public string? Lease { get; set; }

        public DateTimeOffset LeasedUntil { get; set; }

        public int LeaseSeconds { get; set; }

        public bool IsLeased => Lease is not null && DateTimeOffset.UtcNow < LeasedUntil;

        public string LeaseState => IsLeased ? "leased" : Lease is null ? "available" : "expired";
    }

    public MemoryResponse Execute(MemoryRequest request)
    {
        var slash = request.Path.IndexOf('/', StringComparison.Ordinal);
        var (name, blob) = slash < 0 ? (request.Path, "") : (request.Path[..slash], request.Path[(slash + 1)..]);
        if (name.Length == 0)
        {
            return ListContainers();
        }

        if (blob.Length == 0 && request.Method == "PUT")
        {
            return containers.TryAdd(name, new(StringComparer.Ordinal)) ? new MemoryResponse(201).With("ETag", "\"1\"")
                : throw new MemoryFault(409, "ContainerAlreadyExists");
        }

        var there = containers.GetValueOrDefault(name) ?? throw new MemoryFault(404, "ContainerNotFound");
        return (blob.Length, request.Query.GetValueOrDefault("comp"), request.Method) switch
        {
            (0, "list", _) => List(request, there),
            (0, _, _) => new MemoryResponse(200).With("ETag", "\"1\"").With("Last-Modified", MemoryTime.Http(DateTimeOffset.UnixEpoch)),
            (_, "lease", "PUT") => Lease(request, Find(there, blob)),
            (_, null, "PUT") => Put(request, there, blob),
            (_, null, "DELETE") => Delete(request, there, blob),
            (_, null, "GET" or "HEAD") => Get(request, Find(there, blob)),
            _ => throw new MemoryFault(501, "NotImplemented"),
        };
    }

    private MemoryResponse ListContainers() => Xml("Containers", containers.Keys.Select(c => new XElement("Container",
        new XElement("Name", c),
        new XElement("Properties", new XElement("Last-Modified", MemoryTime.Http(DateTimeOffset.UnixEpoch)), new XElement("Etag", "1")))));

    private static MemoryResponse List(MemoryRequest request, SortedDictionary<string, Blob> there)
    {
        var (prefix, delimiter) = (request.Query.GetValueOrDefault("prefix", ""), request.Query.GetValueOrDefault("delimiter", ""));
        var items = new List<XElement>();
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, blob) in there.Where(b => b.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var end = delimiter.Length == 0 ? -1 : name.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end >= 0)
            {
                if (folders.Add(name[..(end + 1)]))
                {
                    items.Add(new("BlobPrefix", new XElement("Name", name[..(end + 1)])));
                }

                continue;
            }

            items.Add(new("Blob", new XElement("Name", name),
                new XElement("Properties", new XElement("Last-Modified", MemoryTime.Http(blob.At)), new XElement("Etag", blob.ETag.Trim('"')),
                    new XElement("Content-Length", blob.Content.Length), new XElement("Content-Type", blob.ContentType),
                    new XElement("BlobType", "BlockBlob"), new XElement("LeaseStatus", blob.IsLeased ? "locked" : "unlocked"),
                    new XElement("LeaseState", blob.LeaseState)),
                new XElement("Metadata", blob.Metadata.Select(m => new XElement(m.Key, m.Value)))));
        }

        return Xml("Blobs", items);
    }

    private static MemoryResponse Put(MemoryRequest request, SortedDictionary<string, Blob> there, string name)
    {
        var before = there.GetValueOrDefault(name);
        if (request.Header("If-None-Match") is not null && before is not null)
        {
            throw new MemoryFault(409, "BlobAlreadyExists");
        }

        Check(request, before);
        const string Metadata = "x-ms-meta-";
        var metadata = request.Headers.Where(h => h.Key.StartsWith(Metadata, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key[Metadata.Length..], h => h.Value, StringComparer.OrdinalIgnoreCase);
        var blob = new Blob(request.Body, request.Header("x-ms-blob-content-type") ?? "application/octet-stream", metadata,
            string.Create(CultureInfo.InvariantCulture, $"\"0x{MemoryTime.Next():X}\""), DateTimeOffset.UtcNow)
        {
            Lease = before?.Lease,
            LeasedUntil = before?.LeasedUntil ?? default,
        };
        there[name] = blob;
        return Described(new(201), blob);
    }

    private static MemoryResponse Delete(MemoryRequest request, SortedDictionary<string, Blob> there, string name)
    {
        Check(request, Find(there, name));
        there.Remove(name);
        return new(202);
    }

    private static MemoryResponse Get(MemoryRequest request, Blob blob)
    {
        Check(request, blob, reads: true);
        var range = request.Header("x-ms-range") ?? request.Header("Range");
        if (range is null)
        {
            return Content(new(200, request.Method == "HEAD" ? [] : blob.Content, blob.ContentType), blob)
                .With("Content-Length", blob.Content.Length.ToString(CultureInfo.InvariantCulture));
        }

        var ends = range["bytes=".Length..].Split('-');
        var from = int.Parse(ends[0], CultureInfo.InvariantCulture);
        if (from >= blob.Content.Length)
        {
            throw new MemoryFault(416, "InvalidRange");
        }

        var to = Math.Min(blob.Content.Length - 1, ends[1].Length == 0 ? int.MaxValue : (int)Math.Min(int.MaxValue,
            long.Parse(ends[1], CultureInfo.InvariantCulture)));
        return Content(new(206, blob.Content[from..(to + 1)], blob.ContentType), blob)
            .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{blob.Content.Length}"));
    }

    private static MemoryResponse Lease(MemoryRequest request, Blob blob)
    {
        var action = request.Header("x-ms-lease-action");
        if (action == "break")
        {
            if (blob.Lease is null)
            {
                throw new MemoryFault(409, "LeaseNotPresentWithLeaseOperation");
            }

            blob.Lease = null;
            return Described(new MemoryResponse(202).With("x-ms-lease-time", "0"), blob);
        }

        var id = request.Header(action == "acquire" ? "x-ms-proposed-lease-id" : "x-ms-lease-id");
        if (action == "acquire" ? blob.IsLeased && blob.Lease != id : blob.Lease != id)
        {
            throw new MemoryFault(409, action == "acquire" ? "LeaseAlreadyPresent" : "LeaseIdMismatchWithLeaseOperation");
        }

        if (action == "acquire")
        {
            blob.LeaseSeconds = int.Parse(request.Header("x-ms-lease-duration")!, CultureInfo.InvariantCulture);
        }

        blob.Lease = action == "release" ? null : id;
        blob.LeasedUntil = DateTimeOffset.UtcNow.AddSeconds(blob.LeaseSeconds);
        return Described(new MemoryResponse(action == "acquire" ? 201 : 200).With("x-ms-lease-id", id!), blob);
    }

    private static void Check(MemoryRequest request, Blob? blob, bool reads = false)
    {
        if (request.Header("If-Match") is { } wanted && wanted != "*" && wanted.Trim('"') != blob?.ETag.Trim('"'))
        {
            throw new MemoryFault(412, "ConditionNotMet");
        }

        if (!reads && blob is { IsLeased: true } && request.Header("x-ms-lease-id") is var id && id != blob.Lease)
        {
            throw new MemoryFault(412, id is null ? "LeaseIdMissing" : "LeaseIdMismatchWithBlobOperation");
        }
    }

    private static Blob Find(SortedDictionary<string, Blob> there, string name) => there.GetValueOrDefault(name)
        ?? throw new MemoryFault(404, "BlobNotFound");

    private static MemoryResponse Content(MemoryResponse response, Blob blob)
    {
        foreach (var (name, value) in blob.Metadata)
        {
            response.With("x-ms-meta-" + name, value);
        }

        return Described(response, blob).With("x-ms-blob-type", "BlockBlob").With("x-ms-lease-state", blob.LeaseState)
            .With("x-ms-lease-status", blob.IsLeased ? "locked" : "unlocked").With("Accept-Ranges", "bytes");
    }

    private static MemoryResponse Described(MemoryResponse response, Blob blob) => response
        .With("ETag", blob.ETag).With("Last-Modified", MemoryTime.Http(blob.At)).With("x-ms-request-server-encrypted", "true");

    private static MemoryResponse Xml(string list, IEnumerable<XElement> items)
    {
        using var text = new MemoryStream();
        new XDocument(new XElement("EnumerationResults", new XElement(list, items), new XElement("NextMarker"))).Save(text);
        return new(200, Encoding.UTF8.GetString(text.ToArray()).TrimStart('\uFEFF'));
    }
}
