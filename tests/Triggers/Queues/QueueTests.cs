using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Queues;

/// <summary>Messages that arrive twice, late, out of order, never, or invalid; and programs that stop in between.</summary>
public sealed class QueueTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2022-07-01T01:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task Messages_that_come_twice_late_and_out_of_order_end_in_the_same_tables()
    {
        var orderly = await TestStorage.NewAccountAsync();
        var storage = await TestStorage.NewAccountAsync();
        foreach (var account in new[] { orderly, storage })
        {
            await using var app = await RunningApp.StartAsync(account, new FakeTimeProvider(clock.GetUtcNow()),
                settings: RunningApp.QueueOff);
            await SubmitAsync(app, "2021-05", 5);
            await SubmitAsync(app, "2021-06", 6);
            await SubmitAsync(app, "2022-04", 7);
        }

        await using var undisturbed = await RunningApp.StartAsync(orderly, clock);
        await undisturbed.WaitUntilComputedAsync();

        var later = new FakeTimeProvider(clock.GetUtcNow().AddDays(3));
        await using (var app = await RunningApp.StartAsync(storage, later, settings: RunningApp.QueueOff))
        {
            var queue = app.Queue(QueueNames.Recompute);
            var bodies = (await queue.PeekMessagesAsync(32)).Value.Select(m => m.Body.ToString()).ToList();
            Assert.Equal(3, bodies.Count);
            await queue.ClearMessagesAsync();
            foreach (var body in bodies.AsEnumerable().Reverse().Concat(bodies))
            {
                await queue.SendMessageAsync(body);
            }
        }

        await using var disturbed = await RunningApp.StartAsync(storage, later);
        await disturbed.WaitUntilComputedAsync();
        Assert.Equal(await StorageSnapshot.OfAsync(orderly), await StorageSnapshot.OfAsync(storage));
    }

    [Fact]
    public async Task Messages_that_were_lost_with_an_answer_come_again_when_their_time_has_passed()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, clock, proxy, "Localhost:QueueHold=00:00:02");
        var lost = 0;
        proxy.Meet = call => call is { Service: "Queue", Method: "GET" } && call.Path.Contains("/messages", StringComparison.Ordinal)
            && Interlocked.Increment(ref lost) < 10 ? CallFault.AnswerLost : CallFault.None;
        await SubmitAsync(app, "2021-05", 5);

        await app.WaitUntilComputedAsync();

        Assert.True(lost >= 10, $"{lost}");
        Assert.NotNull(await app.IndicatorAsync("seal_abolitions", "month", "2021-05"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("{\"v\":2,\"keys\":[]}")]
    [InlineData("{\"v\":1,\"keys\":[{\"topic\":\"cars\",\"fiscalYear\":2021}]}")]
    [InlineData("{\"v\":1,\"keys\":[{\"topic\":\"overtime\",\"fiscalYear\":-5}]}")]
    [InlineData("{\"v\":1,\"keys\":[null]}")]
    public async Task A_message_that_is_none_ends_in_the_poison_queue_with_its_body_unchanged(string body)
    {
        // Tries follow each other at once here, not ten seconds apart.
        await using var app = await RunningApp.StartAsync(settings: "AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:00");
        await app.Queue(QueueNames.Recompute).SendMessageAsync(body);
        await RunningApp.UntilAsync(async () => (await HealthAsync(app)) == (0, 1));
        Assert.Equal(body, Assert.Single((await app.Queue(QueueNames.RecomputePoison).PeekMessagesAsync(32)).Value).Body.ToString());
    }

    [Fact]
    public async Task A_mark_in_a_table_that_is_not_for_marks_is_left_alone()
    {
        await using var app = await RunningApp.StartAsync();
        await app.Table(TableNames.Credentials).AddEntityAsync(new Azure.Data.Tables.TableEntity("credential", "x"));
        await app.Queue(QueueNames.Recompute)
            .SendMessageAsync("""{"v":1,"keys":[],"pending":[{"table":"credentials","partition":"credential","key":"x"}]}""");
        await app.WaitUntilComputedAsync();
        Assert.Single(await app.RowsAsync(TableNames.Credentials));
    }

    [Fact]
    public async Task A_message_that_was_lost_is_found_by_the_sweep()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var app = await RunningApp.StartAsync(storage, clock, settings: RunningApp.QueueOff))
        {
            await SubmitAsync(app, "2021-06", 6);
            await app.Queue(QueueNames.Recompute).ClearMessagesAsync();
        }

        await using var after = await RunningApp.StartAsync(storage, clock);
        Assert.Equal((1, 0), await HealthAsync(after));
        clock.Advance(TimeSpan.FromMinutes(10));
        await after.RunTimerAsync("SweepUnfinished");
        await after.WaitUntilComputedAsync();
        Assert.Equal("6", (await after.IndicatorAsync("seal_abolitions", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_sweep_sends_again_what_was_lost_but_not_what_failed_too_often()
    {
        await using var app = await RunningApp.StartAsync(clock: clock, settings: RunningApp.QueueOff);
        var (queue, poison) = (app.Queue(QueueNames.Recompute), app.Queue(QueueNames.RecomputePoison));
        await SubmitAsync(app, "2021-06", 6);
        var failed = (await queue.ReceiveMessageAsync()).Value;
        var failures = app.Services.GetRequiredService<RecomputeFailures>();
        for (var failure = 1; failure <= RecomputeFailures.MaxFailures; failure++)
        {
            await failures.RecordAsync(RecomputeRequest.Parse(failed.Body.ToString()), CancellationToken.None);
        }

        await poison.SendMessageAsync(failed.Body);
        await poison.SendMessageAsync("nonsense");
        await queue.DeleteMessageAsync(failed.MessageId, failed.PopReceipt);
        await SubmitAsync(app, "2022-06", 7);
        await queue.ClearMessagesAsync();

        clock.Advance(TimeSpan.FromMinutes(10));
        await app.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => (await queue.PeekMessagesAsync(32)).Value.Length > 0);
        Assert.Contains("2022", Assert.Single((await queue.PeekMessagesAsync(32)).Value).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_accepted_before_a_stop_is_computed_after_the_next_start()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var app = await RunningApp.StartAsync(storage, clock, settings: RunningApp.QueueOff))
        {
            await SubmitAsync(app, "2021-06", 6);
            Assert.Equal((1, 0), await HealthAsync(app));
            Assert.Empty(await app.IndicatorsAsync(2021));
        }

        await using var next = await RunningApp.StartAsync(storage, clock);
        await next.WaitUntilComputedAsync();
        Assert.Equal("6", (await next.IndicatorAsync("seal_abolitions", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    private static async Task<(int Waiting, int Poison)> HealthAsync(RunningApp app)
    {
        var health = await (await app.Client.GetAsync("api/health")).JsonAsync();
        Assert.Equal(("ok", "ok"), (health["status"]!.GetValue<string>(), health["storage"]!.GetValue<string>()));
        return (health["recomputation"]!["waiting"]!.GetValue<int>(), health["recomputation"]!["poison"]!.GetValue<int>());
    }

    private static Task SubmitAsync(RunningApp app, string month, int count) =>
        app.AcceptedAsync($$"""{ "department": "0213", "month": "{{month}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""");
}
