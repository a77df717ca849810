using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support.Kusto;

namespace SmartToyonaka.Tests.Operations.Telemetry;

/// <summary>Receives telemetry on this machine: OpenTelemetry's protocol, and that of Application Insights.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();

    private Collector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>The settings by which an app sends everything here as to a collector of OpenTelemetry.</summary>
    public string[] Otlp => [$"OTEL_EXPORTER_OTLP_ENDPOINT={Address}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"];

    /// <summary>The setting by which an app sends everything here as to Application Insights.</summary>
    public string ApplicationInsights =>
        $"APPLICATIONINSIGHTS_CONNECTION_STRING=InstrumentationKey={Guid.Empty};IngestionEndpoint={Address}";

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await using Stream sent = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress)
                : request.Body;
            await sent.CopyToAsync(body);
            collector.received.Enqueue((request.Path, body.ToArray()));
            return Results.Ok();
        });
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>The bodies sent to a path, as text; all when no path is given.</summary>
    public string Sent(string? path = null) =>
        string.Concat(received.Where(r => path is null || r.Path == path).Select(r => Encoding.Latin1.GetString(r.Body)));

    /// <summary>The spans that came as OpenTelemetry.</summary>
    public IReadOnlyList<OtlpSpan> Spans() => [.. received.Where(r => r.Path == "/v1/traces").SelectMany(r => OtlpSpan.Read(r.Body))];

    /// <summary>What came as Application Insights keeps it: its tables, with the columns that the queries of alerts read.</summary>
    public Dictionary<string, IReadOnlyList<KustoRow>> Tables()
    {
        var envelopes = received.Where(r => r.Path.EndsWith("/track", StringComparison.Ordinal))
            .SelectMany(r => Encoding.UTF8.GetString(r.Body).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => JsonNode.Parse(line)!).ToList();
        return new(StringComparer.Ordinal)
        {
            ["traces"] = Rows("MessageData"),
            ["requests"] = Rows("RequestData"),
            ["dependencies"] = Rows("RemoteDependencyData"),
        };

        List<KustoRow> Rows(string type) => [.. envelopes.Where(e => e["data"]!["baseType"]!.GetValue<string>() == type).Select(e => Row(
            DateTimeOffset.Parse(e["time"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture),
            e["data"]!["baseData"]!, e["tags"]?["ai.operation.id"]?.GetValue<string>()))];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static KustoRow Row(DateTimeOffset time, JsonNode data, string? operation) => new(new Dictionary<string, object?>
    {
        ["timestamp"] = time,
        ["operation_Id"] = operation,
        ["message"] = data["message"]?.GetValue<string>(),
        ["name"] = data["name"]?.GetValue<string>(),
        ["success"] = data["success"]?.GetValue<bool>(),
        ["resultCode"] = (data["responseCode"] ?? data["resultCode"])?.GetValue<string>(),
        ["customDimensions"] = (data["properties"]?.AsObject() ?? []).ToDictionary(p => p.Key, p => p.Value!.GetValue<string>()),
    });
}
