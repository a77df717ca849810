using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Tests.Intake.Review;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>What administrators do by pages and by calls is listed on /admin/acts, with who and why.</summary>
public sealed partial class ActsPageTests(ActsPageTests.Administrators app) : IClassFixture<ActsPageTests.Administrators>
{
    [Theory]
    [InlineData("2021-02", "報告書 <b>太字</b>", "報告書 &lt;b&gt;太字&lt;/b&gt;")]
    [InlineData("2020-12", "\"><script>x</script>", "&quot;&gt;&lt;script&gt;x&lt;/script&gt;")]
    public async Task A_month_that_is_closed_by_call_and_opened_on_the_page(string month, string reason, string shown)
    {
        using (var closed = await app.App.Client.PostAsJsonAsync("api/closings", new { month, action = "close", reason }))
        {
            Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Conflict, await app.PostAsync("months", ("month", month), ("action", "close"), ("reason", "二度目")));
        Assert.Equal(HttpStatusCode.OK, await app.PostAsync("months", ("month", month), ("action", "reopen"), ("reason", "訂正")));
        var acts = (await app.ActsAsync("months")).Where(a => a.Target == month).ToList();

        // Newest first; what was so already is no act.
        Assert.Equal([("開けた", app.Id, "訂正", "済み"), ("締め切った", "bootstrap", shown, "済み")],
            acts.Select(a => (a.Action, a.By, a.Reason, a.Result)));
    }

