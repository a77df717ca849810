using System.Globalization;
using System.Text;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>
/// A storage account in the memory of the tests' process, with as much of the services' HTTP interface as the program uses. For searches
/// that need thousands of runs: <see cref="MemoryStorageTests"/> holds it to the emulator, which all other tests use.
/// </summary>
internal sealed class MemoryAccount
{
    private readonly Lock gate = new();
    private readonly MemoryTables tables = new();
    private readonly MemoryBlobs blobs = new();
    private readonly MemoryQueues queues = new();

    /// <summary>The address of the account behind the service's own.</summary>
    public const string Name = "memory";

    /// <summary>Executes a call; each is atomic.</summary>
    /// <param name="service"><c>Blob</c>, <c>Queue</c> or <c>Table</c>.</param>
    /// <param name="request">The call.</param>
    public MemoryResponse Execute(string service, MemoryRequest request)
    {
        lock (gate)
        {
            try
            {
                return service switch
                {
                    "Table" => tables.Execute(request),
                    "Blob" => blobs.Execute(request),
                    _ => queues.Execute(request),
                };
            }
            catch (MemoryFault fault)
            {
                return service == "Table" ? fault.ToJson() : fault.ToXml();
            }
        }
    }
}

/// <summary>A call of a service.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path behind the account's name, without the first slash, unescaped.</param>
/// <param name="Query">The query's values, unescaped.</param>
/// <param name="Headers">The headers, of whatever case.</param>
/// <param name="Body">The content.</param>
internal sealed record MemoryRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>A call by its address as sent: <c>/memory/ledger(PartitionKey='a',RowKey='b')?…</c>.</summary>
    public static MemoryRequest Of(string method, string rawTarget, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var (path, query) = rawTarget.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0
            ? (rawTarget[..mark], rawTarget[(mark + 1)..]) : (rawTarget, "");
        var behind = path.IndexOf('/', 1) is var slash and > 0 ? path[(slash + 1)..] : "";
        return new(method, Uri.UnescapeDataString(behind), query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).ToDictionary(p => p[0], p => p.Length > 1 ? Uri.UnescapeDataString(p[1]) : ""), headers,
            body);
    }

    /// <summary>A header's value; null where there is none.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>What a service answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The content.</param>
/// <param name="ContentType">Its type.</param>
internal sealed record MemoryResponse(int Status, byte[] Body, string ContentType = "application/xml")
{
    public MemoryResponse(int status, string body = "", string contentType = "application/xml")
        : this(status, Encoding.UTF8.GetBytes(body), contentType)
    {
    }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public MemoryResponse With(string name, string value)
    {
        Headers[name] = value;
        return this;
    }
}

/// <summary>A refusal.</summary>
internal sealed class MemoryFault(int status, string code) : Exception(code)
{
    public int Status => status;

    public string Code => Message;

    public MemoryResponse ToXml() => new MemoryResponse(
        status, $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{Code}</Code><Message>{Code}</Message></Error>")
        .With("x-ms-error-code", Code);

    public MemoryResponse ToJson(string detail = "") => new MemoryResponse(status,
        $$$$"""{"odata.error":{"code":"{{{{Code}}}}","message":{"lang":"en-US","value":"{{{{detail}}}}{{{{Code}}}}"}}}""", "application/json")
        .With("x-ms-error-code", Code);
}

/// <summary>What the services have in common.</summary>
internal static class MemoryTime
{
    private static long last;

    /// <summary>A number that no other call gives: part of a version.</summary>
    public static long Next() => Interlocked.Increment(ref last);

    /// <summary>A time as headers have it.</summary>
    public static string Http(DateTimeOffset at) => at.ToString("R", CultureInfo.InvariantCulture);
}
