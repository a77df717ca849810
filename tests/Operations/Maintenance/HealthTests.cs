using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>What <c>GET /api/health</c> says while others hand in, and how often it asks the storage.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Whoever_handed_in_is_never_told_that_nothing_waits()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        Assert.Equal(0, await WaitingAsync(app));
        Assert.Equal(0, await WaitingAsync(app));

        await app.AcceptedAsync(Submission(1));

        Assert.Equal(1, await WaitingAsync(app));
    }

    [Fact]
    public async Task What_another_client_of_the_queue_sent_is_seen()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        Assert.Equal(0, await WaitingAsync(app));
        await app.Queue(QueueNames.Recompute).SendMessageAsync("{}");

        await RunningApp.UntilAsync(async () => await WaitingAsync(app) == 1);
    }

    [Fact]
    public async Task It_says_which_commit_runs()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);

        Assert.Matches("^([0-9a-f]{40}|unknown)$", (await HealthAsync(app))["version"]!.GetValue<string>());
    }

    [Fact]
    public void A_mark_lasts_until_something_runs()
    {
        var activity = new InstanceActivity();
        var mark = activity.Mark;
        Assert.Equal(mark, activity.Mark);

        var run = activity.Begin();
        Assert.Null(activity.Mark);
        var second = activity.Begin();
        run.Dispose();
        run.Dispose();
        Assert.Null(activity.Mark);
        second.Dispose();

        Assert.NotNull(activity.Mark);
        Assert.NotEqual(mark, activity.Mark);
    }

    [Fact]
    public async Task A_request_that_only_reads_is_no_activity()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        var activity = app.Services.GetRequiredService<InstanceActivity>();
        await RunningApp.UntilAsync(() => Task.FromResult(activity.Mark is not null));
        var mark = activity.Mark;
        await app.IndicatorsAsync(2021);
        await HealthAsync(app);
        Assert.Equal(mark, activity.Mark);

        await app.AcceptedAsync(Submission(1));
        Assert.NotEqual(mark, activity.Mark);
    }

    private static string Submission(int count) => $$"""
        { "form": "f", "responseId": "{{count}}", "department": "0213", "month": "2021-06",
          "figures": [ { "measure": "platform_members", "count": {{count + 20}} } ] }
        """;

    private static async Task<int> WaitingAsync(RunningApp app) => (await HealthAsync(app))["recomputation"]!["waiting"]!.GetValue<int>();

    private static async Task<JsonNode> HealthAsync(RunningApp app)
    {
        using var answer = await app.Client.GetAsync("api/health");
        Assert.True(answer.IsSuccessStatusCode);
        return await answer.JsonAsync();
    }
}
