using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>What the administrator sees and does on the pages below /admin.</summary>
public sealed class AdminPageTests(PageApp app) : IClassFixture<PageApp>
{
    [Fact]
    public async Task Who_is_no_administrator_is_told_so_and_changes_nothing()
    {
        using var client = NewClient();
        Assert.Contains("name=\"to\" value=\"/admin/months\"", await client.GetStringAsync("admin/months"), StringComparison.Ordinal);
        await SignInAsync(client, app.CredentialOf("0213"), "/submit");
        using var page = await client.GetAsync("admin");
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        using var post = await client.PostAsync("admin/months", Form(("month", "2021-01"), ("action", "close"), ("reason", "x")));
        Assert.Equal(HttpStatusCode.Forbidden, post.StatusCode);
        Assert.DoesNotContain("2021-01", await app.App.Client.GetStringAsync("api/closings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_is_closed_and_opened_with_a_reason()
    {
        using var client = await AdministratorAsync();
        using var without = await client.PostAsync("admin/months", Form(("month", "2021-02"), ("action", "close"), ("reason", " ")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        foreach (var action in new[] { "close", "reopen" })
        {
            using var done = await client.PostAsync("admin/months",
                Form(("month", "2021-02"), ("action", action), ("reason", "報告書 <b>")));
            var page = await done.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            Assert.Contains("報告書 &lt;b&gt;", page, StringComparison.Ordinal);
        }

        using var again = await client.PostAsync("admin/months", Form(("month", "2021-02"), ("action", "reopen"), ("reason", "x")));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_credential_is_revoked()
    {
        using var issued = await app.App.Client.PostAsJsonAsync("api/credentials", new { role = "reader" });
        var credential = await issued.JsonAsync();
        var (id, token) = (credential["id"]!.GetValue<string>(), credential["token"]!.GetValue<string>());
        using var client = await AdministratorAsync();
        Assert.Contains(id, await client.GetStringAsync("admin/credentials"), StringComparison.Ordinal);
        using var done = await client.PostAsync("admin/credentials", Form(("id", id), ("action", "revoke")));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        using var refused = await app.App.NewClient(token).GetAsync("api/drops");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_credential_is_issued_and_seen_once()
    {
        using var client = await AdministratorAsync();
        using var wrong = await client.PostAsync("admin/credentials",
            Form(("action", "issue"), ("role", "department"), ("department", "9999"), ("days", "365")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var without = await client.PostAsync("admin/credentials",
            Form(("action", "issue"), ("role", "reader"), ("days", "ten")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);

        using var done = await client.PostAsync("admin/credentials",
            Form(("action", "issue"), ("role", "department"), ("department", "0213"), ("days", "30")));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var token = Regex.Match(await done.Content.ReadAsStringAsync(), """id="token" [^>]*value="([^"]+)""").Groups[1].Value;
        using var own = await app.App.NewClient(token).GetAsync("api/completeness?fiscalYear=2021");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.DoesNotContain(token, await client.GetStringAsync("admin/credentials"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_handed_in_stands_in_a_row_with_its_months()
    {
        using var client = await AdministratorAsync();
        var owed = (await (await app.App.Client.GetAsync("api/completeness?fiscalYear=2021")).JsonAsync()).AsArray();
        var missing = owed.Where(o => o!["state"]!.GetValue<string>() == "missing").ToList();
        Assert.NotEmpty(missing);

        var page = await client.GetStringAsync("admin/completeness?fiscalYear=2021&lang=en");
        Assert.Equal(missing.Count, Regex.Count(page, "×<span"));
        Assert.Equal(missing.Select(o => (o!["department"]!.GetValue<string>(), o["measure"]!.GetValue<string>())).Distinct().Count(),
            Regex.Count(page, """<tr><th scope="row">"""));
        Assert.Equal(owed.Select(o => (o!["department"]!.GetValue<string>(), o["measure"]!.GetValue<string>())).Distinct().Count(),
            Regex.Count(await client.GetStringAsync("admin/completeness?fiscalYear=2021&show=all"), """<tr><th scope="row">"""));

        // A year that nobody can mean is this one.
        Assert.Contains("id=\"main\"", await client.GetStringAsync("admin/completeness?fiscalYear=99999"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_waits_until_it_is_replaced_or_taken_away()
    {
        using var client = await AdministratorAsync();
        foreach (var isReplaced in new[] { true, false })
        {
            var name = $"e-approval/refused-{isReplaced}.csv";
            await UploadAsync(name, "年月,所属コード\n2021-06,0213\n");
            Assert.Contains(name, Waiting(await client.GetStringAsync("admin/drops")), StringComparison.Ordinal);
            if (isReplaced)
            {
                await UploadAsync(name, "年月,所属コード,所属名,起案件数,電子決裁件数\n2021-06,0213,,20,10\n");
            }
            else
            {
                await app.App.Container(ContainerNames.Drops).DeleteBlobAsync(name);
            }

            var page = await client.GetStringAsync("admin/drops");
            Assert.DoesNotContain(name, Waiting(page), StringComparison.Ordinal);
            Assert.Contains(name, page, StringComparison.Ordinal);
        }

        async Task UploadAsync(string name, string csv)
        {
            await app.App.Container(ContainerNames.Drops).GetBlobClient(name).UploadAsync(BinaryData.FromString(csv), overwrite: true);
            await app.App.Services.GetRequiredService<DropPuller>().PullAsync("e-approval", default);
        }

        static string Waiting(string page) => page[..page.LastIndexOf("<h2>", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task What_another_site_posts_is_from_nobody()
    {
        using var client = await AdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "admin/months")
        {
            Content = Form(("month", "2021-01"), ("action", "close"), ("reason", "x")),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [BrowserFact]
    public async Task Closing_a_month_takes_at_most_five_clicks()
    {
        var page = await app.OpenAsync();
        await page.GotoAsync("/admin");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");

        // Signing in leads to the same address: only what the page shows tells that it is done.
        await Assertions.Expect(page.Locator("a[href*='/admin/months']").First).ToBeVisibleAsync();

        // Counted from the first page on: the pages of administration, months, the choice of one, the reason, close.
        var clicks = 0;
        await page.GotoAsync("/");
        await ClickAsync(page.Locator("nav a[href^='/admin']"));
        await ClickAsync(page.Locator("main a[href*='/admin/months']"));
        await ClickAsync(page.Locator("#reason"));
        await page.Keyboard.TypeAsync("報告書");
        await ClickAsync(page.Locator("button[value=close]"));
        await Assertions.Expect(page.Locator("[role=alert]")).ToHaveTextAsync("締め切りました。");
        Assert.InRange(clicks, 1, 5);
        await page.FillAsync("#reason", "訂正");
        await page.ClickAndLoadAsync("button[value=reopen]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToHaveTextAsync("開けました。");

        async Task ClickAsync(ILocator what)
        {
            clicks++;
            await what.ClickAndLoadAsync();
        }
    }

    private HttpClient NewClient() => new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = app.App.Client.BaseAddress,
        Timeout = RunningApp.Deadline,
    };

    private async Task<HttpClient> AdministratorAsync()
    {
        var client = NewClient();
        await SignInAsync(client, RunningApp.Bootstrap, "/admin/months");
        return client;
    }

    private static async Task SignInAsync(HttpClient client, string credential, string to)
    {
        using var answer = await client.PostAsync("submit/signin", Form(("credential", credential), ("to", to)));
        Assert.Equal(to, answer.Headers.Location?.ToString());
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
