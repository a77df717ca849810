using Microsoft.Playwright;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The ways of a clerk who knows nothing, in a browser, each click counted.</summary>
public sealed class ClerkPathTests(ClerkApp app) : IClassFixture<ClerkApp>
{
    private int clicks;

    [BrowserTheory]
    [InlineData("0603", "200", true)]
    [InlineData("0213", "472", true)]
    [InlineData("0214", "190", false)]
    [InlineData("1501", "472", false)]
    public async Task What_is_overdue_is_handed_in_by_four_clicks(string department, string online, bool javaScript)
    {
        var page = await SignedInAsync(department, "/", javaScript);
        await ClickAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "提出するものを見る" }));
        await ClickAsync(page, page.Locator("#tasks-overdue ~ .tasks a").First);
        await page.EnterAsync(online, "938");
        await ClickAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "内容を確認する" }).Last);
        await ClickAsync(page, page.Locator("#answers button.main"));

        Assert.Equal("受付票", await page.HeadingAsync());
        Assert.Equal(4, clicks);

        // It is in, late, and counts: nothing waits for a second confirmation.
        var holds = (await app.HistoryAsync(department))["holds"]!.AsArray();
        Assert.Equal(online, holds[0]!["actual"]!["numbers"]![0]!["value"]!.ToString());
        await page.GotoAsync("/submit");
        Assert.Equal(0, await page.Locator("#tasks-overdue, #tasks-waiting").CountAsync());
        Assert.Contains("期限後に提出", await page.Locator("#tasks-done ~ .tasks li").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_list_says_what_is_overdue_what_waits_and_what_is_in()
    {
        var held = await app.App.AcceptedAsync(
            """{ "department": "0602", "month": "2020-09", "figures": [ { "measure": "online_procedures", "online": 121, "eligible": 930 } ] }""");
        Assert.Equal("held", held["state"]!.GetValue<string>());
        var page = await SignedInAsync("0602", "/submit", javaScript: false);
        var main = await page.Locator("main").InnerTextAsync();

        Assert.Contains("期限を過ぎた数字が1件あります", main, StringComparison.Ordinal);
        Assert.Contains("令和3年9月分", await page.Locator("#tasks-overdue ~ .tasks").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("期限 令和3年10月14日(木)", main, StringComparison.Ordinal);
        Assert.Contains("令和2年9月分", await page.Locator("#tasks-waiting ~ .tasks").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Matches("令和3年4月5日 12時[0-9]{2}分 に提出", await page.Locator("#tasks-done ~ .tasks").InnerTextAsync());
        Assert.DoesNotContain("残業", main, StringComparison.Ordinal);

        // What waits is confirmed by one click there.
        await ClickAsync(page, page.Locator("#tasks-waiting ~ .tasks a").First);
        await ClickAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "この値で正しい" }));
        Assert.Contains("確認しました", await page.Locator(".attention").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/submit");
        Assert.Equal(0, await page.Locator("#tasks-waiting").CountAsync());
    }

    [BrowserFact]
    public async Task A_clerk_sees_the_own_section_and_an_administrator_chooses()
    {
        var page = await SignedInAsync("0603", "/submit?department=0701", javaScript: false);
        Assert.Contains("0603", await page.HeadingAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("#department").CountAsync());

        page = await SignedInAsync("admin", "/submit", javaScript: false);
        Assert.Equal("提出するもの", await page.HeadingAsync());
        await page.Locator("#department").SelectOptionAsync("0701");
        await page.ClickAndLoadAsync("text=表示する");
        Assert.Contains("0701", await page.HeadingAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator("#tasks-overdue ~ .tasks li").CountAsync());
        await page.GotoAsync("/submit?department=none");
        Assert.Contains("登録されていません", await page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("/submit?month=2021-09")]
    [InlineData("/submit?month=2021-03&status=planned")]
    [InlineData("/submit/history?fiscalYear=2020")]
    [InlineData("/confirm")]
    [InlineData("/upload?lang=ja")]
    [InlineData("/?fiscalYear=2020&lang=ja")]
    public async Task After_signing_in_one_is_where_one_wanted_to_be(string address)
    {
        var page = await SignedInAsync("0801", address, javaScript: false);
        Assert.EndsWith(address, page.Url, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_ended_loses_nothing(bool javaScript)
    {
        var department = javaScript ? "1001" : "0801";
        var page = await SignedInAsync(department, "/submit?month=2021-09", javaScript);
        await page.EnterAsync("200", "938");
        await page.Field("initiatives.2.name").FillAsync("窓口の予約");
        await page.Field("initiatives.2.category").SelectOptionAsync("ai");
        await page.Field("initiatives.2.status").SelectOptionAsync("decided");
        await page.Field("initiatives.2.note").FillAsync("一行目\n二行目 <b>");
        app.Wait(TimeSpan.FromHours(11));
        await page.CheckAnswersAsync();
        Assert.Equal("サインイン", await page.HeadingAsync());
        await page.FillAsync("#credential", "sty_0123456789abcdef_wrong");
        await page.ClickAndLoadAsync("text=サインインして続ける");
        await page.FillAsync("#credential", app.CredentialOf(department));
        await page.ClickAndLoadAsync("text=サインインして続ける");

        Assert.Contains("内容の確認", await page.HeadingAsync(), StringComparison.Ordinal);
        await page.HandInAsync();
        Assert.Equal("受付票", await page.HeadingAsync());
        var holds = (await app.HistoryAsync(department))["holds"]!.AsArray();
        Assert.Equal("一行目\n二行目 <b>", holds.Single(h => h!["name"] is not null)!["actual"]!["initiative"]!["note"]!.GetValue<string>()
            .ReplaceLineEndings("\n"));
    }

    private async Task<IPage> SignedInAsync(string department, string address, bool javaScript)
    {
        var page = await app.OpenAsync(javaScript);
        await page.GotoAsync(address);
        if (await page.Locator("#credential").CountAsync() == 0)
        {
            await page.ClickAndLoadAsync("main a[href^='/submit/signin']");
        }

        await page.FillAsync("#credential", department == "admin" ? RunningApp.Bootstrap : app.CredentialOf(department));
        await page.ClickAndLoadAsync("form.signin button");
        clicks = 0;
        return page;
    }

    private async Task ClickAsync(IPage page, ILocator what)
    {
        clicks++;
        await what.ClickAndLoadAsync();
    }
}
