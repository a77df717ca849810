using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Queues;

/// <summary>Only messages that fail by an error of their own stay in the poison queue.</summary>
public sealed class PoisonQueueTests
{
    private const string Topic = """{"v":1,"keys":[{"topic":"seal_abolitions","fiscalYear":2021}],"askedAt":"2021-07-01T01:00:00+00:00"}""";

    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task What_was_cut_off_is_sent_back_by_the_sweep_and_computed()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var app = await RunningApp.StartAsync(storage, clock, settings: RunningApp.QueueOff))
        {
            await app.AcceptedAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
            await MoveToPoisonAsync(app);
        }

        await using var after = await RunningApp.StartAsync(storage, clock);
        Assert.Equal((1, 0), await HealthAsync(after));
        clock.Advance(TimeSpan.FromMinutes(10));
        await after.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => await HealthAsync(after) == (0, 0));
        Assert.Equal("7", (await after.IndicatorAsync("seal_abolitions", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_sent_back_again_and_again_waits_longer_each_time_and_is_not_asked_for_meanwhile()
    {
        await using var app = await RunningApp.StartAsync(clock: clock, settings: RunningApp.QueueOff);
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
        var failures = app.Services.GetRequiredService<RecomputeFailures>();
        var body = (await app.Queue(QueueNames.Recompute).PeekMessageAsync()).Value.Body.ToString();
        List<double> minutes = [];
        for (var time = 0; time < 9; time++)
        {
            minutes.Add((await failures.PauseAsync(body, CancellationToken.None)).TotalMinutes);
        }

        Assert.Equal([0, 1, 2, 4, 8, 16, 32, 60, 60], minutes);
        var mark = RecomputeRequest.Parse(body).Pending.Single();
        Assert.Contains(mark, await failures.WaitingAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.DoesNotContain(mark, await failures.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_fails_by_itself_five_times_stays_and_what_is_no_message_too()
    {
        await using var app = await RunningApp.StartAsync(clock: clock, settings: RunningApp.QueueOff);
        var failures = app.Services.GetRequiredService<RecomputeFailures>();
        var poison = app.Services.GetRequiredService<PoisonQueue>();
        var request = RecomputeRequest.Parse(Topic);
        for (var failure = 1; failure < RecomputeFailures.MaxFailures; failure++)
        {
            await failures.RecordAsync(request, CancellationToken.None);
        }

        Assert.False(await failures.FailsByItselfAsync(Topic, CancellationToken.None));
        await failures.RecordAsync(request, CancellationToken.None);
        await app.Queue(QueueNames.RecomputePoison).SendMessageAsync(Topic);
        await app.Queue(QueueNames.RecomputePoison).SendMessageAsync("nonsense");
        await app.Queue(QueueNames.RecomputePoison).SendMessageAsync(Topic.Replace("01:00:00", "02:00:00", StringComparison.Ordinal));

        Assert.Equal((1, 2), await poison.CountAsync(CancellationToken.None));
        await poison.SendBackAsync(CancellationToken.None);

        Assert.Equal((0, 2), await poison.CountAsync(CancellationToken.None));
        Assert.Equal([Topic, "nonsense"], (await app.Queue(QueueNames.RecomputePoison).PeekMessagesAsync(32)).Value.Select(m =>
            m.Body.ToString()).Order(StringComparer.Ordinal).Reverse());
        Assert.Single((await app.Queue(QueueNames.Recompute).PeekMessagesAsync(32)).Value);

        // The cause has been corrected.
        Assert.Equal((0, "2 message(s) sent back"), await SendBackByHandAsync(app));
        Assert.False(await failures.FailsByItselfAsync(Topic, CancellationToken.None));
    }

    [Fact]
    public async Task A_computation_that_fails_is_counted_and_one_that_meets_an_outage_is_not()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy,
            settings: "AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:00");
        await app.Table(TableNames.Ledger).AddEntityAsync(new Azure.Data.Tables.TableEntity("seal_abolitions|2021", "202106|0213|a||x")
        {
            ["measure"] = "seal_abolitions",
            ["section"] = "0213",
            ["monthkey"] = 202106,
            ["content"] = "nothing",
            ["receivedat"] = clock.GetUtcNow(),
        });
        await app.Queue(QueueNames.Recompute).SendMessageAsync(Topic);
        await RunningApp.UntilAsync(async () => await HealthAsync(app) == (0, 1));

        proxy.Decide = (_, _, path) => path.StartsWith("/ledger", StringComparison.Ordinal) ? CallFault.Failing : CallFault.None;
        await app.Queue(QueueNames.Recompute).SendMessageAsync(Topic.Replace("01:00:00", "02:00:00", StringComparison.Ordinal));
        await RunningApp.UntilAsync(async () =>
            (await app.Queue(QueueNames.RecomputePoison).GetPropertiesAsync()).Value.ApproximateMessagesCount == 2);
        Assert.Equal((1, 1), await HealthAsync(app));
    }

    private static async Task MoveToPoisonAsync(RunningApp app)
    {
        var message = (await app.Queue(QueueNames.Recompute).ReceiveMessageAsync()).Value;
        await app.Queue(QueueNames.RecomputePoison).SendMessageAsync(message.Body);
        await app.Queue(QueueNames.Recompute).DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    private static async Task<(int Status, string Told)> SendBackByHandAsync(RunningApp app)
    {
        var (status, told) = await CommandLine.RunAsync(app.Storage, "poison", "resend");
        return (status, told.Trim());
    }

    private static async Task<(int Waiting, int Poison)> HealthAsync(RunningApp app)
    {
        var health = await (await app.Client.GetAsync("api/health")).JsonAsync();
        return (health["recomputation"]!["waiting"]!.GetValue<int>(), health["recomputation"]!["poison"]!.GetValue<int>());
    }
}
