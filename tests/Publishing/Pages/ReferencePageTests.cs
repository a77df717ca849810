using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>Reference files are replaced on /admin/reference: checked, weighed, and then in effect with a reason.</summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class ReferencePageTests(ReferencePageApp app) : IClassFixture<ReferencePageApp>
{
    [Theory]
    [InlineData("utf-8", "0213", "市民税課", "市民税第一課")]
    [InlineData("cp932", "0214", "固定資産税課", "資産税第一課")]
    public async Task A_register_that_renames_a_section_is_seen_first_and_then_in_effect(string encoding, string code, string was,
        string now)
    {
        var before = await app.DownloadAsync("departments.csv");
        var after = before.Replace($"{code},{was},", $"{code},{now},", StringComparison.Ordinal);
        var uploaded = await app.UploadedAsync("departments.csv");
        var (status, page) = await app.CheckAsync("", "departments.csv", Encode(after, encoding));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains($"<th scope=\"row\">{code}</th><td>名前が変わる</td><td>財務部 {was}</td><td>財務部 {now}</td>", page, StringComparison.Ordinal);
        Assert.Contains("公開している値は変わりません", page, StringComparison.Ordinal);

        // Nothing is stored but what was checked.
        Assert.Equal(before, await app.DownloadAsync("departments.csv"));
        Assert.Equal(uploaded, await app.UploadedAsync("departments.csv"));

        var (without, again) = await app.TakeAsync(page, " ");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without);
        Assert.Contains("理由を1〜500文字", again, StringComparison.Ordinal);
        var (done, said) = await app.TakeAsync(again, "組織改正 <b>");
        Assert.Equal(HttpStatusCode.OK, done);
        Assert.Contains("departments.csv を有効にしました", said, StringComparison.Ordinal);
        Assert.Matches("departments.<wbr>csv</span><br>所属の一覧</th><td>置かれたもの", said);
        Assert.Equal(after, await app.DownloadAsync("departments.csv"));
        await app.App.WaitUntilComputedAsync();
        Assert.Contains(await app.App.RowsAsync(TableNames.DimDepartment), d => d.GetString("name") == now);

        Assert.Matches("departments.<wbr>csv</span></th><td[^>]*><span class=\"path\">bootstrap</span></td><td[^>]*>組織改正 &lt;b&gt;</td><td[^>]*>変わった公開値 0</td>",
            await app.Client.GetStringAsync("admin/acts?kind=reference"));

        // It is taken once.
        Assert.Equal(HttpStatusCode.NotFound, (await app.TakeAsync(page, "もう一度")).Status);
    }

    [Theory]
    [InlineData("", "departments.csv", "所属コード,所属名\n", 422, "1行目")]
    [InlineData("departments.csv", "a.csv", "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\n<script>x</script>,市民税課,02,財務部,2021-13,,,,\n", 422, "2行目")]
    [InlineData("departments.csv", "<img src=x>.csv", "x", 422, "&lt;img src=x&gt;.csv")]
    [InlineData("", "catalogue.json", "{ nonsense", 422, "有効にできません")]
    [InlineData("", "catalogue.json", "[]", 422, "有効にできません")]
    [InlineData("catalogue.json", "new.json", "{ \"<script>x</script>\": 1 }", 422, "有効にできません")]
    [InlineData("", "holidays.csv", "国民の祝日・休日月日,国民の祝日・休日名称\n2021/13/1,<script>x</script>\n", 422, "2行目")]
    [InlineData("", "contacts.csv", "所属コード,所属名,メール\n9999,,だれか\n", 422, "2行目")]
    [InlineData("departments.csv", "catalogue.json", "{}", 422, "選んだのは departments.csv ですが")]
    [InlineData("catalogue.json", "holidays.csv", "x", 422, "選んだのは catalogue.json ですが")]
    [InlineData("", "list.csv", "x", 422, "どのファイルか分かりません")]
    [InlineData("settings.json", "settings.json", "{}", 422, "どのファイルか分かりません")]
    [InlineData("", "departments.csv", "", 400, "空のファイル")]
    public async Task A_wrong_file_is_told_with_its_lines_and_the_last_good_one_stays(string name, string file, string content, int status,
        string said)
    {
        var before = await app.EffectAsync();
        var (answered, page) = await app.CheckAsync(name, file, Encoding.UTF8.GetBytes(content));
        Assert.Equal(status, (int)answered);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"ticket\"", page, StringComparison.Ordinal);
        Assert.Equal(before, await app.EffectAsync());
    }

    [Theory]
    [InlineData("departments.csv", 5 * 1024 * 1024 + 1, 413)]
    [InlineData("catalogue.json", 10 * 1024 * 1024, 413)]
    [InlineData("departments.csv", 16, 422)]
    [InlineData("catalogue.json", 16, 422)]
    public async Task Too_much_and_bytes_of_no_encoding_are_told(string file, int bytes, int status)
    {
        var content = new byte[bytes];
        Array.Fill(content, (byte)0xff);
        var before = await app.EffectAsync();
        var (answered, page) = await app.CheckAsync("", file, content);
        Assert.Equal(status, (int)answered);
        Assert.Contains(status == 413 ? "5 MiBまで" : "文字コード", page, StringComparison.Ordinal);
        Assert.Equal(before, await app.EffectAsync());
    }

    [Fact]
    public async Task A_catalogue_with_a_further_measure_is_previewed_and_its_figures_are_taken_afterwards()
    {
        const string Figures = """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "library_loans", "loans": 12 } ] }""";
        using (var unknown = await app.App.SubmitAsync(Figures))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        }

        var catalogue = JsonNode.Parse(await app.DownloadAsync("catalogue.json"))!;
        (catalogue["measures"] ??= new JsonArray()).AsArray().Add(JsonNode.Parse("""
            { "id": "library_loans", "nameJa": "電子図書の貸出", "nameEn": "E-book loans", "kind": "flow",
              "parts": [ { "id": "loans", "nameJa": "貸出冊数", "nameEn": "loans", "unit": "冊" } ] }
            """));
        catalogue["owed"]!.AsArray().Add(JsonNode.Parse(
            """{ "measure": "library_loans", "departments": [ "0213" ], "from": "2021-04", "dueBusinessDay": 7 }"""));
        var (status, page) = await app.CheckAsync("catalogue.json", "令和3年度.json", Encoding.UTF8.GetBytes(catalogue.ToJsonString()));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<td>集めるもの</td><th scope=\"row\">library_loans</th><td>加わる</td><td></td><td>電子図書の貸出</td>", page,
            StringComparison.Ordinal);
        Assert.Contains("<td>0213 2021-04–", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.TakeAsync(page, "新しい集計")).Status);

        await app.App.AcceptedAsync(Figures);
        var shown = await app.Client.GetStringAsync("admin/reference");
        Assert.Contains("<th scope=\"row\"><span class=\"path\">library_<wbr>loans</span></th><td>電子図書の貸出</td><td>月ごとの量</td><td>貸出冊数(冊)</td><td>画面・フォーム</td><td class=\"text\">0213 ", shown,
            StringComparison.Ordinal);
        Assert.Contains("翌月の第7開庁日", shown, StringComparison.Ordinal);
        Assert.Contains("library_loans", await app.Client.GetStringAsync("admin/reference?table=measures&format=csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public async Task Values_that_change_are_shown_old_and_new_and_confirmed_in_one_go(int of)
    {
        var catalogue = JsonNode.Parse(await app.DownloadAsync("catalogue.json"))!;
        var indicator = catalogue["indicators"]!.AsArray().Single(i => i!["id"]!.GetValue<string>() == "online_application_rate")!;
        (indicator["nameJa"], indicator["decimals"]) = ($"オンライン化率{of}", of);
        var (status, page) = await app.CheckAsync("", "catalogue.json", Encoding.UTF8.GetBytes(catalogue.ToJsonString()));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches("公開している値 \\d+ のうち \\d+ が変わります。とても多いので", page);
        var now = Math.Round(100m / 3, of).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Matches($"<td class=\"number\">33\\.\\d+</td><td class=\"number\">{Regex.Escape(now)}</td>", page);
        Assert.Contains("online_application_rate</th><td>名前が変わる</td>", page, StringComparison.Ordinal);
        Assert.Contains($"online_application_rate.decimals</th><td>変わる</td>", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await app.TakeAsync(page, "けた数")).Status);
        await app.App.WaitUntilComputedAsync();
        Assert.Equal(now, (await app.App.IndicatorAsync("online_application_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stale_ticket_another_s_and_one_that_was_overtaken_change_nothing()
    {
        var holidays = await app.DownloadAsync("holidays.csv");
        var (status, page) = await app.CheckAsync("", "holidays.csv", Encoding.UTF8.GetBytes(holidays + "2021-06-01,市の休日\n"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<td>祝日</td><th scope=\"row\">2021-06-01</th><td>加わる</td>", page, StringComparison.Ordinal);
        var before = await app.EffectAsync();

        using var other = await app.AdministratorAsync(app.Other);
        Assert.Equal(HttpStatusCode.NotFound, (await app.TakeAsync(page, "ほかの人", other)).Status);
        app.Clock.Ahead = TimeSpan.FromMinutes(61);
        try
        {
            var (late, said) = await app.TakeAsync(page, "遅い");
            Assert.Equal(HttpStatusCode.NotFound, late);
            Assert.Contains("1時間を過ぎたか", said, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Ahead = TimeSpan.Zero;
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.TakeAsync(page.Replace("value=\"holidays.csv\"", "value=\"contacts.csv\"",
            StringComparison.Ordinal), "別のファイル")).Status);
        Assert.Equal(before, await app.EffectAsync());

        // Somebody else puts another file there.
        var (_, theirs) = await app.CheckAsync("", "holidays.csv", Encoding.UTF8.GetBytes(holidays + "2021-06-02,市の休日\n"), other);
        Assert.Contains("<th scope=\"row\">2021-06-02</th>", theirs, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.TakeAsync(theirs, "先に", other)).Status);
        var (overtaken, why) = await app.TakeAsync(page, "あとから");
        Assert.Equal(HttpStatusCode.Conflict, overtaken);
        Assert.Contains("ほかの人が参照ファイルを置きました", why, StringComparison.Ordinal);
        Assert.Contains("2021-06-02", await app.DownloadAsync("holidays.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_are_not_repeated_on_the_page()
    {
        using (var none = await app.Client.GetAsync("admin/reference?download=contacts.csv"))
        {
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        var (status, page) = await app.CheckAsync("", "contacts.csv",
            Encoding.UTF8.GetBytes("所属コード,所属名,メール\n0213,,shiminzei@example.lg.jp\n"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<td>宛先</td><th scope=\"row\">0213</th><td>加わる</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("shiminzei", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.TakeAsync(page, "宛先の登録")).Status);
        Assert.Contains("shiminzei@example.lg.jp", await app.DownloadAsync("contacts.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_is_refused_and_another_site_is_nobody()
    {
        using var plain = await app.Client.PostAsync("admin/reference", new StringContent("x", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.StatusCode);
        using var unknown = await app.Client.GetAsync("admin/reference?download=secrets.csv");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, "admin/reference/confirm") { Content = new FormUrlEncodedContent([]) };
        elsewhere.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await app.Client.SendAsync(elsewhere);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var english = await app.Client.GetStringAsync("admin/reference?lang=en");
        Assert.Contains("<h1>Reference files</h1>", english, StringComparison.Ordinal);
        Assert.Contains("sum of online ÷ sum of eligible × 100", english, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task The_page_is_without_barriers_and_needs_no_script(int width)
    {
        var page = await (await Chromium.NewContextAsync(app.App.Client.BaseAddress!, javaScript: true, width: width)).NewPageAsync();
        await page.GotoAsync("/admin/reference");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#file")).ToBeVisibleAsync();
        await LookAsync("reference");
        var catalogue = JsonNode.Parse(await app.DownloadAsync("catalogue.json"))!;
        var indicator = catalogue["indicators"]!.AsArray().Single(i => i!["id"]!.GetValue<string>() == "online_application_rate")!;
        (indicator["decimals"], indicator["target"]!["value"]) = (4, 77);
        await SendAsync(new() { Name = "catalogue.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(catalogue.ToJsonString()) });
        await Assertions.Expect(page.Locator("#reason")).ToBeVisibleAsync();
        await LookAsync("reference-preview");
        await SendAsync(new() { Name = "departments.csv", MimeType = "text/csv", Buffer = "所属コード,所属名\n"u8.ToArray() });
        await Assertions.Expect(page.Locator("#preview [role=alert]")).ToBeVisibleAsync();
        await LookAsync("reference-errors");

        async Task SendAsync(FilePayload file)
        {
            await page.SetInputFilesAsync("#file", file);
            await page.ClickAndLoadAsync("form[enctype] button");
        }

        Task LookAsync(string state) => PageInspector.InspectAsync(page, state);
    }

    private static byte[] Encode(string text, string encoding) => encoding == "cp932"
        ? CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text) : Encoding.UTF8.GetBytes(text);
}
