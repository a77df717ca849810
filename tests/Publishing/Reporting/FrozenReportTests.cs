using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The report of a closed fiscal year: the same bytes whatever changes, and a list of what later changes would do to it.</summary>
public sealed class FrozenReportTests
{
    private static readonly string[] Formats = ["html", "docx", "json", "html&lang=en"];

    [Fact]
    public async Task It_is_byte_identical_whatever_changes_later()
    {
        await using var app = await AnnualReportTests.StartAsync();
        await AnnualReportTests.CloseAsync(app, 2021);
        var first = await AllAsync(app);
        Assert.StartsWith("確定", JsonReport.Read(first["json"]).State, StringComparison.Ordinal);
        Assert.False(JsonNode.Parse(await app.Client.GetStringAsync("api/reports/2021/differences?format=json"))!["differences"]!.AsArray()
            .Any());

        // An earlier year that the programme's counts build on, the catalogue and the texts.
        await app.AcceptedAsync(
            """{ "department": "0301", "month": "2020-06", "initiatives": [ { "category": "rpa_ai_ocr", "name": "後から届いた業務", "status": "implemented" } ] }""");
        var catalogue = File.ReadAllText(Path.Combine(Repository.Root, "functions", "Domain", "Indicators", "catalogue.json"))
            .Replace("\"rulesVersion\": \"2022-03\"", "\"rulesVersion\": \"2023-03\"", StringComparison.Ordinal)
                .Replace("\"value\": 35", "\"value\": 36", StringComparison.Ordinal);
        await AnnualReportTests.UploadAsync(app, "catalogue.json", catalogue);
        await AnnualReportTests.UploadAsync(app, "report-texts/2021.json",
            """{ "fiscalYear": 2021, "lastFiscalYear": 2023, "issued": "6月", "issuer": "課", "purpose": ["別の目的"], "measures": {} }""");
        await app.WaitUntilComputedAsync();

        Assert.Equal(first, await AllAsync(app));
        var page = await app.Client.GetStringAsync("api/reports/2021");
        var table = System.Net.WebUtility.HtmlDecode(page.Split("href=\"")
            .First(a => a.Contains("table=rpa_ai_ocr-1&amp;format=csv", StringComparison.Ordinal)).Split('"')[0]);
        Assert.Contains("version=", table, StringComparison.Ordinal);
        var names = await app.Client.GetStringAsync(table);
        Assert.DoesNotContain("後から届いた業務", names, StringComparison.Ordinal);

        // Beside other years it is the same.
        var range = JsonNode.Parse(await app.Client.GetStringAsync("api/reports/2020-2021?format=json"))!;
        var cells = range["indicators"]!.AsArray().SelectMany(g => g!["indicators"]!.AsArray())
            .Single(i => Text(i!, "indicator") == "rpa_ai_ocr_tasks")!["cells"]!.AsArray();
        Assert.Equal(["1業務", "1業務"], cells.Select(c => Text(c!["values"]![0]!, "text")));
        Assert.Equal([null, JsonReport.Read(first["json"]).Version],
            range["years"]!.AsArray().Select(y => y!["version"]?.GetValue<string>()));

        // Another instance, with nothing in memory, gives them too.
        await using var other = await RunningApp.StartAsync(app.Storage);
        Assert.Equal(first, await AllAsync(other));

        var comparison = JsonNode.Parse(await app.Client.GetStringAsync("api/reports/2021/differences?format=json"))!;
        var differences = comparison["differences"]!.AsArray().ToDictionary(d => $"{d!["kind"]} {d["key"]}", d => d!);
        var figure = differences["figure rpa_ai_ocr_tasks:programme@latest#text"];
        Assert.Equal(("1業務（2022-03）", "2業務（2022-03）"), (Text(figure, "old"), Text(figure, "new")));
        var entry = Assert.Single(figure["entries"]!.AsArray())!;
        Assert.Equal(("2020-06", "0301"), (Text(entry, "month"), Text(entry, "department")));
        Assert.Equal("「RPA・AI-OCR 導入業務」は、報告書では1業務（令和4年3月末）でしたが、いまは2業務（令和4年3月末）です。", Text(figure, "sentence"));
        Assert.Equal("/indicators/rpa_ai_ocr_tasks/2022-03?basis=programme&status=actual", Text(figure, "page"));
        Assert.Matches("^\\d{4}年\\d+月\\d+日 \\d+時\\d\\d分、.+\\(0301\\)が令和2年6月分の「後から届いた業務」を提出しました。$", Text(entry, "sentence"));
        Assert.Equal("目標は、報告書では「35業務以上導入」でしたが、いまは「36業務以上導入」です。", Text(differences["target rpa_ai_ocr"], "sentence"));
        Assert.Equal("目的の文が、報告書と違います。", Text(differences["text purpose"], "sentence"));
        Assert.Contains("版 2022-03 から版 2023-03",
            figure["why"]!.ToJsonString(
                new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
                    StringComparison.Ordinal);
        Assert.Equal(("35業務以上導入", "36業務以上導入"),
            (Text(differences["target rpa_ai_ocr"], "old"), Text(differences["target rpa_ai_ocr"], "new")));
        Assert.Equal("別の目的", Text(differences["text purpose"], "new"));
    }

    [Fact]
    public async Task Opened_and_closed_anew_there_are_two_and_the_difference_names_who_came_later_to_those_who_may_know()
    {
        await using var app = await AnnualReportTests.StartAsync();
        await AnnualReportTests.CloseAsync(app, 2021);
        var first = await AllAsync(app);
        var version = JsonReport.Read(first["json"]).Version!;

        await AnnualReportTests.CloseAsync(app, 2021, "reopen");
        var receipt = await app.AcceptedAsync(
            """{ "department": "0301", "month": "2021-07", "initiatives": [ { "category": "rpa_ai_ocr", "name": "豊中市推計人口公表", "status": "implemented" } ] }""");
        await app.WaitUntilComputedAsync();
        Assert.StartsWith("未確定", JsonReport.Read((await AllAsync(app))["json"]).State, StringComparison.Ordinal);
        Assert.Equal(first, await AllAsync(app, "&version=" + version));

        var differences = JsonNode.Parse(await app.Client.GetStringAsync("api/reports/2021/differences?format=json"))!;
        Assert.Equal(version, Text(differences, "version"));
        var added = differences["differences"]!.AsArray().Single(d => Text(d!, "kind") == "initiative")!;
        Assert.Equal(("", "実施（R3年7月）", "rpa_ai_ocr|豊中市推計人口公表|0301"), (Text(added, "old"), Text(added, "new"), Text(added, "key")));
        var entry = Assert.Single(added["entries"]!.AsArray())!;
        Assert.Equal(("0301", "submission:" + receipt["id"]!.GetValue<string>(), "2021-07"),
            (Text(entry, "department"), Text(entry, "source"), Text(entry, "month")));
        using var nobody = app.NewClient(null);
        var open = JsonNode.Parse(await nobody.GetStringAsync("api/reports/2021/differences?format=json"))!["differences"]!.AsArray()
            .Single(d => Text(d!, "kind") == "initiative")!;
        Assert.Equal((null, null), (open["entries"]![0]!["department"], open["entries"]![0]!["source"]));
        Assert.Null(open["entries"]![0]!["page"]);
        Assert.Matches("、1つの課が令和3年7月分の「RPA・AI-OCR」を提出しました。$", Text(open["entries"]![0]!, "sentence"));
        Assert.Equal("取組み「豊中市推計人口公表」は、報告書にはありませんでした。いまは実施（R3年7月）です。", Text(open, "sentence"));

        // What a clerk clicks leads to the entry and to the value.
        var page = Text(added["entries"]![0]!, "page");
        Assert.Contains("豊中市推計人口公表", await app.Client.GetStringAsync(page.Replace("/entries/", "api/entries/", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        using var shown = new HttpRequestMessage(HttpMethod.Get, "api/reports/2021/differences");
        shown.Headers.Add("Accept", "text/html");
        using var html = await nobody.SendAsync(shown);
        var text = await html.Content.ReadAsStringAsync();
        Assert.Contains("取組み「豊中市推計人口公表」は、報告書にはありませんでした。", text, StringComparison.Ordinal);
        Assert.Contains("いまの値のもとを見る", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rpa_ai_ocr_tasks:", text, StringComparison.Ordinal);

        // What the report says is quoted; all around it is English.
        var english = await nobody.GetStringAsync("api/reports/2021/differences?lang=en");
        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        Assert.Contains("The initiative “豊中市推計人口公表” was not in the report. It is “implemented（2021-07）” now.", english, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\u3041-\u30ff\u4e00-\u9fff]", Regex.Replace(english, "“[^”]*”|<(\\w+)[^>]* lang=\"ja\">[^<]*</\\1>", ""));

        await AnnualReportTests.CloseAsync(app, 2021);
        var second = await AllAsync(app);
        Assert.NotEqual(version, JsonReport.Read(second["json"]).Version);
        Assert.NotEqual(first["html"], second["html"]);
        Assert.Equal(first, await AllAsync(app, "&version=" + version));
        Assert.Equal(2, await app.Container(ContainerNames.Reports).GetBlobsAsync().CountAsync());

        // One that was frozen before there was English has its names in English and its lines as they were frozen.
        var blob = app.Container(ContainerNames.Reports).GetBlobClient($"2021/{version}.json");
        var kept = JsonNode.Parse((await blob.DownloadContentAsync()).Value.Content.ToString())!;
        Assert.True(kept["formats"]!.AsObject().Remove("html-en") && kept["formats"]!.AsObject().Remove("json-en"));
        await blob.UploadAsync(BinaryData.FromString(kept.ToJsonString()), overwrite: true);
        Assert.Equal(first["html"], await app.Client.GetByteArrayAsync($"api/reports/2021?version={version}"));
        var older = await app.Client.GetStringAsync($"api/reports/2021?version={version}&lang=en");
        Assert.Contains("<h3 id=\"rpa_ai_ocr-name\">RPA, AI-OCR and the like introduced</h3>", older, StringComparison.Ordinal);
        Assert.Contains("Final: by the figures received up to the closing at", older, StringComparison.Ordinal);
        Assert.Contains("<span lang=\"ja\">1業務</span>", older, StringComparison.Ordinal);
        Assert.Contains("<h3 id=\"rpa_ai_ocr-name\">RPA, AI-OCR and the like introduced</h3>",
            await app.Client.GetStringAsync("api/reports/2020-2021?lang=en"), StringComparison.Ordinal);
        Assert.Contains("“", await app.Client.GetStringAsync($"api/reports/2021/differences?version={version}&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sweep_freezes_without_being_asked_and_a_month_that_is_open_keeps_it_open()
    {
        await using var app = await AnnualReportTests.StartAsync();
        var reports = app.Services.GetRequiredService<FrozenReports>();
        await reports.TidyAsync(CancellationToken.None);
        Assert.Equal(0, await app.Container(ContainerNames.Reports).GetBlobsAsync().CountAsync());

        await AnnualReportTests.CloseAsync(app, 2021);
        await app.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => await app.Container(ContainerNames.Reports).GetBlobsAsync().CountAsync() == 1);
    }

    [Fact]
    public async Task What_was_accepted_before_the_closing_is_waited_for()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var off = await RunningApp.StartAsync(storage, settings: RunningApp.QueueOff);
        await off.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "initiatives": [ { "category": "rpa_ai_ocr", "name": "相続人代表者設定", "status": "implemented" } ] }""");
        await AnnualReportTests.CloseAsync(off, 2021);
        await off.Services.GetRequiredService<FrozenReports>().CurrentAsync(new(2021), CancellationToken.None);
        Assert.Equal(0, await off.Container(ContainerNames.Reports).GetBlobsAsync().CountAsync());

        await using var on = await RunningApp.StartAsync(storage);
        await on.WaitUntilComputedAsync();
        Assert.Contains((await AnnualReportTests.ReportAsync(on)).Groups.SelectMany(g => g.Measures)
            .Single(m => m.Id == "rpa_ai_ocr").Results, l => l.ToString().StartsWith("1業務", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_has_it_is_told_so()
    {
        await using var app = await AnnualReportTests.StartAsync();
        await AnnualReportTests.CloseAsync(app, 2021);
        using var first = await app.Client.GetAsync("api/reports/2021");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/reports/2021");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    private static async Task<Dictionary<string, byte[]>> AllAsync(RunningApp app, string more = "") =>
        (await Task.WhenAll(Formats.Select(async f =>
            KeyValuePair.Create(f, await app.Client.GetByteArrayAsync($"api/reports/2021?format={f}{more}"))))).ToDictionary();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
