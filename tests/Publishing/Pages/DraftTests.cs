using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>What was typed and not handed in is kept in the browser, for whoever typed it.</summary>
public sealed class DraftTests(ClerkApp app) : IClassFixture<ClerkApp>
{
    [BrowserFact]
    public async Task A_draft_is_put_back_until_it_is_handed_in()
    {
        var page = await app.OpenFormAsync("0213");
        await page.EnterAsync("472", "938");
        await page.Field("initiatives.2.name").FillAsync("窓口の予約");
        await page.ClickAndLoadAsync("#add-row");
        await page.Field("initiatives.3.name").FillAsync("会議録の作成");
        await page.Locator("tr", new() { HasText = "相続人代表者設定" }).Locator("select").SelectOptionAsync("decided");

        // Another initiative has come in between: the rows have other numbers.
        await app.App.AcceptedAsync(
            """{ "department": "0213", "month": "2021-03", "initiatives": [ { "category": "ai", "name": "別の取組み", "status": "decided" } ] }""");
        await page.GotoAsync("/submit");
        await Assertions.Expect(page.Locator("#tasks-overdue ~ .tasks li")).ToContainTextAsync("下書き");
        await page.GotoAsync("/submit?month=" + PageApp.Month);
        await Assertions.Expect(page.Locator("#draft")).ToContainTextAsync("下書き");
        Assert.Equal("472", await page.Field(SubmitFormRequests.Online).InputValueAsync());
        Assert.Equal("decided", await page.Locator("tr", new() { HasText = "相続人代表者設定" }).Locator("select").InputValueAsync());
        var names = page.Locator("fieldset[data-row] [name$='.name']");
        Assert.Equal(["窓口の予約", "会議録の作成"], [await names.Nth(0).InputValueAsync(), await names.Nth(1).InputValueAsync()]);

        await names.Nth(0).FillAsync("");
        await names.Nth(1).FillAsync("");
        await page.SubmitAsync();
        Assert.Equal("受付票", await page.HeadingAsync());
        await page.GotoAsync("/submit?month=" + PageApp.Month);
        Assert.True(await page.Locator("#draft").IsHiddenAsync());
        Assert.Empty(await DraftsAsync(page));
    }

    [BrowserFact]
    public async Task A_value_that_was_handed_in_since_is_not_put_back_over()
    {
        var page = await app.OpenFormAsync("0214");
        await page.EnterAsync("472", "938");
        await app.App.AcceptedAsync(
            """{ "department": "0214", "month": "2021-09", "figures": [ { "measure": "online_procedures", "online": 190, "eligible": 930 } ] }""");
        await page.GotoAsync("/submit?month=" + PageApp.Month);
        Assert.Equal("190", await page.Field(SubmitFormRequests.Online).InputValueAsync());
        Assert.True(await page.Locator("#draft").IsHiddenAsync());
    }

    [BrowserFact]
    public async Task On_one_machine_each_sees_the_own_draft_and_takes_it_along_when_leaving()
    {
        var page = await app.OpenFormAsync("0602");
        await page.EnterAsync("472", "938");
        await page.Context.ClearCookiesAsync();

        // Somebody else of the same machine, who leaves.
        await SignInAsync(page, "0603");
        Assert.Equal("", await page.Field(SubmitFormRequests.Online).InputValueAsync());
        await page.EnterAsync("1", "2");
        Assert.Equal(2, (await DraftsAsync(page)).Length);
        await page.ClickAndLoadAsync("text=サインアウト");
        await page.Locator("h1[data-drop-drafts]").WaitForAsync();
        Assert.Single(await DraftsAsync(page));

        await SignInAsync(page, "0602");
        await Assertions.Expect(page.Field(SubmitFormRequests.Online)).ToHaveValueAsync("472");
        await page.ClickAndLoadAsync("text=下書きを捨てる");
        await Assertions.Expect(page.Field(SubmitFormRequests.Online)).ToHaveValueAsync("");
        Assert.Empty(await DraftsAsync(page));
    }

    [BrowserFact]
    public async Task What_was_sent_back_with_errors_is_a_draft_too()
    {
        var page = await app.OpenFormAsync("1501");
        await page.EnterAsync("たくさん", "");
        await page.CheckAnswersAsync();
        await page.GotoAsync("/submit?month=" + PageApp.Month);
        await Assertions.Expect(page.Field(SubmitFormRequests.Online)).ToHaveValueAsync("たくさん");
    }

    private async Task SignInAsync(IPage page, string department)
    {
        await page.GotoAsync("/submit?month=" + PageApp.Month);
        await page.FillAsync("#credential", app.CredentialOf(department));
        await page.ClickAndLoadAsync("form.signin button");
        await page.Locator("#figures").WaitForAsync();
    }

    private static Task<string[]> DraftsAsync(IPage page) =>
        page.EvaluateAsync<string[]>("() => Object.keys(localStorage).filter(k => k.startsWith('draft:'))");
}
