using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>A department hands in by the page, as its clerks do.</summary>
public sealed class SubmitPageTests(PageApp app) : IClassFixture<PageApp>
{
    [BrowserFact]
    public async Task Without_JavaScript_from_signing_in_to_the_receipt()
    {
        var page = await app.OpenFormAsync("0213", javaScript: false);

        Assert.Contains("令和3年9月分の提出", await page.HeadingAsync(), StringComparison.Ordinal);
        Assert.Matches(@"前回\(令和3年3月\)\s*180 件\s*前年同月\(令和2年9月\)\s*120 件", await page.Locator($"[id='{SubmitFormRequests.Online}-before']")
            .InnerTextAsync());

        await page.EnterAsync("４７２", "938");
        await page.CheckAnswersAsync();
        Assert.StartsWith("確認:", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains("前年同月比 +293%", await page.Locator("#summary").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty((await app.HistoryAsync("0213"))["entries"]!.AsArray());

        await page.HandInAsync();
        Assert.Equal("受付票", await page.HeadingAsync());
        Assert.Contains("新規 1件、訂正 0件、変更なし 0件", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var numbers = (await app.HistoryAsync("0213"))["holds"]![0]!["actual"]!["numbers"]!.AsArray();
        Assert.Equal([472, 938], numbers.Select(n => n!["value"]!.GetValue<int>()));

        // What was handed in stands in the fields, to be corrected.
        await page.ClickAndLoadAsync("text=この月の提出を続ける・訂正する");
        Assert.Equal("472", await page.Field(SubmitFormRequests.Online).InputValueAsync());
    }

    [BrowserFact]
    public async Task Other_values_have_to_be_confirmed_anew()
    {
        var page = await app.OpenFormAsync("0212", javaScript: false);
        await page.EnterAsync("472", "938");
        await page.CheckAnswersAsync();
        Assert.Equal("この値で正しいので提出する", await page.Locator("#answers button.main").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "変更する" }).First.ClickAndLoadAsync();
        Assert.EndsWith("#" + SubmitFormRequests.Online, page.Url, StringComparison.Ordinal);
        Assert.Equal("472", await page.Field(SubmitFormRequests.Online).InputValueAsync());
        await page.EnterAsync("600", "938");
        await page.CheckAnswersAsync();

        Assert.Contains("600", await page.Locator("#summary").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty((await app.HistoryAsync("0212"))["entries"]!.AsArray());
    }

    [BrowserFact]
    public async Task Errors_lead_to_their_fields_and_keep_what_was_entered()
    {
        var page = await app.OpenFormAsync("0214", javaScript: false);
        await page.EnterAsync("たくさん", "");
        await page.Field("initiatives.2.name").FillAsync("窓口の予約");
        await page.CheckAnswersAsync();

        Assert.StartsWith("エラー:", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("たくさん", await page.Field(SubmitFormRequests.Online).InputValueAsync());
        Assert.Equal("窓口の予約", await page.Field("initiatives.2.name").InputValueAsync());
        Assert.Contains("数値として読めません", await page.ErrorOf(SubmitFormRequests.Online).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("数値がありません", await page.ErrorOf(SubmitFormRequests.Eligible).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("区分を選んでください。", await page.ErrorOf("initiatives.2.category").InnerTextAsync());
        Assert.Equal("true", await page.Field(SubmitFormRequests.Online).GetAttributeAsync("aria-invalid"));

        await page.Locator("#summary a").First.ClickAndLoadAsync();
        Assert.EndsWith("#" + SubmitFormRequests.Online, page.Url, StringComparison.Ordinal);
        Assert.Empty((await app.HistoryAsync("0214"))["entries"]!.AsArray());
    }

    [BrowserFact]
    public async Task Initiatives_are_added_and_withdrawn_without_JavaScript()
    {
        var page = await app.OpenFormAsync("0401", javaScript: false);
        await page.Locator("tr", new() { HasText = "相続人代表者設定" }).Locator("select").SelectOptionAsync("withdrawn");
        await page.Field("initiatives.2.category").SelectOptionAsync("ai");
        await page.Field("initiatives.2.name").FillAsync("会議録の作成");
        await page.Field("initiatives.2.status").SelectOptionAsync("decided");
        await page.ClickAndLoadAsync("#add-row");
        await page.Field("initiatives.3.category").SelectOptionAsync("ppp_agreement");
        await page.Field("initiatives.3.name").FillAsync("見守り協定");
        await page.Field("initiatives.3.partners").FillAsync("ガンバ大阪、大阪大学");
        await page.Field("initiatives.3.status").SelectOptionAsync("implemented");
        Assert.Equal("会議録の作成", await page.Field("initiatives.2.name").InputValueAsync());
        await page.SubmitAsync();

        Assert.Equal("受付票", await page.HeadingAsync());
        var holds = (await app.HistoryAsync("0401"))["holds"]!.AsArray().ToDictionary(h => h!["name"]!.GetValue<string>(), h =>
            h!["actual"]!["initiative"]!);
        Assert.Equal(3, holds.Count);
        Assert.Equal("withdrawn", holds["相続人代表者設定"]["status"]!.GetValue<string>());
        Assert.Equal("試行", holds["相続人代表者設定"]["note"]!.GetValue<string>());
        Assert.Equal("A社", holds["相続人代表者設定"]["partners"]![0]!.GetValue<string>());
        Assert.Equal(2, holds["見守り協定"]["partners"]!.AsArray().Count);

        // One sees at once what one handed in, before it is computed.
        await page.GotoAsync("/submit?month=" + PageApp.Month);
        Assert.Contains("取下げ", await page.Locator("tr", new() { HasText = "相続人代表者設定" }).Locator("td").Nth(1).InnerTextAsync(),
            StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task With_JavaScript_the_servers_rules_speak_while_one_types()
    {
        var page = await app.OpenFormAsync("0602");
        await page.Field(SubmitFormRequests.Online).FillAsync("990");
        await page.Field(SubmitFormRequests.Eligible).FillAsync("938");
        await Assertions.Expect(page.ErrorOf(SubmitFormRequests.Online)).ToContainTextAsync("オンライン化済み(990)が 対象(938)を超えています");
        await Assertions.Expect(page.Field(SubmitFormRequests.Online)).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("#said")).ToHaveTextAsync("誤りが1件あります。");

        await page.Field(SubmitFormRequests.Online).FillAsync("472");
        await Assertions.Expect(page.ErrorOf(SubmitFormRequests.Online)).ToHaveTextAsync("");
        await Assertions.Expect(page.Locator($"[id='{SubmitFormRequests.Online}-far']")).ToContainTextAsync("大きく違います");
        Assert.Empty((await app.HistoryAsync("0602"))["entries"]!.AsArray());
    }

    [BrowserFact]
    public async Task With_JavaScript_a_row_is_added_where_one_is()
    {
        var page = await app.OpenFormAsync("0602");
        await page.Field("initiatives.2.name").FillAsync("窓口の予約");
        await page.ClickAndLoadAsync("#add-row");

        Assert.Equal("initiatives.3.category", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.Equal("", await page.Field("initiatives.3.name").InputValueAsync());
        Assert.Equal("窓口の予約", await page.Field("initiatives.2.name").InputValueAsync());
        Assert.Equal("2", await page.Locator("[name=rows]").InputValueAsync());
    }

    [BrowserFact]
    public async Task By_keyboard_alone()
    {
        var page = await app.OpenAsync();
        await page.GotoAsync("/submit");
        await TabToAsync(page, "credential");
        await page.Keyboard.TypeAsync(app.CredentialOf("0603"));
        await PressEnterAsync(page);
        await page.GotoAsync("/submit?month=" + PageApp.Month);

        // The first stop leads past what every page has.
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await TabToAsync(page, SubmitFormRequests.Online);
        await page.Keyboard.TypeAsync("472");
        await TabToAsync(page, SubmitFormRequests.Eligible);
        await page.Keyboard.TypeAsync("938");
        await PressEnterAsync(page);
        Assert.Equal("summary", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await TabToAsync(page, "hand-in");
        await PressEnterAsync(page);
        Assert.Equal("受付票", await page.HeadingAsync());
    }

    // The field that has the focus sends its form; the next page is there when its title is another document's.
    private static async Task PressEnterAsync(IPage page)
    {
        await page.EvaluateAsync("() => window.isBefore = true");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => !window.isBefore && document.readyState === 'complete'");
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("() => document.activeElement.id") == id)
            {
                // Where the focus is can be seen.
                Assert.NotEqual("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
                return;
            }
        }

        Assert.Fail($"The key Tab does not come to {id}.");
    }
}
