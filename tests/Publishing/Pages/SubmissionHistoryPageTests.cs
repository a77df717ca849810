using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>Receipts and what was handed in before, as pages.</summary>
public sealed class SubmissionHistoryPageTests(ClerkApp app) : IClassFixture<ClerkApp>
{
    [BrowserFact]
    public async Task A_receipt_says_late_old_and_new_and_which_indicators_moved()
    {
        var page = await app.OpenFormAsync("0213", javaScript: false);
        await page.EnterAsync("200", "930");
        await page.Locator("tr", new() { HasText = "相続人代表者設定" }).Locator("select").SelectOptionAsync("implemented");
        await page.SubmitAsync();
        var main = await page.Locator("main").InnerTextAsync();
        Assert.Contains("期限のあとの提出", main, StringComparison.Ordinal);
        Assert.Contains("令和3年10月14日(木)(期限後)", main, StringComparison.Ordinal);
        Assert.Matches("受付日時\\s*令和3年10月20日 12時[0-9]{2}分", main);
        Assert.Matches(@"オンライン化済み\s+なし\s+200\s+いまの値", await page.Locator("#table-recorded").InnerTextAsync());
        Assert.Matches(@"相続人代表者設定\s+調整中\(令和3年3月分\)\s+実施\s+いまの値", await page.Locator("#table-recorded").InnerTextAsync());

        await app.App.WaitUntilComputedAsync();
        await page.ReloadAsync();
        var moves = await page.Locator("#moves").InnerTextAsync();
        Assert.Matches(@"RPA・AI-OCR[^\n]*\s+令和3年9月\s+0 業務\s+1 業務|RPA・AI-OCR[^\n]*\s+令和3年9月\s+なし\s+1", moves);

        // A correction is not late: the first figure counts.
        await page.GotoAsync("/submit?month=2021-09");
        await page.EnterAsync("210", "930");
        await page.SubmitAsync();
        main = await page.Locator("main").InnerTextAsync();
        Assert.Matches(@"オンライン化済み\s+200\s+210\s+いまの値", main);
        Assert.Contains("新規 0件、訂正 1件", main, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task With_scripts_the_receipt_shows_the_indicators_when_they_are_computed()
    {
        var page = await app.OpenFormAsync("0214");
        await page.EnterAsync("200", "930");
        await page.SubmitAsync();
        await Assertions.Expect(page.Locator("#moves:not([data-pending])")).ToContainTextAsync("令和3年9月");
    }

    [BrowserTheory]
    [InlineData("2021-03", "期限内の提出")]
    [InlineData("2021-06", "")]
    public async Task A_receipt_of_what_was_in_time_or_not_due_says_so(string month, string said)
    {
        var page = await app.OpenFormAsync("0401", month, javaScript: false);
        if (!await page.Field(SubmitFormRequests.Online).IsVisibleAsync())
        {
            await page.ClickAndLoadAsync("details summary");
        }

        await page.EnterAsync("181", "930");
        await page.SubmitAsync();
        var notice = await page.Locator(".notice.done").InnerTextAsync();
        Assert.Equal("提出を受け付けました。" + (said.Length > 0 ? " " + said : ""), Regex.Replace(notice, "\\s+", " ").Trim());
    }

    [BrowserFact]
    public async Task The_history_tells_who_when_how_old_and_new_and_what_became_of_it()
    {
        await app.App.AcceptedAsync(
            """{ "department": "0602", "month": "2020-09", "figures": [ { "measure": "online_procedures", "online": 121, "eligible": 930 } ] }""");
        var page = await app.OpenFormAsync("0602", javaScript: false);
        await page.EnterAsync("200", "930");
        await page.SubmitAsync();
        await page.GotoAsync("/submit?month=2021-09");
        await page.EnterAsync("205", "930");
        await page.SubmitAsync();
        await page.ClickAndLoadAsync("text=これまでの提出");
        var parts = page.Locator(".past");
        var newest = await parts.Nth(0).InnerTextAsync();
        Assert.Matches(@"オンライン化済み\s+200\s+205\s+いまの値", newest);
        Assert.Contains("自分、画面から", newest, StringComparison.Ordinal);
        Assert.Matches(@"オンライン化済み\s+なし\s+200\s+あとで訂正", await parts.Nth(1).InnerTextAsync());
        var held = await parts.Nth(2).InnerTextAsync();
        Assert.Matches(@"オンライン化済み\s+120\s+121\s+確認待ち", held);
        Assert.Contains("API で", held, StringComparison.Ordinal);

        await page.GotoAsync("/confirm");
        await page.Locator("[name=reason]").FillAsync("数え直した");
        await page.ClickAndLoadAsync("text=この値で正しい");
        await page.GotoAsync("/submit/history?lang=en");
        Assert.Matches(@"120\s+121\s+holds\s+confirmed 2021-10-20 [0-9:]+: 数え直した", await parts.Nth(2).InnerTextAsync());
        await page.Locator("#fiscalYear").SelectOptionAsync("2021");
        await page.ClickAndLoadAsync("button.second >> text=Show");
        Assert.Equal(2, await parts.CountAsync());
        await parts.Nth(0).Locator("a").First.ClickAndLoadAsync();
        Assert.Equal("Receipt", await page.HeadingAsync());
    }
}
