using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Recomputation;

/// <summary>A message of the queue takes away the mark of what it asked for, and no other row.</summary>
public sealed class PendingMarkTests
{
    private const string Computed = """{"topic":"seal_abolitions","fiscalYear":2021}""";

    [Theory]
    [InlineData("submissions", "submission", "s!{0}")]
    [InlineData("submissions", "submission", "e!{0}!00")]
    [InlineData("submissions", "other", "p!{0}")]
    [InlineData("closings", "closing", "{1}")]
    [InlineData("ledger", "seal_abolitions|2021", "{2}")]
    public async Task A_row_that_is_no_mark_stays(string table, string partition, string key)
    {
        await using var app = await RunningApp.StartAsync();
        var id = await SubmitAsync(app);
        using var closed = await app.Client.PostAsync("api/closings",
            new StringContent("""{ "month": "2020-05", "action": "close", "reason": "x" }""", System.Text.Encoding.UTF8,
                "application/json"));
        Assert.True(closed.IsSuccessStatusCode);
        await app.WaitUntilComputedAsync();
        var act = (await app.RowsAsync(TableNames.Closings)).Single(r => r.RowKey.StartsWith("a!", StringComparison.Ordinal)).RowKey;
        var entry = (await app.RowsAsync(TableNames.Ledger)).Single().RowKey;
        if (partition == "other")
        {
            await app.Table(table).AddEntityAsync(new Azure.Data.Tables.TableEntity(partition, "p!" + id));
        }

        var before = await StorageSnapshot.OfAsync(app.Storage, TableNames.Submissions, TableNames.Closings, TableNames.Ledger);

        await SendAsync(app, Computed, table, partition,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, key, id, act, entry));

        Assert.Equal(before, await StorageSnapshot.OfAsync(app.Storage, TableNames.Submissions, TableNames.Closings, TableNames.Ledger));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("""{"topic":"overtime","fiscalYear":2021}""", 1)]
    [InlineData("""{"topic":"seal_abolitions","fiscalYear":2020}""", 1)]
    [InlineData(Computed, 0)]
    public async Task A_mark_goes_only_when_all_that_it_stands_for_was_computed(string keys, int left)
    {
        var storage = await TestStorage.NewAccountAsync();
        string mark;
        await using (var app = await RunningApp.StartAsync(storage, settings: RunningApp.QueueOff))
        {
            await SubmitAsync(app);
            await app.Queue(QueueNames.Recompute).ClearMessagesAsync();
            mark = (await MarksAsync(app)).Single();
        }

        await using var after = await RunningApp.StartAsync(storage);
        await SendAsync(after, keys, TableNames.Submissions, "submission", mark);

        Assert.Equal(left, (await MarksAsync(after)).Count);
    }

    private static async Task<List<string>> MarksAsync(RunningApp app) =>
        [.. (await app.RowsAsync(TableNames.Submissions)).Select(r => r.RowKey).Where(k => k.StartsWith("p!", StringComparison.Ordinal))];

    private static async Task<string> SubmitAsync(RunningApp app) =>
        (await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }"""))["id"]!
                .GetValue<string>();

    private static async Task SendAsync(RunningApp app, string keys, string table, string partition, string key)
    {
        var queue = app.Queue(QueueNames.Recompute);
        await queue.SendMessageAsync(
            $$"""{"v":1,"keys":[{{keys}}],"pending":[{"table":"{{table}}","partition":"{{partition}}","key":"{{key}}"}]}""");
        await RunningApp.UntilAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);
        Assert.Equal(0, (await app.Queue(QueueNames.RecomputePoison).GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }
}
