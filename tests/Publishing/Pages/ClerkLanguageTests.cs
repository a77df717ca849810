using System.Text;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// The pages for handing in are whole in English as in Japanese; whoever changes the language, or whose session ends, loses nothing of what
/// was typed.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class ClerkLanguageTests(ClerkApp app) : IClassFixture<ClerkApp>
{
    [BrowserFact]
    public async Task Every_page_of_a_clerk_is_in_English()
    {
        var page = await app.OpenAsync();
        await page.GotoAsync("/submit/help?lang=en");
        await AssertEnglishAsync(page, "help");
        await page.GotoAsync("/submit?lang=en&month=2021-09");
        await AssertEnglishAsync(page, "sign in");
        await page.FillAsync("#credential", "wrong");
        await page.ClickAndLoadAsync("form.signin button");
        await AssertEnglishAsync(page, "refused");
        await page.FillAsync("#credential", app.CredentialOf("0214"));
        await page.ClickAndLoadAsync("form.signin button");
        await AssertEnglishAsync(page, "form");
        Assert.Contains("0214", page.Url + await page.ContentAsync(), StringComparison.Ordinal);

        await page.EnterAsync("many", "938");
        await page.Field("initiatives.2.note").FillAsync("x");
        await page.Locator("main button.main").ClickAndLoadAsync();
        await AssertEnglishAsync(page, "errors");
        await page.Field("initiatives.2.note").FillAsync("");
        await page.EnterAsync("472", "938");
        await page.Locator("main button.main").ClickAndLoadAsync();
        await AssertEnglishAsync(page, "check");
        await page.HandInAsync();
        await AssertEnglishAsync(page, "receipt");
        foreach (var address in new[] { "/submit?month=2021-08", "/submit?month=x", "/submit?month=2015-03", "/submit", "/submit/history",
            "/confirm", "/submit/receipts/none", "/upload" })
        {
            await page.GotoAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang=en");
            await AssertEnglishAsync(page, address);
        }

        await page.ClickAndLoadAsync("text=Sign out");
        await AssertEnglishAsync(page, "signed out");
    }

    [BrowserTheory]
    [InlineData("0603", true)]
    [InlineData("0401", false)]
    public async Task Changing_the_language_keeps_what_was_typed(string department, bool javaScript)
    {
        var page = await app.OpenFormAsync(department, javaScript: javaScript);
        await page.EnterAsync("472", "938");
        await page.Field("initiatives.2.name").FillAsync("窓口の予約");
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAndLoadAsync();
        Assert.Equal("472", await page.Field("online_procedures.online").InputValueAsync());
        Assert.Equal("窓口の予約", await page.Field("initiatives.2.name").InputValueAsync());
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));

        // Enter goes on and does not change the language.
        await page.Field("initiatives.2.name").FillAsync("");
        await page.Field("online_procedures.eligible").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#answers")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "日本語" }).ClickAndLoadAsync();
        Assert.Contains("内容の確認", await page.HeadingAsync(), StringComparison.Ordinal);
        app.Wait(TimeSpan.FromHours(11));
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAndLoadAsync();
        Assert.Equal("Sign in", await page.HeadingAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "日本語" }).ClickAndLoadAsync();
        await page.FillAsync("#credential", app.CredentialOf(department));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#answers")).ToBeVisibleAsync();
        Assert.Contains("472", await page.Locator("#answers").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("/submit")]
    [InlineData("/submit/history")]
    [InlineData("/submit/signin")]
    [InlineData("/upload")]
    public async Task Help_is_one_click_away_and_has_its_pictures(string from)
    {
        var page = await app.OpenFormAsync("1501");
        await page.GotoAsync(from);
        await page.Locator("a[href^='/submit/help']").First.ClickAndLoadAsync();

        Assert.Equal("数字の出し方", await page.HeadingAsync());
        foreach (var picture in await page.Locator("img").AllAsync())
        {
            await picture.ScrollIntoViewIfNeededAsync();
            await page.WaitForFunctionAsync("image => image.complete && image.naturalWidth > 0", await picture.ElementHandleAsync());
        }

        Assert.Equal(4, await page.Locator("img").CountAsync());
        Assert.DoesNotContain("POST", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("1001", true)]
    [InlineData("0801", false)]
    public async Task A_session_that_ended_loses_nothing_of_a_file(string department, bool javaScript)
    {
        var page = await app.OpenFormAsync(department, javaScript: javaScript);
        await page.GotoAsync("/upload");
        await page.EvaluateAsync("() => { window.bars = 0; new MutationObserver(() => { window.bars += document.querySelectorAll('progress').length; })"
            + ".observe(document, { subtree: true, childList: true }); }");
        await page.FillAsync("#month", "令和3年9月");
        await ChooseAsync(page, "項目,オンライン化済み,対象\n行政手続きのオンライン化,130,930\n");
        app.Wait(TimeSpan.FromHours(11));
        await page.ClickAndLoadAsync("form[enctype] button.main");
        await page.FillAsync("#credential", app.CredentialOf(department));
        if (javaScript)
        {
            Assert.Equal(1, await page.EvaluateAsync<int>("() => document.querySelector('#file').files.length"));
            await page.ClickAndLoadAsync("form[enctype] button.main");
        }
        else
        {
            await page.ClickAndLoadAsync("form.signin button");
            Assert.Equal("令和3年9月", await page.InputValueAsync("#month"));
            await ChooseAsync(page, "項目,オンライン化済み,対象\n行政手続きのオンライン化,130,930\n");
            await page.ClickAndLoadAsync("form[enctype] button.main");
        }

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("確認の結果");
        Assert.Contains("令和3年9月", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        if (javaScript)
        {
            Assert.True(await page.EvaluateAsync<int>("() => window.bars") > 0, "No progress was shown.");
        }

        // The month stands there for the next file, and a session that ends before it is confirmed loses nothing either.
        Assert.Equal("令和3年9月", await page.InputValueAsync("#month"));
        app.Wait(TimeSpan.FromHours(11));
        await page.ClickAndLoadAsync("form[action^='/upload/confirm'] button");
        await page.FillAsync("#credential", app.CredentialOf(department));
        await page.ClickAndLoadAsync("form.signin button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("受付票|残っていません"));
    }

    [BrowserTheory]
    [InlineData("/admin/months", "#reason", "2020-11", "締め切りました")]
    [InlineData("/admin/credentials", "#reason", "", "発行")]
    public async Task A_session_that_ended_loses_nothing_of_an_administrators_act(string address, string field, string month, string said)
    {
        var page = await app.OpenAsync(javaScript: false);
        await page.GotoAsync(address);
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.ClickAndLoadAsync("form.signin button");
        await page.FillAsync(field, "長い理由 <b>");
        if (month.Length > 0)
        {
            await page.SelectOptionAsync("#month", month);
        }
        else
        {
            await page.FillAsync("#department", "0213");
        }

        app.Wait(TimeSpan.FromHours(11));
        await page.Locator("main form button.main").First.ClickAndLoadAsync();
        Assert.Equal("サインイン", await page.HeadingAsync());
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.ClickAndLoadAsync("form.signin button");

        Assert.Contains(said, await page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/admin/acts");
        Assert.Contains("長い理由 <b>", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        if (month.Length > 0)
        {
            await page.GotoAsync(address);
            await page.SelectOptionAsync("#month", month);
            await page.FillAsync(field, "戻す");
            await page.ClickAndLoadAsync("button[value=reopen]");
        }
    }

    private static Task ChooseAsync(IPage page, string content) => page.SetInputFilesAsync("#file",
        new FilePayload { Name = "数字.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });

    private static async Task AssertEnglishAsync(IPage page, string state)
    {
        await page.WaitUntilLoadedAsync();
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        await EnglishPage.AssertAsync(page, state);
    }
}
