using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Completeness;

/// <summary>What becomes of a reminder when Graph, the network or the program fails.</summary>
public sealed class ReminderDeliveryTests : ReminderTestBase
{
    [Fact]
    public async Task A_process_killed_after_Graph_took_the_mail_sends_it_no_second_time_and_shows_it()
    {
        await using (var proxy = await FaultyStorage.StartAsync(Storage))
        {
            await using var killed = await StartAsync(through: proxy);
            Graph.Mail = (context, message) =>
            {
                proxy.Decide = (service, _, _) => service == "Table" ? CallFault.Lost : CallFault.None;
                return Graph.Accept(context, message);
            };
            await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(killed));
        }

        Graph.Reset();
        await using var app = await StartAsync();
        await RunAsync(app);
        Assert.Equal(13, Graph.Delivered.Count);
        Assert.Equal(Graph.Recipients.Distinct(), Graph.Recipients);
        Assert.Single(await MailsAsync(app), m => m["state"]!.GetValue<string>() == "sending");

        Clock.Advance(Outbox.BrokenOffAfter + TimeSpan.FromSeconds(1));
        await app.Services.GetRequiredService<Outbox>().SettleAsync(default);
        await RunAsync(app);
        Assert.Equal(13, Graph.Delivered.Count);
        var unknown = Assert.Single(await MailsAsync(app), m => m["state"]!.GetValue<string>() == "unknown");
        Assert.Equal("broken-off", unknown["reason"]!.GetValue<string>());
        Assert.Equal(1, (await ListAsync(app))["unknown"]!.GetValue<int>());
        using var health = await app.Client.GetAsync("api/health");
        Assert.Equal(1, (await health.JsonAsync())["reminders"]!["unknown"]!.GetValue<int>());

