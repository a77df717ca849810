using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Telemetry;

/// <summary>Spans, numbers and lines go to the collector that a setting names, and to nobody without one.</summary>
[Collection(AloneCollection.Name)]
public sealed class ExportTests
{
    private const int Burst = 40;

    private const string Seals =
        """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""";

    [Fact]
    public async Task A_collector_that_the_settings_name_receives_one_trace_numbers_and_lines_and_no_secret()
    {
        // The host of this machine begins a span for a request where somebody listens, as the real one does.
        using var host = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> o) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(host);
        await using var collector = await Collector.StartAsync();
        var (trace, caller) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        await using (var app = await RunningApp.StartAsync(settings: collector.Otlp))
        {
            using var post = new HttpRequestMessage(HttpMethod.Post, "api/submissions") { Content = JsonContent.Create(JsonNode.Parse(Seals)) };
            post.Headers.Add("traceparent", $"00-{trace}-{caller}-01");
            (await app.Client.SendAsync(post)).EnsureSuccessStatusCode();
            await app.WaitUntilComputedAsync();
        }

        // What is not sent yet is sent when the app stops. One trace, from the call of the function to the tables; the request above it is
        // the host's.
        var spans = collector.Spans().Where(s => s.Trace == trace.ToString()).ToList();
        Assert.Equal("function SubmitFigures", Assert.Single(spans, s => spans.TrueForAll(other => other.Id != s.Parent)).Name);
        Assert.Equal(["accept submission", "function SubmitFigures"], Above(spans, "recompute"));
        Assert.Equal(["compute", "recompute", "accept submission", "function SubmitFigures"], Above(spans, "publish"));

        // A span of a server or consumer would be counted as a request beside the host's.
        Assert.Equal([1], spans.Select(s => s.Kind).Distinct());
        Assert.Contains("smarttoyonaka.submissions", collector.Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("smarttoyonaka.recomputation.duration", collector.Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("accepted with", collector.Sent("/v1/logs"), StringComparison.Ordinal);
        Assert.DoesNotContain(RunningApp.Bootstrap, collector.Sent(), StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", collector.Sent(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, Burst)]
    [InlineData("1", Burst)]
    [InlineData("0", 0)]
    public async Task Application_Insights_receives_every_trace_of_a_burst_or_the_share_that_a_setting_names(string? ratio, int expected)
    {
        await using var collector = await Collector.StartAsync();
        await using (var app = await RunningApp.StartAsync(settings: [
            collector.ApplicationInsights, .. ratio is null ? [] : new[] { $"SmartToyonaka:Telemetry:SamplingRatio={ratio}" }]))
        {
            for (var n = 0; n < Burst; n++)
            {
                await app.AcceptedAsync(
                    $$"""{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": {{n}} } ] }""");
            }
        }

        // Alone: an app of another test in this process has spans of the same source, and one that samples them samples them for all.
        var spans = Regex.Count(collector.Sent(), "\"name\":\"accept submission\"");
        Assert.InRange(spans, expected, expected == 0 ? 0 : int.MaxValue);

        // Lines are not sampled with their traces.
        Assert.InRange(collector.Tables()["traces"].Count(r => r["message"] is string text
            && text.Contains("accepted with", StringComparison.Ordinal)), Burst, int.MaxValue);

        // The host sends the request; the program sends no other for it.
        var calls = collector.Tables()["dependencies"].Where(r => Equals(r["name"], "function SubmitFigures"))
            .Select(r => r["operation_Id"]).ToHashSet();
        Assert.InRange(calls.Count, expected, expected == 0 ? 0 : int.MaxValue);
        Assert.DoesNotContain(collector.Tables()["requests"], r => calls.Contains(r["operation_Id"]));
    }

    [Fact]
    public async Task A_share_that_is_none_stops_the_start_with_one_line()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync(settings: [
            $"APPLICATIONINSIGHTS_CONNECTION_STRING=InstrumentationKey={Guid.Empty};IngestionEndpoint=http://127.0.0.1:9/",
            "SmartToyonaka:Telemetry:SamplingRatio=40%"]));
        Assert.Contains("SmartToyonaka__Telemetry__SamplingRatio must be a number from 0 to 1", error.ToString(), StringComparison.Ordinal);
    }

    // The names of what a span is part of, from the innermost.
    private static List<string> Above(List<OtlpSpan> spans, string name)
    {
        List<string> names = [];
        for (var span = spans.First(s => s.Name == name); spans.Find(s => s.Id == span.Parent) is { } parent; span = parent)
        {
            names.Add(parent.Name);
        }

        return names;
    }
}
