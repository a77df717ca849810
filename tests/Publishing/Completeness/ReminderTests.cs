using System.Net;
using System.Net.Http.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Completeness;

/// <summary>Which reminders are sent, when, and what they say.</summary>
public sealed class ReminderTests : ReminderTestBase
{
    [Fact]
    public async Task Nothing_is_sent_unless_a_setting_says_so()
    {
        await using var app = await RunningApp.StartWithGraphAsync(Graph, Storage, Clock);
        await ContactsAsync(app);
        await RunAsync(app);
        Assert.Empty(Graph.Calls);
        Assert.Empty(await app.RowsAsync(TableNames.Outbox));
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_sent_and_uses_up_nothing()
    {
        await using (var dry = await StartAsync("dry-run"))
        {
            await RunAsync(dry);
            Assert.Empty(Graph.Calls);
            var shown = await ListAsync(dry);
            Assert.Equal("dry-run", shown["mode"]!.GetValue<string>());
            Assert.Equal(13, shown["mails"]!.AsArray().Count);
            Assert.All(shown["mails"]!.AsArray(), m => Assert.Equal("dry-run", m!["state"]!.GetValue<string>()));
            var before = await StorageSnapshot.WithETagsAsync(Storage, TableNames.Outbox);
            await RunAsync(dry);
            Assert.Equal(before, await StorageSnapshot.WithETagsAsync(Storage, TableNames.Outbox));
        }

        await using var app = await StartAsync();
        await RunAsync(app);
        Assert.Equal(13, Graph.Delivered.Count);
    }

    [Fact]
    public async Task A_department_gets_one_mail_per_stage_that_says_what_is_missing_and_where_to_hand_it_in()
    {
        await using var app = await StartAsync();

        // The queue is off: what was just accepted is only in the ledger.
        await app.AcceptedAsync(Procedures("0213"));
        await RunAsync(app);
        await RunAsync(app);

        Assert.Equal(12, Graph.Delivered.Count);
        Assert.Equal(Graph.Recipients.Distinct(), Graph.Recipients);
        Assert.DoesNotContain(Mailbox("0213"), Graph.Recipients);
        Assert.All(Graph.Calls, c => Assert.Equal("/v1.0/users/shutoku@city.example.lg.jp/sendMail", c.Path));
        var mail = To("0212").Single();
        Assert.Equal("【提出のお願い】令和3年3月分の数字(期限 4月14日)", mail["subject"]!.GetValue<string>());
        var text = mail["body"]!["content"]!.GetValue<string>();
        Assert.StartsWith("税務管理課 御中\n\n令和3年3月分の次の数字が、まだ提出されていません。期限は2021年4月14日(水)です。\n\n・行政手続きのオンライン化\n・キャッシュレス決済\n\n", text,
            StringComparison.Ordinal);
        Assert.Contains("\nhttps://func-toyonaka.example/submit?department=0212&month=2021-03\n", text, StringComparison.Ordinal);
        Assert.Equal("text", mail["body"]!["contentType"]!.GetValue<string>());
        Assert.Equal("202103-10-0212-b3.1", mail["internetMessageHeaders"]![0]!["value"]!.GetValue<string>());

        Clock.SetUtcNow(Morning("2021-04-15"));
        await RunAsync(app);
        Assert.Equal("【未提出のお知らせ】令和3年3月分の数字(期限 4月14日)", To("0212").Last()["subject"]!.GetValue<string>());
        Assert.Equal(24, Graph.Delivered.Count);
        Assert.DoesNotContain(await StorageSnapshot.OfAsync(Storage), row => row.Contains("city.example.lg.jp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2021-04-08", 0, "")]
    [InlineData("2021-04-10", 0, "")]
    [InlineData("2021-04-12", 13, "b3")]
    [InlineData("2021-04-14", 13, "b3")]
    [InlineData("2021-04-20", 13, "a1")]
    [InlineData("2021-04-21", 13, "a5")]
    [InlineData("2021-04-28", 13, "a5")]
    [InlineData("2021-04-29", 0, "")]
    [InlineData("2021-04-30", 0, "")]
    [InlineData("2021-05-03", 0, "")]
    public async Task A_timer_that_stood_still_makes_up_for_the_newest_stage_alone_and_never_on_a_holiday(string day, int mails,
        string stage)
    {
        Clock = new(Morning(day));
        await using var app = await StartAsync();
        await RunAsync(app);
        var sent = (await MailsAsync(app)).Where(m => m["kind"]!.GetValue<string>() == "reminder"
            && m["id"]!.GetValue<string>().StartsWith("202103-", StringComparison.Ordinal)).ToList();
        Assert.Equal(mails, sent.Count);
        Assert.All(sent, m => Assert.EndsWith("-" + stage, m["id"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_sends_nothing_twice_and_loses_nothing()
    {
        Clock = new(Morning("2021-04-15"));
        await using (var app = await StartAsync(contacts: false))
        {
            await RunAsync(app);
            Assert.Equal(13, (await MailsAsync(app)).Count(m => m["state"]!.GetValue<string>() == "failed"));
        }

        // Three business days before the due day again: its stage was skipped, and the later one stays open.
        Clock = new(Morning("2021-04-12"));
        await using (var app = await StartAsync())
        {
            await RunAsync(app);
            Assert.Empty(Graph.Delivered);
        }

        Clock = new(Morning("2021-04-15"));
        await using (var app = await StartAsync())
        {
            await RunAsync(app);
            Assert.Equal(13, Graph.Delivered.Count);
        }

        Clock = new(Morning("2021-04-12"));
        await using var again = await StartAsync();
        await RunAsync(again);
        Assert.Equal(13, Graph.Delivered.Count);
    }

    [Fact]
    public async Task A_department_without_an_address_is_shown_and_gets_its_mail_when_it_has_one()
    {
        await using var app = await StartAsync(contacts: false);
        await RunAsync(app);
        Assert.Empty(Graph.Calls);
        Assert.All(await MailsAsync(app), m =>
            Assert.Equal(("failed", "no-address"), (m["state"]!.GetValue<string>(), m["reason"]!.GetValue<string>())));
        Assert.Equal(13, (await ListAsync(app))["failed"]!.GetValue<int>());
        await ContactsAsync(app);
        await RunAsync(app);
        Assert.Equal(13, Graph.Delivered.Count);
    }

    [Fact]
    public async Task A_month_that_is_closed_is_not_asked_for()
    {
        await using var app = await StartAsync();
        using var closed = await app.Client.PostAsJsonAsync("api/closings", new { month = "2021-03", action = "close", reason = "報告済み" });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        await RunAsync(app);
        Assert.Empty(Graph.Calls);
    }

    [Fact]
    public async Task The_responsible_section_gets_one_summary_a_month_of_who_is_missing_and_what_waits()
    {
        Clock.SetUtcNow(Morning("2021-04-14"));
        await using var app = await StartAsync();
        await app.AcceptedAsync(Procedures("0213"));
        Clock.SetUtcNow(Morning("2021-04-16"));
        await RunAsync(app);
        await RunAsync(app);
        Clock.SetUtcNow(Morning("2021-04-30"));
        await RunAsync(app);

        var mail = Graph.Delivered.Single(m => m["toRecipients"]![0]!["emailAddress"]!["address"]!.GetValue<string>() == Responsible);
        Assert.Matches("^【提出状況】令和3年3月分: 未提出 [0-9]+ 件、遅れ 0 件$", mail["subject"]!.GetValue<string>());
        var text = mail["body"]!["content"]!.GetValue<string>();
        Assert.Contains("・キャッシュレス決済: 0212 税務管理課、0401", text, StringComparison.Ordinal);
        Assert.Contains("■ 遅れて提出\nなし", text, StringComparison.Ordinal);
        Assert.Contains("・再計算に失敗したもの 0 件", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_administrator_may_decide()
    {
        await using var app = await StartAsync();
        await RunAsync(app);
        using var missing = await app.Client.PostAsJsonAsync("api/reminders/202103-10-9999-b3", new { action = "resend" });
        Assert.Equal("no-such-mail", await missing.ProblemAsync(HttpStatusCode.NotFound));
        using var sent = await app.Client.PostAsJsonAsync("api/reminders/202103-10-0212-b3", new { action = "resend" });
        Assert.Equal("nothing-to-decide", await sent.ProblemAsync(HttpStatusCode.Conflict));
        using var odd = await app.Client.PostAsJsonAsync("api/reminders/202103-10-0212-b3", new { action = "delete" });
        Assert.Equal("reminder-action", await odd.ProblemAsync(HttpStatusCode.UnprocessableEntity));
        using var month = await app.Client.GetAsync("api/reminders?month=x");
        Assert.Equal("month", await month.ProblemAsync(HttpStatusCode.BadRequest));
        using var later = await app.Client.GetAsync("api/reminders?month=2021-04");
        Assert.Empty((await later.JsonAsync())["mails"]!.AsArray());

        var (listed, text) = await CommandLine.RunAsync(Storage, "reminders", "list");
        Assert.Equal((0, "0 unknown, 0 not sent"), (listed, text.Trim().Split('\n')[^1].Trim()));
        var (refused, why) = await CommandLine.RunAsync(Storage, "reminders", "dismiss", "202103-10-0212-b3");
        Assert.Equal(1, refused);
        Assert.Contains("reminders list", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mode=on", "Mode")]
    [InlineData("From=Hanako <a@b.example>", "From")]
    [InlineData("Responsible=", "Responsible")]
    [InlineData("Link=http://func-toyonaka.example/", "Link")]
    [InlineData("Stages=1,1", "Stages")]
    [InlineData("Stages=soon", "Stages")]
    [InlineData("SummaryBusinessDay=31", "SummaryBusinessDay")]
    public async Task A_wrong_setting_stops_the_program_with_one_line(string setting, string named)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(more: "SmartToyonaka:Reminders:" + setting));
        Assert.StartsWith($"SmartToyonaka__Reminders__{named} must be", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("http://graph.example/v1.0")]
    [InlineData("graph")]
    public async Task A_token_goes_to_no_address_that_others_can_read(string url)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunningApp.StartAsync(Storage, settings: [$"SmartToyonaka:Graph:BaseUrl={url}"]));
        Assert.StartsWith("SmartToyonaka__Graph__BaseUrl must be", refused.Message, StringComparison.Ordinal);
    }
}
