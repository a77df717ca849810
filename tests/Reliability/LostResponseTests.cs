using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>
/// The storage executes a call, its response is lost, and the client library retries it: the conflict is with its own first attempt, not
/// with another writer.
/// </summary>
public sealed class LostResponseTests
{
    private const string Table = TableNames.Work;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rows_that_were_inserted_are_inserted_and_those_of_others_are_not(int rows)
    {
        var storage = await AccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var ours = Enumerable.Range(0, rows).Select(i => NewRow($"{i}", "ours")).ToList();
        var lost = LoseFirst(proxy, nameof(LostResponseTests));
        Assert.True(await TableOf(proxy).TryInsertAsync(ours, default));
        Assert.Equal(2, lost());

        // Refused at once, without a retry: equal content belongs to another writer.
        Assert.False(await TableOf(proxy).TryInsertAsync(ours, default));
        LoseFirst(proxy, nameof(LostResponseTests), CallFault.Lost);
        Assert.False(await TableOf(proxy).TryInsertAsync([.. ours.Select(r => NewRow(r.Key, "others"))], default));
    }

    [Fact]
    public async Task A_row_that_was_replaced_is_replaced_and_one_that_another_replaced_is_not()
    {
        var storage = await AccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var table = TableOf(proxy);
        await table.PutAsync(NewRow("k", "before"), default);
        var read = (await table.GetAsync("p", "k", default))!;
        var lost = LoseFirst(proxy, nameof(LostResponseTests));
        Assert.True(await table.TryReplaceAsync(NewRow("k", "ours") with { ETag = read.ETag }, default));
        Assert.Equal(2, lost());

        LoseFirst(proxy, nameof(LostResponseTests), CallFault.Lost);
        Assert.False(await table.TryReplaceAsync(NewRow("k", "others") with { ETag = read.ETag }, default));
        Assert.Equal("ours", (await table.GetAsync("p", "k", default))!.Text("text"));
    }

    [Fact]
    public async Task Rows_that_were_written_and_deleted_in_one_transaction_are()
    {
        var storage = await AccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var table = TableOf(proxy);
        await table.WriteAsync([NewRow("a", "before"), NewRow("b", "before")], [], default);
        var (a, b) = ((await table.GetAsync("p", "a", default))!, (await table.GetAsync("p", "b", default))!);
        var lost = LoseFirst(proxy, nameof(LostResponseTests));
        Assert.True(await table.TryWriteAsync([NewRow("a", "ours") with { ETag = a.ETag }, NewRow("c", "ours")], [b], default));
        Assert.Equal(2, lost());
        Assert.Equal(["a ours", "c ours"], await ContentAsync(table));

        LoseFirst(proxy, nameof(LostResponseTests), CallFault.Lost);
        Assert.False(await table.TryWriteAsync([NewRow("a", "others") with { ETag = a.ETag }], [], default));
        Assert.Equal(["a ours", "c ours"], await ContentAsync(table));
    }

    [Fact]
    public async Task A_row_that_is_gone_already_does_not_keep_others_from_being_written_and_deleted()
    {
        var storage = await AccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var table = TableOf(proxy);
        await table.WriteAsync([NewRow("a", "before"), NewRow("b", "before")], [], default);
        var lost = LoseFirst(proxy, nameof(LostResponseTests));
        await table.WriteAsync([NewRow("c", "ours")], [NewRow("a", "")], default);
        Assert.True(lost() >= 2);

        // Somebody else has deleted it.
        await table.WriteAsync([NewRow("d", "ours")], [NewRow("a", ""), NewRow("b", "")], default);
        Assert.Equal(["c ours", "d ours"], await ContentAsync(table));
    }

