using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The annual report over the whole app: what is missing is told, what was said stays text, and texts are data.</summary>
public sealed class AnnualReportTests
{
    private const string Planted = "<script>alert(1)</script>&\"'<b>";

    [Theory]
    [InlineData("1999", 404)]
    [InlineData("2020", 404)]
    [InlineData("abc", 404)]
    [InlineData("99999999999", 404)]
    [InlineData("2021?version=20220401T000000000Z", 404)]
    [InlineData("2021?version=..%2F..%2Fx", 404)]
    [InlineData("2021?format=pdf", 400)]
    [InlineData("2021/differences", 404)]
    [InlineData("1999/differences", 404)]
    public async Task What_there_is_not_gets_a_page_that_says_what_there_is(string address, int status)
    {
        await using var app = await StartAsync();

        using var answer = await app.Client.GetAsync("api/reports/" + address);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("href=\"/api/reports/2021", html, StringComparison.Ordinal);
        Assert.DoesNotContain("1999", html, StringComparison.Ordinal);

        var separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var english = await app.Client.GetAsync($"api/reports/{address}{separator}lang=en");
        Assert.DoesNotMatch("[\u3041-\u30ff\u4e00-\u9fff]", await english.Content.ReadAsStringAsync());
        Assert.Equal(["en"], english.Content.Headers.ContentLanguage);

        using var program = new HttpRequestMessage(HttpMethod.Get, "api/reports/" + address);
        program.Headers.Add("Accept", "application/json");
        using var problem = await app.Client.SendAsync(program);
        await problem.ProblemAsync((HttpStatusCode)status);
    }

    [Fact]
    public async Task A_year_without_texts_says_so_in_every_section_and_prints_its_figures()
    {
        await using var app = await StartAsync("2022-06");
        var report = await ReportAsync(app, 2022);

        Assert.Null(report.Issued);
        Assert.Contains("令和4年度の「目的」の本文はまだ登録されていません", report.Purpose.Single().ToString(), StringComparison.Ordinal);
        var measures = report.Groups.SelectMany(g => g.Measures).ToList();
        Assert.Equal(10, measures.Count);
        Assert.All(measures, m => Assert.Contains("「取組み予定」の本文はまだ登録されていません", m.Planned.Single().ToString(), StringComparison.Ordinal));
        Assert.All(measures, m => Assert.Contains("「今後の対応」の本文はまだ登録されていません", m.Next.Single().ToString(), StringComparison.Ordinal));
        Assert.Contains(measures.Single(m => m.Id == "rpa_ai_ocr").Results, l =>
            l.ToString().StartsWith("1業務導入", StringComparison.Ordinal));
        Assert.StartsWith("未確定", report.State, StringComparison.Ordinal);
        var english = await app.Client.GetStringAsync("api/reports/2022?lang=en");
        Assert.Contains("the text “purpose” of FY2022 has not been written yet", english, StringComparison.Ordinal);
        Assert.DoesNotMatch("本文は|まだ", english);
    }