        // An administrator, after checking Sent Items, decides to send it.
        var id = unknown["id"]!.GetValue<string>();
        using var answer = await app.Client.PostAsJsonAsync($"api/reminders/{id}", new { action = "resend" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await RunAsync(app);
        await RunAsync(app);
        Assert.Equal(14, Graph.Delivered.Count);
        var resent = (await MailsAsync(app)).Single(m => m["id"]!.GetValue<string>() == id);
        Assert.Equal(("sent", 2, "bootstrap"),
            (resent["state"]!.GetValue<string>(), resent["attempts"]!.GetValue<int>(), resent["by"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("silent")]
    [InlineData("500")]
    [InlineData("502")]
    [InlineData("503")]
    [InlineData("504")]
    public async Task A_mail_whose_fate_is_unknown_is_called_so_at_once_and_only_the_others_are_sent_later(string how)
    {
        await using var app = await StartAsync(more: "SmartToyonaka:Graph:TimeoutSeconds=3");
        Graph.Mail = how switch
        {
            "cut" => Graph.AcceptAndCut,
            "silent" => Graph.AcceptAndSayNothing,
            _ => (context, _) => FakeGraph.ErrorAsync(context, int.Parse(how, CultureInfo.InvariantCulture)),
        };
        await RunAsync(app);

        // One call: no handler or connection pool retries it, and the other mails would meet the same fault.
        Assert.Single(Graph.Calls);
        var unknown = Assert.Single(await MailsAsync(app));
        Assert.Equal(("unknown", "unclear"), (unknown["state"]!.GetValue<string>(), unknown["reason"]!.GetValue<string>()));

        Graph.Reset();
        await RunAsync(app);
        Assert.Equal(13, Graph.Calls.Count);
        Assert.Equal(12, (await MailsAsync(app)).Count(m => m["state"]!.GetValue<string>() == "sent"));

        var id = unknown["id"]!.GetValue<string>();
        using var dismissed = await app.Client.PostAsJsonAsync($"api/reminders/{id}", new { action = "dismiss" });
        Assert.Equal("dismissed", (await dismissed.JsonAsync())["state"]!.GetValue<string>());
        await RunAsync(app);
        Assert.Equal(13, Graph.Calls.Count);
        Assert.Equal(0, (await ListAsync(app))["unknown"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(429, "0", 14, "sent")]
    [InlineData(503, "0", 14, "sent")]
    [InlineData(429, "120", 1, "throttled")]
    [InlineData(429, "Fri, 09 Apr 2021 00:00:01 GMT", 1, "throttled")]
    [InlineData(401, null, 1, "unauthorized")]
    [InlineData(403, null, 1, "forbidden")]
    [InlineData(404, null, 1, "not-found")]
    [InlineData(400, null, 13, "refused")]
    public async Task What_Graph_refuses_is_surely_not_sent_and_is_tried_again(int status, string? retryAfter, int calls, string outcome)
    {
        await using var app = await StartAsync();
        var met = 0;
        Graph.Mail = (context, message) => status is 400 or 401 or 403 or 404 || Interlocked.Increment(ref met) == 1
            ? FakeGraph.ErrorAsync(context, status, retryAfter) : Graph.Accept(context, message);
        await RunAsync(app);
        Assert.Equal(calls, Graph.Calls.Count);
        var first = (await MailsAsync(app)).Single(m => m["id"]!.GetValue<string>() == "202103-10-0102-b3");
        Assert.Equal(outcome == "sent" ? ("sent", "") : ("failed", outcome),
            (first["state"]!.GetValue<string>(), first["reason"]!.GetValue<string>()));

        Graph.Reset();
        await RunAsync(app);
        Assert.Equal(13, Graph.Delivered.Count);
        Assert.Equal(Graph.Recipients.Distinct(), Graph.Recipients);
        Assert.Equal(0, (await ListAsync(app))["failed"]!.GetValue<int>());
    }

    [Fact]
    public async Task Throttled_for_good_is_refused_three_times_over_and_is_not_unknown()
    {
        await using var app = await StartAsync();
        Graph.Mail = (context, _) => FakeGraph.ErrorAsync(context, 429, "0");
        await RunAsync(app);
        Assert.Equal(4, Graph.Calls.Count);
        Assert.Equal("throttled", Assert.Single(await MailsAsync(app))["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        await using var app = await StartAsync();
        await Graph.DisposeAsync();
        await RunAsync(app);
        Assert.Equal(("failed", "unreachable"), Assert.Single(await MailsAsync(app)) is var m
            ? (m["state"]!.GetValue<string>(), m["reason"]!.GetValue<string>()) : default);
        Graph = await FakeGraph.StartAsync();
    }

    [Fact]
    public async Task What_is_no_longer_wanted_is_not_sent_late()
    {
        await using var app = await StartAsync();
        Graph.Mail = (context, _) => FakeGraph.ErrorAsync(context, 400);
        await RunAsync(app);
        await app.AcceptedAsync(Procedures("0213"));
        Graph.Reset();
        await RunAsync(app);
        Assert.Equal("nothing-missing", (await MailsAsync(app)).Single(m => m["id"]!.GetValue<string>() == "202103-10-0213-b3")["reason"]!
            .GetValue<string>());

        Clock.SetUtcNow(Morning("2021-04-15"));
        Graph.Mail = (context, _) => FakeGraph.ErrorAsync(context, 400);
        await RunAsync(app);
        Clock.SetUtcNow(Morning("2021-04-21"));
        Graph.Reset();
        await RunAsync(app);
        Assert.All((await MailsAsync(app)).Where(m => m["id"]!.GetValue<string>().EndsWith("-a1", StringComparison.Ordinal)), m =>
            Assert.Equal("superseded", m["state"]!.GetValue<string>()));
        Assert.Equal(24, Graph.Recipients.Count(r => r != Responsible));
    }

    [Fact]
    public async Task Two_runs_at_once_send_each_mail_once()
    {
        await using var app = await StartAsync();
        await Task.WhenAll(RunAsync(app), RunAsync(app), RunAsync(app));
        await RunAsync(app);
        Assert.Equal(13, Graph.Delivered.Count);
        Assert.Equal(Graph.Recipients.Distinct(), Graph.Recipients);
    }

    [Fact]
    public async Task The_timer_runs_it_and_the_sweep_finds_what_was_broken_off()
    {
        await using var app = await StartAsync(more: "SmartToyonaka:Reminders:Stages=-3");
        await app.RunTimerAsync("SendReminders");
        await RunningApp.UntilAsync(async () => (await MailsAsync(app)).Count(m => m["state"]!.GetValue<string>() == "sent") == 13);
        var row = (await app.RowsAsync(TableNames.Outbox)).First();
        var outbox = app.Services.GetRequiredService<Outbox>();
        var mail = (await outbox.FindAsync(row.RowKey[2..], default))!;
        Assert.True(await outbox.TryChangeAsync(mail, mail with { State = MailState.Sending }, default));
        Clock.Advance(Outbox.BrokenOffAfter + TimeSpan.FromSeconds(1));
        await app.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => (await ListAsync(app))["unknown"]!.GetValue<int>() == 1);
    }
}
