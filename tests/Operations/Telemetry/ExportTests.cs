using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Telemetry;

/// <summary>Spans and numbers go to the collector that a setting names, and to nobody without one.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task A_collector_that_the_settings_name_receives_spans_and_numbers_and_no_secret()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
            return Results.Ok();
        });
        await collector.StartAsync();

        await using (var app = await RunningApp.StartAsync(settings: [$"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.Single()}",
            "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"]))
        {
            await app.AcceptedAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
            await app.WaitUntilComputedAsync();
        }

        // What is not sent yet is sent when the app stops.
        string Sent(string path) => string.Concat(received.Where(r => r.Path == path).Select(r => r.Body));
        Assert.Contains("accept submission", Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("recompute", Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("smarttoyonaka.submissions", Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("smarttoyonaka.recomputation.duration", Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain(received, r => r.Body.Contains(RunningApp.Bootstrap, StringComparison.Ordinal)
            || r.Body.Contains("AccountKey", StringComparison.Ordinal));
    }
}