    [Fact]
    public async Task A_month_that_was_closed_is_told_to_be_and_is_asked_for_at_once()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        var lost = LoseFirst(proxy, "PeriodChangeStore");
        using var answer = await app.Client.PostAsJsonAsync("api/closings",
            new { month = "2021-06", action = "close", reason = "報告書を公表した" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        // The insert of the act, its retry after the lost response, and the settlement.
        Assert.Equal(3, lost());
        Assert.Single(await app.RowsAsync(TableNames.Closings), r => r.RowKey.StartsWith("a!", StringComparison.Ordinal));
        Assert.Equal(1, (await app.Queue(QueueNames.Recompute).GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_reminder_that_was_dismissed_is_told_to_be()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy);
        var outbox = app.Services.GetRequiredService<Outbox>();
        var mail = await outbox.AddAsync(OutboxMail.Planned(MailKey.Summary(new(2021, 3)), DateTimeOffset.UtcNow), default);
        var lost = LoseFirst(proxy, "Outbox");
        using var answer = await app.Client.PostAsJsonAsync($"api/reminders/{mail.Key.Id}", new { action = "dismiss" });
        Assert.Equal(2, lost());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(MailState.Dismissed, (await outbox.FindAsync(mail.Key.Id, default))!.State);
        Assert.Empty(await outbox.ListOpenAsync(default));
    }

    // Treating its own write as another instance's would leave the file until the next run of the timer.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_drop_is_taken_by_the_look_that_found_it(int write)
    {
        var storage = await AccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var account = DropStorageFixture.Account(storage);
        await account.Container(ContainerNames.Drops).WriteAsync(
            "staff/a.csv", TestDrop.Bytes(TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,5", "2021-04,0211,財政課,一般,通常,6"), "text/csv",
                default);
        var met = 0;
        proxy.Meet = call => call.Step.StartsWith("DropDecision:", StringComparison.Ordinal) && call.Service == "Table"
            && call.Method != "GET" && Interlocked.Increment(ref met) == write ? CallFault.AnswerLost : CallFault.None;
        var outcome = await DropStorageFixture.Puller(proxy.ConnectionString, settings: new() { EntriesPerCheckpoint = 1 })
            .PullAsync("staff", default);
        Assert.True(met > write);
        Assert.Equal(1, outcome.Taken);
        Assert.NotNull(await account.Container(ContainerNames.Receipts).FindAsync("staff/a.csv.json", default));
    }

    [Fact]
    public async Task What_was_computed_is_not_computed_again()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy);
        var met = 0;

        // The first registers the year, the second records the computation.
        proxy.Meet = call => call.Step.EndsWith("/" + TableNames.Work, StringComparison.Ordinal) && call.Method != "GET"
            && Interlocked.Increment(ref met) == 2 ? CallFault.AnswerLost : CallFault.None;
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 1 } ] }""");
        await app.WaitUntilComputedAsync();
        Assert.Equal(3, met);
        Assert.Equal(1, Assert.Single(await app.RowsAsync(TableNames.Work)).GetInt64("run"));
    }

    private static async Task<string> AccountAsync()
    {
        var storage = await TestStorage.NewAccountAsync();
        await DropStorageFixture.Account(storage).CreateAllAsync(default);
        return storage;
    }

    /// <summary>Loses the response of the first call of a place (or the call itself); counts the calls.</summary>
    private static Func<int> LoseFirst(FaultyStorage proxy, string place, CallFault fault = CallFault.AnswerLost)
    {
        var met = 0;
        proxy.Meet = call => call.Step.StartsWith(place + ":", StringComparison.Ordinal) && call.Method != "GET"
            && Interlocked.Increment(ref met) == 1 ? fault : CallFault.None;
        return () => met;
    }

    private static TableStore TableOf(FaultyStorage proxy) => DropStorageFixture.Account(proxy.ConnectionString).Table(Table);

    private static Row NewRow(string key, string text) => new("p", key, new Dictionary<string, object> { ["text"] = text });

    private static async Task<List<string>> ContentAsync(TableStore table) =>
        [.. (await table.ListAsync("p")).Select(r => $"{r.Key} {r.Text("text")}")];
}