    [Fact]
    public async Task What_cannot_be_computed_is_told_in_words_and_is_never_nought()
    {
        await using var app = await StartAsync();
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "cashless_services", "cashless": 0, "eligible": 0 } ] }""");
        await app.WaitUntilComputedAsync();
        var runs = (await ReportAsync(app)).Lines().SelectMany(l => l.Runs).Where(r => r.Figure is not null).ToLookup(r => r.Figure!.Key);

        Assert.All(runs["cashless_payment_rate:month@latest#text"], r =>
            Assert.Equal(("（計算できません: 分母が0のため計算できません）", false), (r.Text, r.Figure!.HasValue)));
        Assert.All(runs["overtime_change:ytd@latest#text"], r => Assert.Equal("（まだ数字がありません）", r.Text));
        Assert.DoesNotContain(runs.SelectMany(g => g), r => !r.Figure!.HasValue && r.Text.Contains("0%", StringComparison.Ordinal));
        var english = await app.Client.GetStringAsync("api/reports/2021?lang=en");
        Assert.Contains("(not computable: The denominator is 0)", english, StringComparison.Ordinal);
        Assert.Contains("(no figures yet)", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_wrote_stays_text_in_every_field()
    {
        await using var app = await RunningApp.StartAsync();
        var register = "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\n0301,\"課" + Planted.Replace("\"", "\"\"", StringComparison.Ordinal)
            + "\",03,\"部" + Planted.Replace("\"", "\"\"", StringComparison.Ordinal) + "\",2015-04,,,,\n";
        await UploadAsync(app, "departments.csv", register);
        var texts = new
        {
            fiscalYear = 2021,
            lastFiscalYear = 2022,
            issued = "年月" + Planted,
            issuer = "課" + Planted,
            purpose = new[] { "目的" + Planted },
            measures = new Dictionary<string, object>
            {
                ["rpa_ai_ocr"] = new
                {
                    planned = new[] { "〇予定" + Planted },
                    done = new[] { "・実績" + Planted },
                    next = new[] { "対応" + Planted },
                    initiatives = new Dictionary<string, string> { ["名" + Planted] = "内容" + Planted }
                },
            },
        };
        await UploadAsync(app, "report-texts/2021.json", JsonSerializer.Serialize(texts));
        foreach (var category in InitiativeCategory.All.Select(c => c.Id))
        {
            foreach (var (status, counts) in new[] { ("implemented", true), ("considering", true), ("decided", true),
                ("implemented", false) })
            {
                var initiative = new
                {
                    category,
                    name = $"名{(counts && status == "implemented" ? "" : status + counts)}{Planted}",
                    status,
                    month = "2021-06",
                    partners = new[] { "先" + Planted },
                    countsTowardTarget = counts,
                    note = "備考" + Planted
                };
                await app.AcceptedAsync(
                    JsonSerializer.Serialize(new { department = "0301", month = "2021-06", initiatives = new[] { initiative } }));
            }
        }

        await app.WaitUntilComputedAsync();
        foreach (var html in new[] { await app.Client.GetStringAsync("api/reports/2021") })
        {
            Assert.All(["名", "先", "課", "年月", "目的", "予定", "実績", "対応", "内容"], field =>
                Assert.Contains(field + "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;&lt;b&gt;", html, StringComparison.Ordinal));
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>\"", html, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\sstyle=|\son\w+=|alert\(1\)</script>", html);
        }

        using var word = new MemoryStream(await app.Client.GetByteArrayAsync("api/reports/2021?format=docx"));
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(word, false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365)
            .Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.All(["名", "先", "課", "内容"], field =>
            Assert.Contains(field + Planted, document.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal));

        await CloseAsync(app, 2021);
        await app.AcceptedAsync(
            """{ "department": "0301", "month": "2020-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
        using var differences = await app.Client.GetAsync("api/reports/2021/differences");
        Assert.DoesNotContain("<script", await differences.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var policy = await app.Client.GetAsync("api/reports/2021");
        Assert.Contains("default-src 'none'; style-src 'sha256-", policy.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_uploaded_with_placeholders_and_wrong_ones_change_nothing()
    {
        await using var app = await StartAsync();
        await UploadAsync(app, "report-texts/2021.json",
            """{ "fiscalYear": 2021, "lastFiscalYear": 2022, "issued": "6月", "issuer": "課", "purpose": ["導入は{rpa_ai_ocr_tasks:programme}、{nothing_here}"], "measures": {} }""", taken: false);
        Assert.Contains("経営戦略方針", (await ReportAsync(app)).Purpose.Single().ToString(), StringComparison.Ordinal);
        var receipt = (await app.Container(ContainerNames.Receipts).GetBlobClient("reference/report-texts/2021.json.json")
            .DownloadContentAsync()).Value.Content.ToString();
        Assert.Contains("nothing_here", receipt, StringComparison.Ordinal);

        await UploadAsync(app, "report-texts/2021.json",
            """{ "fiscalYear": 2021, "lastFiscalYear": 2022, "issued": "6月", "issuer": "課", "purpose": ["導入は{rpa_ai_ocr_tasks:programme}、目標は{rpa_ai_ocr_tasks#target}"], "measures": {} }""");
        Assert.Equal("導入は1業務、目標は35業務以上", (await ReportAsync(app)).Purpose.Single().ToString());
    }

    /// <summary>No published figure is typed into the prose: what digits there are belong to dates.</summary>
    [Fact]
    public void The_built_in_prose_holds_no_figures()
    {
        foreach (var (year, json) in ReportTexts.BuiltIn)
        {
            var texts = ReportTexts.Parse(json, new(year), ReferenceData.BuiltInCatalogue);
            Assert.All(texts.Lines, line => Assert.DoesNotMatch(
                "[0-9]", System.Text.RegularExpressions.Regex.Replace(line!.Normalize(NormalizationForm.FormKC),
                    @"\{[^}]*\}|(?:令和|R)[0-9]+年度?(?:\([0-9]{4}年\))?(?:[0-9]+月)?|CO2", "")));
            Assert.Empty(texts.Measures.Keys.Except(ReportOutline.BuiltIn.Measures.Select(m => m.Id)));
            Assert.All(ReportOutline.BuiltIn.Measures.SelectMany(m => m.Done), l =>
                Assert.NotEmpty(ReportTemplate.Parse(l.Ja, ReferenceData.BuiltInCatalogue).Pieces));
        }
    }

    internal static async Task<RunningApp> StartAsync(string month = "2021-06")
    {
        var app = await RunningApp.StartAsync();
        await app.AcceptedAsync(
            $$"""{ "department": "0213", "month": "{{month}}", "initiatives": [ { "category": "rpa_ai_ocr", "name": "相続人代表者設定", "status": "implemented" } ] }""");
        await app.WaitUntilComputedAsync();
        return app;
    }

    internal static async Task<AnnualReport> ReportAsync(RunningApp app, int year = 2021) =>
        JsonReport.Read(await app.Client.GetByteArrayAsync($"api/reports/{year}?format=json"));

    internal static async Task CloseAsync(RunningApp app, int year, string action = "close")
    {
        using var answer = await app.Client.PostAsJsonAsync("api/closings", new { fiscalYear = year, action, reason = "年度の締め" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    /// <summary>Uploads reference data and waits for its receipt.</summary>
    internal static async Task UploadAsync(RunningApp app, string name, string content, bool taken = true)
    {
        var receipt = app.Container(ContainerNames.Receipts).GetBlobClient($"reference/{name}.json");
        await receipt.DeleteIfExistsAsync();
        await app.Container(ContainerNames.Reference).GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);
        await app.RunTimerAsync("PullReference");
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());
        Assert.Contains(taken ? "\"taken\"" : "\"refused\"", (await receipt.DownloadContentAsync()).Value.Content.ToString(),
            StringComparison.Ordinal);
    }
}
