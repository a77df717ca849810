using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// The measure that docs/measures.md adds to the catalogue goes the whole way as those built in do: its entries, submission and file are
/// used to the letter.
/// </summary>
public sealed class FurtherMeasureTests
{
    private static string Submission => FurtherCatalogue.Blocks[1];

    private static string File => FurtherCatalogue.Blocks[2];

    [Fact]
    public async Task It_is_handed_in_computed_published_explained_and_downloaded()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        using (var unknown = await app.SubmitAsync(Submission))
        {
            Assert.Contains("measure_unknown", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("taken", (await FurtherCatalogue.UploadAsync(app, FurtherCatalogue.Extended()))["state"]!.GetValue<string>());
        await app.AcceptedAsync(Submission);
        using (var file = await SendFileAsync(app, "0213", File))
        {
            Assert.True(file.StatusCode == HttpStatusCode.Accepted, await file.Content.ReadAsStringAsync());
        }

        using (var form = await app.Client.PostAsync("api/submissions", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["department"] = "0211",
            ["month"] = "令和3年7月",
            ["electronic_contracts.signed_online"] = "３０",
            ["electronic_contracts.contracts"] = "50",
        })))
        {
            Assert.Equal(HttpStatusCode.Accepted, form.StatusCode);
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal(("40.0", false), await ValueAsync(app, "month", "2021-06"));
        Assert.Equal(("60.0", true), await ValueAsync(app, "month", "2021-07"));
        Assert.Equal(("50.0", true), await ValueAsync(app, "ytd", "2021-07"));

        var measure = Assert.Single(await app.RowsAsync(TableNames.DimMeasure), r => r.GetString("measure") == "electronic_contracts");
        Assert.Equal(("電子契約", "flow", "form"), (measure.GetString("nameja"), measure.GetString("kind"), measure.GetString("comesby")));
        Assert.Contains(await app.RowsAsync(TableNames.DimIndicator), r => r.GetString("indicatorid") == "electronic_contract_rate");
        Assert.Equal(12L, Assert.Single(await app.RowsAsync(TableNames.FactFigure), r => r.GetString("measure") == "electronic_contracts"
            && r.GetString("departmentcode") == "0211" && r.GetString("part") == "signed_online"
            && r.GetInt32("monthkey") == 202106).GetInt64("value"));
        Assert.Contains(await app.RowsAsync(TableNames.FactCompleteness), r => r.GetString("measure") == "electronic_contracts"
            && r.GetString("departmentcode") == "0213" && r.GetString("state") == "missing");

        var provenance = await app.Client.GetStringAsync("api/indicators/electronic_contract_rate/2021-06/provenance?basis=month");
        Assert.Contains("signed_online", provenance, StringComparison.Ordinal);
        Assert.Contains("20 ÷ 50 × 100", provenance, StringComparison.Ordinal);
        Assert.Contains("電子契約の利用率", await app.Client.GetStringAsync("api/tables/dimindicator?format=csv"), StringComparison.Ordinal);
        Assert.Contains("electronic_contracts", await app.Client.GetStringAsync("api/tables/factfigure?format=csv&fiscalYear=2021"),
            StringComparison.Ordinal);
        Assert.Contains("signed_online", await app.Client.GetStringAsync("api/openapi.json"), StringComparison.Ordinal);
        await AssertPagesAsync(app);
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task One_that_comes_by_file_is_taken_from_its_folder_with_its_dimensions()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, FurtherCatalogue.Extended(block: 3));
        await app.Container(ContainerNames.Drops).GetBlobClient("printing/2021.csv")
            .UploadAsync(BinaryData.FromString(FurtherCatalogue.Blocks[4]), overwrite: true);
        await app.RunTimerAsync("PullDrops");
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactFigure)).Count > 0);
        await app.WaitUntilComputedAsync();

        // 30 + 10 of 60 + 20, and the second row of one key adds up.
        Assert.Equal("50.0", (await app.IndicatorAsync("double_sided_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
        var figures = (await app.RowsAsync(TableNames.FactFigure)).Where(r => r.GetString("part") == "double_sided").ToList();
        Assert.Equal([("0211", "general", 30L), ("0213", "general", 6L), ("0213", "hospital_medical", 4L)],
            figures.Select(r => (r.GetString("departmentcode"), r.GetString("jobclass"), r.GetInt64("value")!.Value)).Order());
        Assert.All(figures, r => Assert.Equal(("", ""), (r.GetString("workpattern"), r.GetString("reason"))));

        using var drops = await app.Client.GetAsync("api/drops?folder=printing");
        Assert.Contains("taken", await drops.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var check = await app.Client.PostAsync("api/drops/printing/2021-07.csv?check=true",
            new StringContent("年月,所属コード,所属名,職種,両面枚数,印刷枚数\n2021-07,0211,財政課,一般,9,8\n", Encoding.UTF8, "text/csv"));
        Assert.Contains("share_exceeds_whole", await check.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("contract_work")]
    public async Task Two_give_a_share_each_of_its_own_topic_or_both_of_one(string? topic)
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        var catalogue = FurtherCatalogue.Extended();
        var staff = FurtherCatalogue.Measure(catalogue).DeepClone();
        (staff["id"], staff["nameJa"], staff["nameEn"], staff["kind"]) = ("contract_staff", "契約の担当者", "Staff for contracts", "stock");
        staff["parts"] = JsonNode.Parse("""[ { "id": "people", "nameJa": "担当者数", "nameEn": "people" } ]""");
        (staff["shareOfWhole"], staff["words"]) = (false, new JsonArray());
        catalogue["measures"]!.AsArray().Add(staff);
        var owed = catalogue["owed"]!.AsArray()[^1]!.DeepClone();
        owed["measure"] = "contract_staff";
        catalogue["owed"]!.AsArray().Add(owed);
        var share = catalogue["indicators"]!.AsArray()[^1]!.DeepClone();
        share["id"] = "contracts_per_person";
        share["formula"] = JsonNode.Parse("""
            { "kind": "shareOfMeasures", "measure": "electronic_contracts", "numerator": "contracts", "denominatorMeasure": "contract_staff",
              "denominator": "people" }
            """);
        catalogue["indicators"]!.AsArray().Add(share);
        if (topic is not null)
        {
            (FurtherCatalogue.Measure(catalogue)["topic"], staff["topic"]) = (topic, topic);
        }

        await FurtherCatalogue.UploadAsync(app, catalogue);
        await app.AcceptedAsync(Submission);
        await app.AcceptedAsync(
            """{ "department": "0211", "month": "2021-05", "figures": [ { "measure": "contract_staff", "people": 80 } ] }""");
        await app.WaitUntilComputedAsync();
        Assert.Equal("50.0", (await app.IndicatorAsync("contracts_per_person", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Contains("40 ÷ 80 × 100",
            await app.Client.GetStringAsync("api/indicators/contracts_per_person/2021-06/provenance?basis=month"),
            StringComparison.Ordinal);
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_register_is_handed_in_counted_and_shown()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, FurtherCatalogue.Extended(block: 5));
        await app.AcceptedAsync("""
            { "department": "0213", "month": "2021-06", "initiatives": [
              { "category": "open_data", "name": "公園の一覧", "status": "implemented" },
              { "category": "open_data", "name": "避難所の一覧", "status": "decided", "month": "2021-05" },
              { "category": "open_data", "name": "予算書", "status": "implemented", "countsTowardTarget": false } ] }
            """);
        using (var wrong = await app.SubmitAsync("""
            { "department": "0213", "month": "2021-06", "initiatives": [ { "category": "open_data", "name": "人口", "status": "coordinating" } ] }
            """))
        {
            var problem = await wrong.Content.ReadAsStringAsync();
            Assert.Contains("initiative_status_unknown", problem, StringComparison.Ordinal);
            Assert.Contains("検討中 considering、決定 decided、実施 implemented", problem, StringComparison.Ordinal);
        }

        using (var file = await SendFileAsync(app, "0213", "区分,名称,段階,年月\nオープンデータの公開,避難所の一覧,実施済,2021-07\n", "2021-07"))
        {
            Assert.True(file.StatusCode == HttpStatusCode.Accepted, await file.Content.ReadAsStringAsync());
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal(1, (await app.IndicatorAsync("open_data_sets", "programme", "2021-06"))!["value"]!.GetValue<double>());
        Assert.Equal(2, (await app.IndicatorAsync("open_data_sets", "programme", "2021-07"))!["value"]!.GetValue<double>());
        Assert.Equal(1, (await app.IndicatorAsync("open_data_sets", "month", "2021-07"))!["value"]!.GetValue<double>());
        Assert.Equal(3, (await app.RowsAsync(TableNames.FactInitiative)).Count(r => r.GetString("category") == "open_data"));
        Assert.Contains("公開したオープンデータ", await app.Client.GetStringAsync("api/reports/2021"), StringComparison.Ordinal);
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task It_is_checked_as_others_are()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, FurtherCatalogue.Extended());
        Assert.Equal("share_exceeds_whole", await CodeAsync(app, """ "signed_online": 41, "contracts": 40"""));
        Assert.Equal("part_unknown", await CodeAsync(app, """ "signed_online": 4, "contracts": 40, "count": 1"""));
        Assert.Equal("measure_not_owed", await CodeAsync(app, """ "signed_online": 4, "contracts": 40""", department: "0302"));
    }

    [Fact]
    public async Task A_catalogue_that_would_make_its_entries_unreadable_is_refused()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, FurtherCatalogue.Extended());
        await app.AcceptedAsync(Submission);
        Assert.Equal("measure_vanished", await RefusalAsync(app, FurtherCatalogue.BuiltIn()));

        var other = FurtherCatalogue.Extended();
        FurtherCatalogue.Measure(other)["kind"] = "stock";
        Assert.Equal("measure_changed", await RefusalAsync(app, other));

        var heading = FurtherCatalogue.Extended();
        FurtherCatalogue.Measure(heading)["parts"]![0]!["words"]!.AsArray().Add("備考");
        Assert.Equal("not_a_catalogue", await RefusalAsync(app, heading));

        var renamed = FurtherCatalogue.Extended();
        FurtherCatalogue.Measure(renamed)["nameJa"] = "契約の電子化";
        Assert.Equal("taken", (await FurtherCatalogue.UploadAsync(app, renamed))["state"]!.GetValue<string>());
        await app.WaitUntilComputedAsync();
        Assert.Contains(await app.RowsAsync(TableNames.DimMeasure), r => r.GetString("nameja") == "契約の電子化");
    }

    private static async Task AssertPagesAsync(RunningApp app)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = app.Client.BaseAddress,
            Timeout = RunningApp.Deadline,
        };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja");
        using var issued = await app.Client.PostAsync("api/credentials",
            new StringContent("""{ "role": "department", "department": "0213" }""", Encoding.UTF8, "application/json"));
        using var signedIn = await client.PostAsync("submit/signin", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["credential"] = (await issued.JsonAsync())["token"]!.GetValue<string>(),
            ["to"] = "/submit",
        }));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);

        var form = await client.GetStringAsync("submit?month=2021-08");
        Assert.Contains("name=\"electronic_contracts.signed_online\"", form, StringComparison.Ordinal);
        Assert.Contains("電子契約の件数", form, StringComparison.Ordinal);
        var template = await client.GetStringAsync("upload/template?kind=submission&month=2021-08&format=csv");
        Assert.Contains("電子契約の件数,契約の件数", template, StringComparison.Ordinal);
        Assert.Contains("電子契約の利用率", await client.GetStringAsync(""), StringComparison.Ordinal);
    }

    private static async Task<(string Text, bool Met)> ValueAsync(RunningApp app, string basis, string month)
    {
        var value = (await app.IndicatorAsync("electronic_contract_rate", basis, month))!;
        return (value["text"]!.GetValue<string>(), value["targetMet"]!.GetValue<bool>());
    }

    private static async Task<string> CodeAsync(RunningApp app, string numbers, string department = "0211")
    {
        using var answer = await app.SubmitAsync(
            $$"""{ "department": "{{department}}", "month": "2021-06", "figures": [ { "measure": "electronic_contracts", {{numbers}} } ] }""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return Assert.Single((await answer.JsonAsync())["errors"]!.AsArray())!["code"]!.GetValue<string>();
    }

    private static Task<HttpResponseMessage> SendFileAsync(RunningApp app, string department, string csv, string? month = null)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return app.Client.PostAsync("api/submissions", new MultipartFormDataContent
        {
            { new StringContent(department), "department" },
            { file, "file", "figures.csv" },
            { new StringContent(month ?? ""), "month" },
        });
    }

    private static async Task<string> RefusalAsync(RunningApp app, JsonNode catalogue)
    {
        var receipt = await FurtherCatalogue.UploadAsync(app, catalogue, "refused");
        return Assert.Single(receipt["errors"]!.AsArray())!["code"]!.GetValue<string>();
    }
}
