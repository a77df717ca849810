using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Tests.Support.Kusto;

namespace SmartToyonaka.Tests.Operations.Telemetry;

/// <summary>The queries of alerts, tried on what an app really sent to Application Insights.</summary>
public sealed class RecordedAlertTests
{
    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task What_an_app_sent_is_found_by_the_alert_that_is_meant_and_by_no_other()
    {
        await using var collector = await Collector.StartAsync();
        await using (var app = await RunningApp.StartAsync(settings: [collector.ApplicationInsights,
            "SmartToyonaka:Telemetry:SamplingRatio=0", RunningApp.QueueOff]))
        {
            await app.AcceptedAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
            await app.Container(ContainerNames.Drops).GetBlobClient("staff/a.csv").UploadAsync(BinaryData.FromString("年月,所属コード"));
            foreach (var body in (string[])["nonsense", "further nonsense"])
            {
                await app.Queue(QueueNames.RecomputePoison).SendMessageAsync(body);
            }

            foreach (var timer in (string[])["PullStaff", "SweepUnfinished", "UpdateCompleteness"])
            {
                await app.RunTimerAsync(timer);
            }

            // The sweep twice: a message that stays is still one message.
            await UntilRanAsync(3);
            await app.RunTimerAsync("SweepUnfinished");
            await UntilRanAsync(4);

            Task UntilRanAsync(int runs) => RunningApp.UntilAsync(() =>
                Task.FromResult(collector.Tables()["traces"].Count(r => Event(r) == "9301") >= runs));
        }

        var (tables, now) = (collector.Tables(), DateTimeOffset.UtcNow);
        IReadOnlyList<KustoRow> Found(string alert, DateTimeOffset? at = null) => KustoQuery.Run(Alerts.Query(alert), tables, at ?? now);
        Assert.Single(Found("drop-refused"));
        Assert.Equal(2, Found("poison").Select(r => r["queueMessage"]).Distinct().Count());
        Assert.Equal(4, Found("poison").Count);
        Assert.Single(Found("month-incomplete"));
        Assert.Empty(Found("review-waiting"));
        Assert.Empty(Found("mail-unknown"));
        Assert.Empty(Found("server-errors"));

        // A timer that ran is not missed until its time is up; one that never ran counts from the first thing seen.
        Assert.Empty(Found("timer-missed"));
        Assert.Equal(["PullReference", "SweepUnfinished"], Found("timer-missed", now.AddHours(4)).Select(r => r["name"]));
        Assert.Equal(Alerts.Timers.Select(t => t.Name), Found("timer-missed", now.AddHours(27)).Select(r => r["name"]));
    }

    private static string? Event(KustoRow row) =>
        ((IReadOnlyDictionary<string, string>)row["customDimensions"]!).GetValueOrDefault("EventId");
}
