using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Telemetry;

/// <summary>Spans and numbers go to the collector that a setting names, and to nobody without one.</summary>
public sealed class ExportTests
{
    private const int Burst = 40;

    [Fact]
    public async Task A_collector_that_the_settings_name_receives_spans_and_numbers_and_no_secret()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = await CollectorAsync(received);

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

    [Theory]
    [InlineData(null, Burst)]
    [InlineData("1", Burst)]
    [InlineData("0", 0)]
    public async Task Application_Insights_receives_every_trace_of_a_burst_or_the_share_that_a_setting_names(string? ratio, int expected)
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = await CollectorAsync(received);
        await using (var app = await RunningApp.StartAsync(settings: [
            $"APPLICATIONINSIGHTS_CONNECTION_STRING=InstrumentationKey={Guid.Empty};IngestionEndpoint={collector.Urls.Single()}",
            .. ratio is null ? [] : new[] { $"SmartToyonaka:Telemetry:SamplingRatio={ratio}" }]))
        {
            for (var n = 0; n < Burst; n++)
            {
                await app.AcceptedAsync(
                    $$"""{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": {{n}} } ] }""");
            }
        }

        // Apps of other tests run in this process, too, and their spans are of the same source.
        var spans = received.Sum(r => Regex.Count(r.Body, "\"name\":\"accept submission\""));
        Assert.InRange(spans, expected, expected == 0 ? 0 : int.MaxValue);
    }

    [Fact]
    public async Task A_share_that_is_none_stops_the_start_with_one_line()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync(settings: [
            $"APPLICATIONINSIGHTS_CONNECTION_STRING=InstrumentationKey={Guid.Empty};IngestionEndpoint=http://127.0.0.1:9/",
            "SmartToyonaka:Telemetry:SamplingRatio=40%"]));
        Assert.Contains("SmartToyonaka__Telemetry__SamplingRatio must be a number from 0 to 1", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentQueue<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await using Stream sent = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress)
                : request.Body;
            await sent.CopyToAsync(body);
            received.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
            return Results.Ok();
        });
        await collector.StartAsync();
        return collector;
    }
}
