using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Telemetry;

/// <summary>The program tells of its work, and one trace leads from the post to the rows it changed.</summary>
public sealed class InstrumentationTests
{
    private const string Seals =
        """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""";

    [Fact]
    public async Task Submissions_recomputations_and_the_backlog_are_counted()
    {
        await using var app = await RunningApp.StartAsync();
        using var numbers = new RecordedMetrics(app.Services.GetRequiredService<IMeterFactory>());
        await app.AcceptedAsync(Seals);
        await app.AcceptedAsync(Seals);
        await app.WaitUntilComputedAsync();
        await app.Queue(QueueNames.RecomputePoison).SendMessageAsync("nonsense");
        await app.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(() => Task.FromResult(numbers.Of("smarttoyonaka.recomputation.poison").Any()));

        Assert.Equal(1, numbers.Sum("smarttoyonaka.submissions", "outcome=accepted"));
        Assert.Equal(1, numbers.Sum("smarttoyonaka.submissions", "outcome=replayed"));
        Assert.Equal([1d], numbers.Of("smarttoyonaka.recomputation.poison"));
        Assert.Equal([0d], numbers.Of("smarttoyonaka.recomputation.waiting"));
        Assert.NotEmpty(numbers.Of("smarttoyonaka.recomputation.duration"));
        Assert.All(numbers.Of("smarttoyonaka.recomputation.queue_age"), age => Assert.InRange(age, 0, RunningApp.Deadline.TotalSeconds));
        Assert.NotEmpty(numbers.Of("smarttoyonaka.recomputation.queue_age"));

        // One figure, and a value of the indicator for each month it holds at.
        Assert.Equal((await app.RowsAsync(TableNames.FactIndicator)).Count + 1, numbers.Sum("smarttoyonaka.recomputation.rows", "topic="));
    }

    [Fact]
    public async Task Rows_of_drops_are_counted_taken_and_held()
    {
        await using var app = await RunningApp.StartAsync();
        using var numbers = new RecordedMetrics(app.Services.GetRequiredService<IMeterFactory>());
        await app.Container(ContainerNames.Drops).GetBlobClient("staff/a.csv").UploadAsync(BinaryData.FromString(
            "年月,所属コード,所属名,職種,勤務形態,人数\n2021-04,0211,財政課,一般,通常,15\n2021-04,0101,経営計画課,一般,通常,?\n2021-04,0101,経営計画課,一般,交替制,2\n"));
        await app.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(() => Task.FromResult(numbers.Of("smarttoyonaka.drops.files").Any()));

        Assert.Equal(1, numbers.Sum("smarttoyonaka.drops.files", "folder=staff,state=taken-in-part"));
        Assert.Equal(1, numbers.Sum("smarttoyonaka.drops.rows", "folder=staff,outcome=taken"));
        Assert.Equal(2, numbers.Sum("smarttoyonaka.drops.rows", "folder=staff,outcome=held"));
    }

    [Fact]
    public async Task One_trace_leads_from_the_post_through_the_queue_to_the_tables()
    {
        var trace = ActivityTraceId.CreateRandom();
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Instrumentation.Name or "Microsoft.AspNetCore" or "Microsoft.Azure.Functions.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> o) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await using var app = await RunningApp.StartAsync();
        using var post = new HttpRequestMessage(HttpMethod.Post,
            "api/submissions")
        { Content = JsonContent.Create(System.Text.Json.Nodes.JsonNode.Parse(Seals)) };
        post.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        (await app.Client.SendAsync(post)).EnsureSuccessStatusCode();
        await app.WaitUntilComputedAsync();
        await RunningApp.UntilAsync(() => Task.FromResult(ended.Any(a => a.TraceId == trace && a.OperationName == "recompute")));

        var spans = ended.Where(a => a.TraceId == trace).ToList();
        var accept = Assert.Single(spans, a => a.OperationName == "accept submission");
        Assert.Equal("accepted", accept.GetTagItem("smarttoyonaka.outcome"));
        Assert.Equal(accept.SpanId, Assert.Single(spans, a => a.OperationName == "recompute").ParentSpanId);
        Assert.Contains(spans, a => a.OperationName == "publish" && Equals(a.GetTagItem("smarttoyonaka.table"), TableNames.FactIndicator));
        Assert.Contains(spans, a => a.OperationName == "publish" && Equals(a.GetTagItem("smarttoyonaka.table"), TableNames.FactFigure));
    }

    /// <summary>The numbers of one app; others run beside it in the same process.</summary>
    private sealed class RecordedMetrics : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, string Tags)> seen = new();

        public RecordedMetrics(IMeterFactory ofApp)
        {
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == Instrumentation.Name && instrument.Meter.Scope == ofApp)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Add(i, v, tags));
            listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Add(i, v, tags));
            listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Add(i, v, tags));
            listener.Start();
        }

        public IEnumerable<double> Of(string name) => seen.Where(s => s.Name == name).Select(s => s.Value);

        public double Sum(string name, string tags) => seen.Where(s => s.Name == name && s.Tags.StartsWith(tags, StringComparison.Ordinal))
            .Sum(s => s.Value);

        public void Dispose() => listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            seen.Enqueue((instrument.Name, value, string.Join(',', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))));
    }
}
