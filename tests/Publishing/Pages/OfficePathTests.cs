using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Playwright;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// A day's work in a browser, each click counted from the page on which one is after signing in: files of clerks and systems, what the
/// administrator decides, and the report from its texts to the frozen file. Choosing a file is a click.
/// </summary>
public sealed class OfficePathTests(ClerkApp app) : IClassFixture<ClerkApp>
{
    private int clicks;

    [BrowserFact]
    public async Task A_clerk_hands_in_a_file_by_four_clicks()
    {
        var page = await SignedInAsync(app.CredentialOf("0701"), "/submit");
        await ClickAsync(page.Locator("header nav a[href^='/upload']"));
        await ChooseAsync(page, "figures.csv", "項目,オンライン化済,対象,年月\n行政手続きのオンライン化,190,930,2021-09\n");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "中身を確かめる" }));
        Assert.Contains("令和3年9月分として提出できます(1件)", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await ClickAsync(page.Locator("form[action^='/upload/confirm'] button"));

        Assert.Equal("受付票", await page.HeadingAsync());
        Assert.Equal(4, clicks);
        Assert.Matches(@"オンライン化済み\s+なし\s+190\s+いまの値", await page.Locator("#table-recorded").InnerTextAsync());
    }

    [BrowserFact]
    public async Task A_clerk_corrects_what_was_handed_in_by_three_clicks_and_finds_both_in_the_history()
    {
        await app.App.AcceptedAsync(
            """{ "department": "0401", "month": "2021-09", "figures": [ { "measure": "online_procedures", "online": 190, "eligible": 930 } ] }""");
        var page = await SignedInAsync(app.CredentialOf("0401"), "/submit");
        await ClickAsync(page.Locator("#tasks-done ~ .tasks a").First);
        await page.EnterAsync("195", "930");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "内容を確認する", Exact = true }).Last);
        Assert.Contains("195", await page.Locator("#answers").InnerTextAsync(), StringComparison.Ordinal);
        await ClickAsync(page.Locator("#answers button.main"));

        Assert.Contains("新規 0件、訂正 1件", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(3, clicks);
        await ClickAsync(page.Locator("header nav a[href^='/submit/history']"));
        Assert.Matches(@"オンライン化済み\s+190\s+195", await page.Locator("main").InnerTextAsync());
    }

    [BrowserFact]
    public async Task Who_owns_a_system_sends_its_file_fetches_what_was_held_back_and_sends_it_mended_by_eight_clicks()
    {
        using var issued = await app.App.Client.PostAsJsonAsync("api/credentials", new { role = "drops", folder = "staff" });
        var page = await SignedInAsync((await issued.JsonAsync())["token"]!.GetValue<string>(), "/upload");
        await ChooseAsync(page, "人数.csv", TestDrop.Text(TestDrop.StaffHeader, "2021-05,0101,経営計画課,一般,通常,12",
            "2021-05,0211,財政課,一般,通常,12.5"));
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "中身を確かめる" }));
        await ClickAsync(page.Locator("form[action^='/upload/confirm'] button"));
        Assert.Contains("2行のうち1行を取り込み", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var download = await page.RunAndWaitForDownloadAsync(() => ClickAsync(page.GetByText("保留した行(CSV)")));
        var held = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("12.5", held, StringComparison.Ordinal);
        await ChooseAsync(page, "人数.csv", held.Replace("12.5", "12", StringComparison.Ordinal));
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "中身を確かめる" }).Last);
        await ClickAsync(page.Locator("form[action^='/upload/confirm'] button"));
        Assert.Contains("すべて取り込みました", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.InRange(clicks, 1, 8);
    }

    [BrowserFact]
    public async Task An_administrator_confirms_a_value_that_waits_by_three_clicks()
    {
        var held = await app.App.AcceptedAsync(
            """{ "department": "0602", "month": "2021-09", "figures": [ { "measure": "online_procedures", "online": 12, "eligible": 930 } ] }""");
        Assert.Equal("held", held["state"]!.GetValue<string>());
        var page = await AdministratorAsync();
        await ClickAsync(page.Locator("main a[href^='/confirm']").First);
        var waiting = page.Locator("section.summary", new() { HasText = "令和3年9月分" });
        await ClickAsync(waiting.GetByRole(AriaRole.Button, new() { Name = "この値で正しい" }));

        Assert.Contains("確認しました", await page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.InRange(clicks, 1, 3);
        Assert.Equal("12", (await app.HistoryAsync("0602"))["holds"]![0]!["actual"]!["numbers"]![0]!["value"]!.ToString());
    }

    [BrowserFact]
    public async Task An_administrator_issues_a_credential_by_three_clicks_and_revokes_it_by_one()
    {
        var page = await AdministratorAsync();
        await ClickAsync(page.Locator("main a[href^='/admin/credentials']"));
        await ClickAsync(page.Locator("#department"));
        await page.Keyboard.TypeAsync("1501");
        await ClickAsync(page.Locator("button[value=issue]"));
        var token = await page.Locator("#token").InputValueAsync();
        Assert.Equal(3, clicks);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        await ClickAsync(page.Locator("button[value=revoke]").First);
        Assert.Equal(4, clicks);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [BrowserFact]
    public async Task An_administrator_sends_back_what_failed_by_two_clicks()
    {
        await app.App.Queue(QueueNames.RecomputePoison).SendMessageAsync("nonsense");
        var page = await AdministratorAsync();
        await ClickAsync(page.Locator("table a[href^='/admin/poison']"));
        Assert.Contains("読めないメッセージ", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await ClickAsync(page.Locator("button[value=resend]"));
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        Assert.Equal(2, clicks);
    }

    [BrowserFact]
    public async Task An_administrator_sees_what_a_reference_file_changes_before_it_takes_effect_by_five_clicks()
    {
        var page = await AdministratorAsync();
        await ClickAsync(page.Locator("main a[href^='/admin/reference']"));
        var outline = await page.RunAndWaitForDownloadAsync(() => page.ClickAndLoadAsync("a[download='report-outline.json']"));
        var text = await File.ReadAllTextAsync(await outline.PathAsync());
        await ChooseAsync(page, "report-outline.json", text.Replace("\"Smart Toyonaka Project\"", "\"A smart city\"", StringComparison.Ordinal));
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "中身を確かめる" }));
        Assert.Contains("A smart city", await page.Locator("#preview").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("A smart city", await EnglishReportAsync(), StringComparison.Ordinal);
        await ClickAsync(page.Locator("#reason"));
        await page.Keyboard.TypeAsync("英語の表題");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "有効にする" }));

        Assert.Equal(5, clicks);
        Assert.Contains("A smart city", await EnglishReportAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/admin/acts");
        Assert.Contains("英語の表題", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_report_is_written_closed_frozen_and_fetched_in_the_browser()
    {
        // All months but one, which is closed on the page.
        for (var month = new DateOnly(2020, 4, 1); month < new DateOnly(2021, 3, 1); month = month.AddMonths(1))
        {
            using var closed = await app.App.Client.PostAsJsonAsync("api/closings",
                new { month = $"{month:yyyy-MM}", action = "close", reason = "年度の締め" });
            Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        }

        var page = await AdministratorAsync();
        await ClickAsync(page.Locator("main a[href^='/admin/report']"));
        await ClickAsync(page.Locator("main a[href*='fiscalYear=2020']"));
        foreach (var (field, text) in new[] { ("issued", "令和3年6月"), ("issuer", "創造改革課"), ("lastFiscalYear", "2022"),
            ("purpose", "目的は、試行です。") })
        {
            await page.FillAsync($"#{field}", text);
        }

        await ClickAsync(page.Locator("button[value=preview]"));
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("目的は、試行です。", new() { Timeout = 30_000 });
        await ClickAsync(page.Locator("#reason"));
        await page.Keyboard.TypeAsync("報告書");
        await ClickAsync(page.Locator("button[value=effect]"));
        Assert.Equal(5, clicks);

        await page.GotoAsync("/admin/months");
        await page.Locator("#month").SelectOptionAsync("2021-03");
        await page.FillAsync("#reason", "年度の締め");
        await ClickAsync(page.Locator("button[value=close]"));
        await page.GotoAsync("/?fiscalYear=2020");
        clicks = 0;
        await ClickAsync(page.Locator("main a[href^='/api/reports/2020']").First);
        Assert.StartsWith("確定", await page.Locator(".state").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("目的は、試行です。", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        var word = await page.RunAndWaitForDownloadAsync(() => ClickAsync(page.GetByText("Word(docx)で開く")));
        Assert.EndsWith(".docx", word.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal(2, clicks);
        await ClickAsync(page.GetByText("その後の訂正で変わること"));
        Assert.Contains("違いはありません。", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await ClickAsync(page.GetByText("English", new() { Exact = true }));
        Assert.Contains("There are no differences.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await ClickAsync(page.Locator(".tools a").First);
        Assert.StartsWith("Final:", await page.Locator(".state").InnerTextAsync(), StringComparison.Ordinal);
    }

    private Task<IPage> AdministratorAsync() => SignedInAsync(RunningApp.Bootstrap, "/admin");

    private async Task<IPage> SignedInAsync(string credential, string address)
    {
        var page = await app.OpenAsync(javaScript: false);
        await page.GotoAsync(address);
        await page.FillAsync("#credential", credential);
        await page.ClickAndLoadAsync("form.signin button");
        clicks = 0;
        return page;
    }

    private async Task ChooseAsync(IPage page, string name, string content)
    {
        clicks++;
        await page.SetInputFilesAsync("#file",
            new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
    }

    private Task ClickAsync(ILocator what)
    {
        clicks++;
        return what.ClickAndLoadAsync();
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var client = app.App.NewClient(token);
        using var answer = await client.GetAsync("api/history?department=1501&month=2021-03");
        return answer.StatusCode;
    }

    private Task<string> EnglishReportAsync() => app.App.Client.GetStringAsync("api/reports/2021?lang=en");
}
