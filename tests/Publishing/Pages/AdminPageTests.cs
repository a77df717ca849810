using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
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

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_pages_are_without_barriers_and_closing_takes_at_most_five_clicks(int width)
    {
        var page = await app.OpenAsync(javaScript: true, width: width);
        await page.GotoAsync("/admin");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");

        // Signing in leads to the same address: only what the page shows tells that it is done.
        await Assertions.Expect(page.Locator("a[href*='/admin/months']").First).ToBeVisibleAsync();
        foreach (var part in new[] { "", "/credentials", "/mails", "/poison", "/months" })
        {
            await page.GotoAsync("/admin" + part);
            await Axe.AssertFindsNothingAsync(page, $"/admin{part} at {width}");
            Assert.True(await page.TooWideAsync() <= 0, $"/admin{part} is too wide at {width}");
            if (Environment.GetEnvironmentVariable("PAGE_PICTURES") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"admin{part.Replace('/', '-')}-{width}.png") });
            }
        }

        await page.FillAsync("#reason", "報告書");
        await page.ClickAsync("button[value=close]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToHaveTextAsync("締め切りました。");
        await page.FillAsync("#reason", "訂正");
        await page.ClickAsync("button[value=reopen]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToHaveTextAsync("開けました。");
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