    [Fact]
    public async Task A_credential_that_is_issued_on_the_page_and_revoked_by_call()
    {
        Assert.Equal(HttpStatusCode.OK, await app.PostAsync("credentials",
            ("action", "issue"), ("role", "department"), ("department", "0213"), ("days", "30"), ("reason", "異動")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await app.PostAsync("credentials",
            ("action", "issue"), ("role", "department"), ("department", "9999"), ("days", "30"), ("reason", "誤り")));
        var issued = Assert.Single(await app.ActsAsync("credentials"), a => a.Reason == "異動");
        Assert.Equal(("発行した", "department 0213", app.Id), (issued.Action, issued.Target, issued.By));
        Assert.Matches("^番号 [0-9a-f]{16}$", issued.Result);

        using (var revoked = await app.App.Client.DeleteAsync($"api/credentials/{issued.Result[3..]}"))
        {
            Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        }

        var acts = await app.ActsAsync("credentials");
        Assert.Equal(("取り消した", issued.Result[3..], "bootstrap", ""), (acts[0].Action, acts[0].Target, acts[0].By, acts[0].Reason));
        Assert.DoesNotContain(acts, a => a.Reason == "誤り");
        Assert.DoesNotContain("sty_", await app.Client.GetStringAsync("admin/acts"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resend", "もう一度送る・戻す", 1)]
    [InlineData("dismiss", "送らない", 2)]
    public async Task A_mail_that_is_decided_of(string action, string shown, int stage)
    {
        var key = new MailKey(new FiscalMonth(2021, 3), 10, "0213", stage);
        await app.App.Services.GetRequiredService<Outbox>().AddAsync(
            OutboxMail.Planned(key, DateTimeOffset.UtcNow) with { State = MailState.Unknown }, default);
        Assert.Contains($"reason-{key.Id}", await app.Client.GetStringAsync("admin/mails"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            await app.PostAsync("mails", ("id", key.Id), ("action", action), ("reason", new string('あ', 501))));
        Assert.Equal(HttpStatusCode.OK, await app.PostAsync("mails", ("id", key.Id), ("action", action), ("reason", "送信済みを確かめた")));
        var act = Assert.Single(await app.ActsAsync("mails"), a => a.Target == key.Id);
        Assert.Equal((shown, app.Id, "送信済みを確かめた", "済み"), (act.Action, act.By, act.Reason, act.Result));
    }

    [Fact]
    public async Task Recomputations_that_are_sent_back_are_counted()
    {
        Assert.Equal(HttpStatusCode.OK, await app.PostAsync("poison", ("action", "resend"), ("reason", "直した")));
        var act = (await app.ActsAsync("poison"))[0];
        Assert.Equal(("もう一度送る・戻す", QueueNames.RecomputePoison, app.Id, "直した", "0件"),
            (act.Action, act.Target, act.By, act.Reason, act.Result));
    }

    [Theory]
    [InlineData("2021-06", "confirm", "確認した")]
    [InlineData("2021-08", "reject", "却下した")]
    public async Task A_value_that_an_administrator_decides_of_and_none_of_a_department(string month, string decision, string shown)
    {
        foreach (var (year, online) in new[] { ("2020", 12), ("2021", 900) })
        {
            await app.App.AcceptedAsync(HeldValueCalls.Online($"{year}{month[4..]}", online, 930));
        }

        var review = await WaitingAsync(month);
        using (var decided = await app.Client.PostAsync("confirm", Form(("review", review), ("decision", decision), ("reason", "電話"))))
        {
            Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        }

        var act = Assert.Single(await app.ActsAsync("reviews"), a => a.Target.EndsWith(month, StringComparison.Ordinal));
        Assert.Equal((shown, $"online_procedures 0213 {month}", app.Id, "電話"), (act.Action, act.Target, act.By, act.Reason));

        // Of its own value a department decides as whoever handed it in.
        await app.App.AcceptedAsync(HeldValueCalls.Online(month, decision == "confirm" ? 12 : 899, 930));
        var own = await WaitingAsync(month);
        using var department = app.App.NewClient(app.Department);
        using (var answer = await HeldValueCalls.DecideAsync(app.App, own, "confirm", department))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Single(await app.ActsAsync("reviews"), a => a.Target.EndsWith(month, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_kinds_stand_in_one_list_and_an_unknown_one_is_all()
    {
        await app.PostAsync("poison", ("action", "resend"), ("reason", "一覧"));
        var all = await app.ActsAsync(null);
        Assert.Contains(all, a => a.Reason == "一覧");
        Assert.Equal(all, await app.ActsAsync("nonsense"));
        Assert.Empty(await app.ActsAsync("report"));
        Assert.Contains("recomputations", await app.Client.GetStringAsync("admin/acts?kind=poison&lang=en"),
            StringComparison.Ordinal);
        Assert.Contains("一覧", await app.Client.GetStringAsync("admin/acts?kind=poison&table=acts&format=csv"), StringComparison.Ordinal);
    }

    private async Task<string> WaitingAsync(string month) => (await HeldValueCalls.ReviewsAsync(app.App))
        .Single(r => r!["month"]!.GetValue<string>() == month)!["id"]!.GetValue<string>();

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    [GeneratedRegex("<wbr>|<span class=\"path\">|</span>")]
    private static partial Regex Joints();

    [GeneratedRegex("<tr><td[^>]*>[^<]*</td><td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td><th scope=\"row\">([^<]*)</th><td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td></tr>")]
    private static partial Regex Line();

    /// <summary>A line of the page, as it is written there.</summary>
    public sealed record Act(string Kind, string Action, string Target, string By, string Reason, string Result);

    /// <summary>The app with a second administrator, who is signed in, and a department.</summary>
    public sealed class Administrators : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        internal HttpClient Client { get; private set; } = null!;

        /// <summary>The id of whoever is signed in.</summary>
        internal string Id { get; private set; } = "";

        internal string Department { get; private set; } = "";

        public async Task InitializeAsync()
        {
            App = await HeldValueCalls.NewAppAsync();
            using var issued = await App.Client.PostAsJsonAsync("api/credentials", new { role = "administrator" });
            var credential = await issued.JsonAsync();
            Id = credential["id"]!.GetValue<string>();
            using var own = await App.Client.PostAsJsonAsync("api/credentials", new { role = "department", department = "0213" });
            Department = (await own.JsonAsync())["token"]!.GetValue<string>();
            Client = new(new HttpClientHandler { AllowAutoRedirect = false })
            {
                BaseAddress = App.Client.BaseAddress,
                Timeout = RunningApp.Deadline,
            };
            using var signedIn = await Client.PostAsync("submit/signin",
                Form(("credential", credential["token"]!.GetValue<string>()), ("to", "/admin/acts")));
            Assert.Equal("/admin/acts", signedIn.Headers.Location?.ToString());
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await App.DisposeAsync();
        }

        internal async Task<HttpStatusCode> PostAsync(string part, params (string Name, string Value)[] fields)
        {
            using var answer = await Client.PostAsync($"admin/{part}", Form(fields));
            return answer.StatusCode;
        }

        internal async Task<IReadOnlyList<Act>> ActsAsync(string? kind)
        {
            var page = await Client.GetStringAsync("admin/acts" + (kind is null ? "" : $"?kind={kind}"));
            return [.. Line().Matches(Joints().Replace(page, "")).Select(m => new Act(m.Groups[1].Value,
                m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value,
                m.Groups[5].Value, m.Groups[6].Value))];
        }
    }
}
