using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Completeness;

/// <summary>Reminders over the whole app, with the fake Graph behind the real client library.</summary>
public sealed class ReminderTests : IAsyncLifetime
{
    private const string Responsible = "kikaku@city.example.lg.jp";

    private static readonly string[] Settings =
    [
        RunningApp.QueueOff, "SmartToyonaka:Reminders:From=shutoku@city.example.lg.jp",
            $"SmartToyonaka:Reminders:Responsible={Responsible}",
        "SmartToyonaka:Reminders:Link=https://func-toyonaka.example/",
    ];

    // March 2021 is due on Wednesday, 14 April 2021: three business days before is Friday the 9th, one after the 15th, five after the 21st.
    private FakeTimeProvider clock = new(Morning("2021-04-09"));
    private FakeGraph graph = null!;
    private string storage = "";

    public async Task InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        storage = await TestStorage.NewAccountAsync();
    }

    public async Task DisposeAsync() => await graph.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_unless_a_setting_says_so()
    {
        await using var app = await RunningApp.StartWithGraphAsync(graph, storage, clock);
        await ContactsAsync(app);
        await RunAsync(app);
        Assert.Empty(graph.Calls);
        Assert.Empty(await app.RowsAsync(TableNames.Outbox));
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_sent_and_uses_up_nothing()
    {
        await using (var dry = await StartAsync("dry-run"))
        {
            await RunAsync(dry);
            Assert.Empty(graph.Calls);
            var shown = await ListAsync(dry);
            Assert.Equal("dry-run", shown["mode"]!.GetValue<string>());
            Assert.Equal(13, shown["mails"]!.AsArray().Count);
            Assert.All(shown["mails"]!.AsArray(), m => Assert.Equal("dry-run", m!["state"]!.GetValue<string>()));
            var before = await StorageSnapshot.WithETagsAsync(storage, TableNames.Outbox);
            await RunAsync(dry);
            Assert.Equal(before, await StorageSnapshot.WithETagsAsync(storage, TableNames.Outbox));
        }

        await using var app = await StartAsync();
        await RunAsync(app);
        Assert.Equal(13, graph.Delivered.Count);
    }

    [Fact]
    public async Task A_department_gets_one_mail_per_stage_that_says_what_is_missing_and_where_to_hand_it_in()
    {
        await using var app = await StartAsync();

        // The queue is off: what was just accepted is only in the ledger.
        await app.AcceptedAsync(Procedures("0213"));
        await RunAsync(app);
        await RunAsync(app);

        Assert.Equal(12, graph.Delivered.Count);
        Assert.Equal(graph.Recipients.Distinct(), graph.Recipients);
        Assert.DoesNotContain(Mailbox("0213"), graph.Recipients);
        Assert.All(graph.Calls, c => Assert.Equal("/v1.0/users/shutoku@city.example.lg.jp/sendMail", c.Path));
        var mail = To("0212").Single();
        Assert.Equal("【提出のお願い】令和3年3月分の数字(期限 4月14日)", mail["subject"]!.GetValue<string>());
        var text = mail["body"]!["content"]!.GetValue<string>();
        Assert.StartsWith("税務管理課 御中\n\n令和3年3月分の次の数字が、まだ提出されていません。期限は2021年4月14日(水)です。\n\n・行政手続きのオンライン化\n・キャッシュレス決済\n\n", text,
            StringComparison.Ordinal);
        Assert.Contains("\nhttps://func-toyonaka.example/submit?department=0212&month=2021-03\n", text, StringComparison.Ordinal);
        Assert.Equal("text", mail["body"]!["contentType"]!.GetValue<string>());
        Assert.Equal("202103-10-0212-b3.1", mail["internetMessageHeaders"]![0]!["value"]!.GetValue<string>());

        clock.SetUtcNow(Morning("2021-04-15"));
        await RunAsync(app);
        Assert.Equal("【未提出のお知らせ】令和3年3月分の数字(期限 4月14日)", To("0212").Last()["subject"]!.GetValue<string>());
        Assert.Equal(24, graph.Delivered.Count);
        Assert.DoesNotContain(await StorageSnapshot.OfAsync(storage), row => row.Contains("city.example.lg.jp", StringComparison.Ordinal));
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
        clock = new(Morning(day));
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
        clock = new(Morning("2021-04-15"));
        await using (var app = await StartAsync(contacts: false))
        {
            await RunAsync(app);
            Assert.Equal(13, (await MailsAsync(app)).Count(m => m["state"]!.GetValue<string>() == "failed"));
        }

        // Three business days before the due day again: its stage was skipped, and the later one stays open.
        clock = new(Morning("2021-04-12"));
        await using (var app = await StartAsync())
        {
            await RunAsync(app);
            Assert.Empty(graph.Delivered);
        }

        clock = new(Morning("2021-04-15"));
        await using (var app = await StartAsync())
        {
            await RunAsync(app);
            Assert.Equal(13, graph.Delivered.Count);
        }

        clock = new(Morning("2021-04-12"));
        await using var again = await StartAsync();
        await RunAsync(again);
        Assert.Equal(13, graph.Delivered.Count);
    }

    [Fact]
    public async Task A_process_killed_after_Graph_took_the_mail_sends_it_no_second_time_and_shows_it()
    {
        await using (var proxy = await FaultyStorage.StartAsync(storage))
        {
            await using var killed = await StartAsync(through: proxy);
            graph.Mail = (context, message) =>
            {
                proxy.Decide = (service, _, _) => service == "Table" ? CallFault.Lost : CallFault.None;
                return graph.Accept(context, message);
            };
            await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(killed));
        }

        graph.Reset();
        await using var app = await StartAsync();
        await RunAsync(app);
        Assert.Equal(13, graph.Delivered.Count);
        Assert.Equal(graph.Recipients.Distinct(), graph.Recipients);
        Assert.Single(await MailsAsync(app), m => m["state"]!.GetValue<string>() == "sending");

        clock.Advance(Outbox.BrokenOffAfter + TimeSpan.FromSeconds(1));
        await app.Services.GetRequiredService<Outbox>().SettleAsync(default);
        await RunAsync(app);
        Assert.Equal(13, graph.Delivered.Count);
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
        Assert.Equal(14, graph.Delivered.Count);
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
        graph.Mail = how switch
        {
            "cut" => graph.AcceptAndCut,
            "silent" => graph.AcceptAndSayNothing,
            _ => (context, _) => FakeGraph.ErrorAsync(context, int.Parse(how, CultureInfo.InvariantCulture)),
        };
        await RunAsync(app);

        // One call: no handler or connection pool retries it, and the other mails would meet the same fault.
        Assert.Single(graph.Calls);
        var unknown = Assert.Single(await MailsAsync(app));
        Assert.Equal(("unknown", "unclear"), (unknown["state"]!.GetValue<string>(), unknown["reason"]!.GetValue<string>()));

        graph.Reset();
        await RunAsync(app);
        Assert.Equal(13, graph.Calls.Count);
        Assert.Equal(12, (await MailsAsync(app)).Count(m => m["state"]!.GetValue<string>() == "sent"));

        var id = unknown["id"]!.GetValue<string>();
        using var dismissed = await app.Client.PostAsJsonAsync($"api/reminders/{id}", new { action = "dismiss" });
        Assert.Equal("dismissed", (await dismissed.JsonAsync())["state"]!.GetValue<string>());
        await RunAsync(app);
        Assert.Equal(13, graph.Calls.Count);
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
        graph.Mail = (context, message) => status is 400 or 401 or 403 or 404 || Interlocked.Increment(ref met) == 1
            ? FakeGraph.ErrorAsync(context, status, retryAfter) : graph.Accept(context, message);
        await RunAsync(app);
        Assert.Equal(calls, graph.Calls.Count);
        var first = (await MailsAsync(app)).Single(m => m["id"]!.GetValue<string>() == "202103-10-0102-b3");
        Assert.Equal(outcome == "sent" ? ("sent", "") : ("failed", outcome),
            (first["state"]!.GetValue<string>(), first["reason"]!.GetValue<string>()));

        graph.Reset();
        await RunAsync(app);
        Assert.Equal(13, graph.Delivered.Count);
        Assert.Equal(graph.Recipients.Distinct(), graph.Recipients);
        Assert.Equal(0, (await ListAsync(app))["failed"]!.GetValue<int>());
    }

    [Fact]
    public async Task Throttled_for_good_is_refused_three_times_over_and_is_not_unknown()
    {
        await using var app = await StartAsync();
        graph.Mail = (context, _) => FakeGraph.ErrorAsync(context, 429, "0");
        await RunAsync(app);
        Assert.Equal(4, graph.Calls.Count);
        Assert.Equal("throttled", Assert.Single(await MailsAsync(app))["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        await using var app = await StartAsync();
        await graph.DisposeAsync();
        await RunAsync(app);
        Assert.Equal(("failed", "unreachable"), Assert.Single(await MailsAsync(app)) is var m
            ? (m["state"]!.GetValue<string>(), m["reason"]!.GetValue<string>()) : default);
        graph = await FakeGraph.StartAsync();
    }

    [Fact]
    public async Task What_is_no_longer_wanted_is_not_sent_late()
    {
        await using var app = await StartAsync();
        graph.Mail = (context, _) => FakeGraph.ErrorAsync(context, 400);
        await RunAsync(app);
        await app.AcceptedAsync(Procedures("0213"));
        graph.Reset();
        await RunAsync(app);
        Assert.Equal("nothing-missing", (await MailsAsync(app)).Single(m => m["id"]!.GetValue<string>() == "202103-10-0213-b3")["reason"]!
            .GetValue<string>());

        clock.SetUtcNow(Morning("2021-04-15"));
        graph.Mail = (context, _) => FakeGraph.ErrorAsync(context, 400);
        await RunAsync(app);
        clock.SetUtcNow(Morning("2021-04-21"));
        graph.Reset();
        await RunAsync(app);
        Assert.All((await MailsAsync(app)).Where(m => m["id"]!.GetValue<string>().EndsWith("-a1", StringComparison.Ordinal)), m =>
            Assert.Equal("superseded", m["state"]!.GetValue<string>()));
        Assert.Equal(24, graph.Recipients.Count(r => r != Responsible));
    }

    [Fact]
    public async Task A_department_without_an_address_is_shown_and_gets_its_mail_when_it_has_one()
    {
        await using var app = await StartAsync(contacts: false);
        await RunAsync(app);
        Assert.Empty(graph.Calls);
        Assert.All(await MailsAsync(app), m =>
            Assert.Equal(("failed", "no-address"), (m["state"]!.GetValue<string>(), m["reason"]!.GetValue<string>())));
        Assert.Equal(13, (await ListAsync(app))["failed"]!.GetValue<int>());
        await ContactsAsync(app);
        await RunAsync(app);
        Assert.Equal(13, graph.Delivered.Count);
    }

    [Fact]
    public async Task Two_runs_at_once_send_each_mail_once()
    {
        await using var app = await StartAsync();
        await Task.WhenAll(RunAsync(app), RunAsync(app), RunAsync(app));
        await RunAsync(app);
        Assert.Equal(13, graph.Delivered.Count);
        Assert.Equal(graph.Recipients.Distinct(), graph.Recipients);
    }

    [Fact]
    public async Task A_month_that_is_closed_is_not_asked_for()
    {
        await using var app = await StartAsync();
        using var closed = await app.Client.PostAsJsonAsync("api/closings", new { month = "2021-03", action = "close", reason = "報告済み" });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        await RunAsync(app);
        Assert.Empty(graph.Calls);
    }

    [Fact]
    public async Task The_responsible_section_gets_one_summary_a_month_of_who_is_missing_and_what_waits()
    {
        clock.SetUtcNow(Morning("2021-04-14"));
        await using var app = await StartAsync();
        await app.AcceptedAsync(Procedures("0213"));
        clock.SetUtcNow(Morning("2021-04-16"));
        await RunAsync(app);
        await RunAsync(app);
        clock.SetUtcNow(Morning("2021-04-30"));
        await RunAsync(app);

        var mail = graph.Delivered.Single(m => m["toRecipients"]![0]!["emailAddress"]!["address"]!.GetValue<string>() == Responsible);
        Assert.Matches("^【提出状況】令和3年3月分: 未提出 [0-9]+ 件、遅れ 0 件$", mail["subject"]!.GetValue<string>());
        var text = mail["body"]!["content"]!.GetValue<string>();
        Assert.Contains("・キャッシュレス決済: 0212 税務管理課、0401", text, StringComparison.Ordinal);
        Assert.Contains("■ 遅れて提出\nなし", text, StringComparison.Ordinal);
        Assert.Contains("・再計算に失敗したもの 0 件", text, StringComparison.Ordinal);
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
        clock.Advance(Outbox.BrokenOffAfter + TimeSpan.FromSeconds(1));
        await app.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => (await ListAsync(app))["unknown"]!.GetValue<int>() == 1);
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

        var (listed, text) = await CommandLine.RunAsync(storage, "reminders", "list");
        Assert.Equal((0, "0 unknown, 0 not sent"), (listed, text.Trim().Split('\n')[^1].Trim()));
        var (refused, why) = await CommandLine.RunAsync(storage, "reminders", "dismiss", "202103-10-0212-b3");
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
            RunningApp.StartAsync(storage, settings: [$"SmartToyonaka:Graph:BaseUrl={url}"]));
        Assert.StartsWith("SmartToyonaka__Graph__BaseUrl must be", refused.Message, StringComparison.Ordinal);
    }

    private async Task<RunningApp> StartAsync(string mode = "send", FaultyStorage? through = null, bool contacts = true,
        string more = "SmartToyonaka:Reminders:SummaryBusinessDay=12")
    {
        var app = await RunningApp.StartWithGraphAsync(graph, storage, clock, through,
            [.. Settings, $"SmartToyonaka:Reminders:Mode={mode}", more]);
        if (contacts)
        {
            await ContactsAsync(app);
        }

        return app;
    }

    private static async Task ContactsAsync(RunningApp app)
    {
        var codes = ReferenceData.BuiltInRegister.Sections.Select(s => s.Code).Distinct();
        var list = "所属コード,所属名,メール\n" + string.Concat(codes.Select(c => $"{c},,{Mailbox(c)}\n"));
        await app.Container(ContainerNames.Reference).GetBlobClient("contacts.csv")
            .UploadAsync(BinaryData.FromString(list), overwrite: true);
        await app.Services.GetRequiredService<ReferencePuller>().PullAsync(default);
    }

    private static string Mailbox(string department) => $"s{department}@city.example.lg.jp";

    private static string Procedures(string department) =>
        $$"""{ "department": "{{department}}", "month": "2021-03", "figures": [ { "measure": "online_procedures", "online": 1, "eligible": 3 } ] }""";

    private static Task RunAsync(RunningApp app) => app.Services.GetRequiredService<ReminderSender>().RunAsync(default);

    private IEnumerable<JsonNode> To(string department) =>
        graph.Delivered.Where(m => m["toRecipients"]![0]!["emailAddress"]!["address"]!.GetValue<string>() == Mailbox(department));

    private static async Task<JsonNode> ListAsync(RunningApp app)
    {
        using var answer = await app.Client.GetAsync("api/reminders");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static async Task<IReadOnlyList<JsonNode>> MailsAsync(RunningApp app) =>
        [.. (await ListAsync(app))["mails"]!.AsArray().Select(m => m!)];

    // Nine in the morning in Japan.
    private static DateTimeOffset Morning(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", CultureInfo.InvariantCulture);
}
