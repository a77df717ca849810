using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The texts of a report as an administrator writes them in the browser; each test writes those of a year of its own.</summary>
public sealed partial class ReportTextsPageTests(ReportTextsPageTests.Texts app) : IClassFixture<ReportTextsPageTests.Texts>
{
    [Fact]
    public async Task The_texts_of_the_year_before_are_the_beginning_of_the_next_and_are_not_its_texts_until_they_take_effect()
    {
        var page = await app.GetAsync("admin/report?fiscalYear=2022");
        Assert.Contains("令和3年度の本文を書き始めの形として入れてあります", page, StringComparison.Ordinal);
        Assert.Equal("〇本格導入及びその調整\n〇対象業務の検討", FieldsOf(page)["rpa_ai_ocr.planned"]);
        Assert.Equal("2022", FieldsOf(page)["lastFiscalYear"]);
        Assert.Contains("経営戦略方針", FieldsOf(page)["purpose"], StringComparison.Ordinal);

        Assert.Contains("〇本格導入及びその調整", await app.GetAsync("admin/report?fiscalYear=2022&show=report"), StringComparison.Ordinal);

        // The value that stands there now is shown beside its place.
        Assert.Contains("<option value=\"{rpa_ai_ocr_tasks}\">RPA・AI-OCR 導入業務: 2業務", page, StringComparison.Ordinal);
        Assert.Contains("本文はまだ登録されていません", (await AnnualReportTests.ReportAsync(app.App, 2022)).Purpose.Single().ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_kept_previewed_and_takes_effect_with_a_reason_and_all_of_it_is_recorded()
    {
        var page = await app.GetAsync("admin/report?fiscalYear=2023");
        var (status, draft) = await app.PostAsync(2023, page, "draft", ("rpa_ai_ocr.planned", "〇来年の予定\n・{rpa_ai_ocr_tasks#target}をめざす"));
        Assert.Equal((HttpStatusCode.OK, true), (status, draft.Contains("下書きを保存しました。", StringComparison.Ordinal)));
        Assert.Equal("〇来年の予定\n・{rpa_ai_ocr_tasks#target}をめざす", FieldsOf(await app.GetAsync("admin/report?fiscalYear=2023"))["rpa_ai_ocr.planned"]);
        Assert.Contains("35業務以上をめざす", draft, StringComparison.Ordinal);

        // Nothing takes effect that was not looked at, nor without a reason.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.PostAsync(2023, draft, "effect", ("reason", "年度の本文"))).Status);
        var (_, seen) = await app.PostAsync(2023, draft, "preview");
        Assert.Contains("35業務以上をめざす", Preview(seen), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.PostAsync(2023, seen, "effect")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await app.PostAsync(2023, seen, "effect", ("reason", "年度の本文"), ("purpose", "見たあとに変えた"))).Status);
        Assert.False(await app.App.Container(ContainerNames.Reference).GetBlobClient("report-texts/2023.json").ExistsAsync());

        var (done, after) = await app.PostAsync(2023, seen, "effect", ("reason", "年度の本文 <b>"));
        Assert.Contains("<th scope=\"row\">FY2023</th><td>bootstrap</td><td>年度の本文 &lt;b&gt;</td><td>済み</td>",
            Regex.Replace(await app.GetAsync("admin/acts?kind=report"), "<(?:span|wbr)[^>]*>|</span>| (?:class|data-head)=\"[^\"]*\"", ""), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, done);
        Assert.Contains("いまの報告書の本文です。", after, StringComparison.Ordinal);
        Assert.Contains("年度の本文 &lt;b&gt;", after, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(after, "<td>(?:下書き|有効にした)</td>"));
        Assert.Contains("<summary>ＲＰＡ、ＡＩ-ＯＣＲ等の導入 取組み予定</summary>", after, StringComparison.Ordinal);
        Assert.Contains("bootstrap", after, StringComparison.Ordinal);
        Assert.Contains("来年の予定", (await app.App.Container(ContainerNames.Reference).GetBlobClient("report-texts/2023.json")
            .DownloadContentAsync()).Value.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_over_what_somebody_else_has_saved_since_is_told_so_and_keeps_what_they_wrote()
    {
        var first = await app.GetAsync("admin/report?fiscalYear=2024");
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync(2024, first, "draft", ("purpose", "先の人"))).Status);
        foreach (var action in new[] { "draft", "discard" })
        {
            var (status, late) = await app.PostAsync(2024, first, action, ("purpose", "後の人"), ("reason", "x"));
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Equal("後の人", FieldsOf(late)["purpose"]);
        }

        // Looking at it does not make it right.
        var (_, seen) = await app.PostAsync(2024, first, "preview", ("purpose", "後の人"));
        foreach (var action in new[] { "draft", "effect" })
        {
            Assert.Equal(HttpStatusCode.Conflict, (await app.PostAsync(2024, seen, action, ("reason", "x"))).Status);
        }

        var now = await app.GetAsync("admin/report?fiscalYear=2024");
        Assert.Equal("先の人", FieldsOf(now)["purpose"]);

        // A form that shows what is kept now can discard it.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.PostAsync(2024, now, "discard")).Status);
        var (discarded, left) = await app.PostAsync(2024, now, "discard", ("reason", "やめる"));
        Assert.Equal(HttpStatusCode.OK, discarded);
        Assert.Contains("経営戦略方針", FieldsOf(left)["purpose"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("purpose", 100_000, "", "100,000文字あります")]
    [InlineData("rpa_ai_ocr.next", 2_001, "", "1行目: 2,001文字あります")]
    [InlineData("rpa_ai_ocr.planned", 0, "〇<b>太字</b>", "「&lt;b&gt;」のような HTML は使えません")]
    [InlineData("purpose", 0, "x\n<script src=a>", "2行目: 「&lt;script src=a&gt;」")]
    [InlineData("purpose", 0, "件数は{no_longer_there}", "{no_longer_there} の指標がカタログにありません")]
    [InlineData("ai.done", 0, "・{ai_tasks", "{ と } が組になっていません")]
    [InlineData("ai.done", 0, "{online_application_rate:ytd}", "この指標の対象期間は")]
    [InlineData("purpose", 0, "外字\uE000", "使えない文字")]
    [InlineData("ai.initiatives", 0, "名称だけ", "名称と説明の間に ｜")]
    [InlineData("lastFiscalYear", 0, "令和5年", "西暦4桁")]
    [InlineData("lastFiscalYear", 0, "2019", "2021 以後")]
    [InlineData("note.overtime_change", 0, "<i>注</i>", "HTML は使えません")]
    public async Task What_is_wrong_is_said_at_its_place_and_the_report_stays(string field, int length, string text, string why)
    {
        var page = await app.GetAsync("admin/report?fiscalYear=2021");
        var (_, seen) = await app.PostAsync(2021, page, "preview");
        foreach (var action in new[] { "preview", "effect" })
        {
            var (status, wrong) = await app.PostAsync(2021, seen, action, ("reason", "試し"), (field, length > 0 ? new('あ', length) : text));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.Contains(why, wrong, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"#{field}\">", wrong, StringComparison.Ordinal);
            Assert.DoesNotContain("<script src=a", wrong, StringComparison.Ordinal);
        }

        Assert.Contains("経営戦略方針", (await AnnualReportTests.ReportAsync(app.App)).Purpose.Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rpa_ai_ocr.planned", "・60業務に導入", "「60業務」は、計算した値と違います。いまの値: RPA・AI-OCR 導入業務 1業務 {rpa_ai_ocr_tasks}")]
    [InlineData("rpa_ai_ocr.planned", "・６０業務に導入", "「60業務」は、計算した値と違います。")]
    [InlineData("rpa_ai_ocr.planned", "・1業務に導入", "「1業務」は RPA・AI-OCR 導入業務 と同じです。{rpa_ai_ocr_tasks} と書くと")]
    [InlineData("rpa_ai_ocr.next", "・35業務の目標", "「35業務」は RPA・AI-OCR 導入業務（目標） と同じです。")]
    [InlineData("rpa_ai_ocr.next", "・R3年4月に3か所、10月1日に5社、令和3年度から{rpa_ai_ocr_tasks}", null)]
    [InlineData("ppp.none", "", null)]
    public async Task A_figure_that_was_typed_by_hand_is_compared_with_the_computed_one(string field, string text, string? said)
    {
        var page = await app.GetAsync("admin/report?fiscalYear=2021");
        var (status, seen) = await app.PostAsync(2021, page, "preview", (field, text));
        Assert.Equal(HttpStatusCode.OK, status);
        if (said is null)
        {
            Assert.Contains("計算した値と比べられるものはありません", seen, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(said, WebUtility.HtmlDecode(Preview(seen)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_place_is_chosen_and_stands_at_the_end_of_its_text_with_its_present_value()
    {
        var page = await app.GetAsync("admin/report?fiscalYear=2021");
        var (status, inserted) = await app.PostAsync(2021, page, "insert:rpa_ai_ocr.next", ("rpa_ai_ocr.next", "・いまは"),
            ("place.rpa_ai_ocr", "{rpa_ai_ocr_tasks}"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("・いまは{rpa_ai_ocr_tasks}", FieldsOf(inserted)["rpa_ai_ocr.next"]);
        Assert.Contains("<p class=\"item\">・いまは<span data-figure=\"rpa_ai_ocr_tasks:programme@latest#text\">1業務</span>", inserted,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_footnote_of_the_year_stands_in_place_of_the_catalogue_s()
    {
        var page = await app.GetAsync("admin/report?fiscalYear=2021");
        var (_, seen) = await app.PostAsync(2021, page, "preview", ("note.rpa_ai_ocr_tasks", "この年だけの注"));
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync(2021, seen, "effect", ("reason", "注"))).Status);
        Assert.Contains("この年だけの注", (await AnnualReportTests.ReportAsync(app.App)).Notes);
    }

    [Fact]
    public async Task A_form_without_its_fields_changes_nothing_and_a_year_that_nobody_can_mean_is_the_newest()
    {
        using var answer = await app.Client.PostAsync("admin/report?fiscalYear=2021", new FormUrlEncodedContent([new("action", "draft")]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("欄がそろっていません", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var (tooLarge, said) = await app.PostAsync(2021, await app.GetAsync("admin/report?fiscalYear=2021"), "draft",
            ("purpose", new('あ', 100_000)), ("rpa_ai_ocr.next", new('あ', 100_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge);
        Assert.Contains("大きすぎます", said, StringComparison.Ordinal);
        Assert.Contains("<h1>報告書の本文 令和4年度</h1>", await app.GetAsync("admin/report?fiscalYear=99999"), StringComparison.Ordinal);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, "admin/report") { Content = new FormUrlEncodedContent([]) };
        elsewhere.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await app.Client.SendAsync(elsewhere);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task The_page_is_without_barriers_and_needs_no_script(int width)
    {
        var page = await (await Chromium.NewContextAsync(app.App.Client.BaseAddress!, javaScript: true, width: width)).NewPageAsync();
        await page.GotoAsync("/admin/report?fiscalYear=2021");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#purpose")).ToBeVisibleAsync();
        await PageInspector.InspectAsync(page, "report-texts");
        await page.FillAsync("id=rpa_ai_ocr.planned", "・60業務に導入");
        await page.ClickAndLoadAsync("button[value=preview]");
        await Assertions.Expect(page.Locator("#preview")).ToBeVisibleAsync();
        await PageInspector.InspectAsync(page, "report-texts-previewed");
    }

    private static string Preview(string page) => PreviewSection().Match(page).Value;

    private static Dictionary<string, string> FieldsOf(string page) => Textarea().Matches(page).ToDictionary(
        m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value).ReplaceLineEndings("\n"), StringComparer.Ordinal);

    [GeneratedRegex("<section id=\"preview\".*?</section>", RegexOptions.Singleline)]
    private static partial Regex PreviewSection();

    [GeneratedRegex("<textarea id=\"([^\"]+)\"[^>]*>\r?\n(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Textarea();

    [GeneratedRegex("<input type=\"hidden\" name=\"(token|seen)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();

    /// <summary>The app with a task of FY2021 and one of FY2022, and an administrator signed in.</summary>
    public sealed class Texts : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        internal HttpClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await AnnualReportTests.StartAsync();
            await App.AcceptedAsync(
                """{ "department": "0213", "month": "2022-06", "initiatives": [ { "category": "rpa_ai_ocr", "name": "滅失家屋の入力業務", "status": "implemented" } ] }""");
            await App.AcceptedAsync(
                """{ "department": "0213", "month": "2020-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
            await App.WaitUntilComputedAsync();
            Client = new(new HttpClientHandler { AllowAutoRedirect = false })
            {
                BaseAddress = App.Client.BaseAddress,
                Timeout = RunningApp.Deadline,
            };
            using var signedIn = await Client.PostAsync("submit/signin",
                new FormUrlEncodedContent([new("credential", RunningApp.Bootstrap), new("to", "/admin/report")]));
            Assert.Equal("/admin/report", signedIn.Headers.Location?.ToString());
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await App.DisposeAsync();
        }

        internal Task<string> GetAsync(string address) => Client.GetStringAsync(address);

        /// <summary>Sends the form of a page with some fields changed.</summary>
        internal async Task<(HttpStatusCode Status, string Page)> PostAsync(int year, string page, string action,
            params (string Name, string Value)[] changes)
        {
            var fields = FieldsOf(page);
            foreach (Match hidden in Hidden().Matches(page))
            {
                fields[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
            }

            foreach (var (name, value) in changes)
            {
                fields[name] = value;
            }

            fields["action"] = action;
            using var answer = await Client.PostAsync($"admin/report?fiscalYear={year}", new FormUrlEncodedContent(fields));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
