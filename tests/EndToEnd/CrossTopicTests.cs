using System.Globalization;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>Indicators over measures of several topics, registers and files: an entry of one topic gives the other's value again.</summary>
public sealed class CrossTopicTests
{
    [Fact]
    public async Task An_entry_of_one_topic_recomputes_the_indicator_of_another_also_across_years_and_after_a_restart()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, With(
            Indicator("contracts_a_facility", "quotientOfMeasures", "electronic_contracts", ("numerator", "contracts"),
                ("denominatorMeasure", "managed_facilities"), ("denominator", "count")),
            Indicator("contracts_made", "sum", "electronic_contracts", ("numerator", "contracts")),
            Indicator("seals", "sum", "seal_abolitions", ("numerator", "count")),
            Sum("contracts_and_seals", "electronic_contracts", "contracts_made", "seals"),
            Count("projects", "initiatives.ppp_project"), Count("agreements", "initiatives.ppp_agreement"),
            Sum("partnerships", "initiatives.ppp_project", "projects", "agreements")));
        await ContractsAsync(app, "2021-06", 5, 60);
        await app.WaitUntilComputedAsync();
        Assert.Null((await app.IndicatorAsync("contracts_a_facility", "ytd", "2021-06"))!["value"]);

        // A stock of the year before is carried into the value.
        await FacilitiesAsync(app, "2020-06", 20);
        await SealsAsync(app, "2021-06", 7);
        await app.WaitUntilComputedAsync();
        Assert.Equal(3, await ValueAsync(app, "contracts_a_facility", "2021-06"));
        Assert.Equal(67, await ValueAsync(app, "contracts_and_seals", "2021-06"));

        await FacilitiesAsync(app, "2020-07", 30);
        await app.WaitUntilComputedAsync();
        Assert.Equal(2, await ValueAsync(app, "contracts_a_facility", "2021-06"));

        // Of a year in which only the other topic has entries there is a value, too.
        await SealsAsync(app, "2020-05", 9);
        await app.AcceptedAsync("""
            { "department": "0102", "month": "2020-05", "initiatives": [
              { "category": "ppp_agreement", "name": "見守り", "status": "implemented", "month": "2020-05", "partners": [], "countsTowardTarget": true, "note": "" },
              { "category": "ppp_project", "name": "防災", "status": "implemented", "month": "2020-05", "partners": [], "countsTowardTarget": true, "note": "" } ] }
            """);
        await app.WaitUntilComputedAsync();
        Assert.Equal(2, await ValueAsync(app, "partnerships", "2020-05"));
        Assert.Equal("nothing_reported_yet", (await RowAsync(app, "contracts_and_seals", "2020-05")).GetString("reasoncode"));

        var said = await app.Client.GetStringAsync("api/indicators/contracts_a_facility/2021-06/provenance?basis=ytd");
        Assert.Contains("60 ÷ 30 = 2", System.Text.RegularExpressions.Regex.Unescape(said), StringComparison.Ordinal);
        Assert.Contains("\"month\":\"2020-07\"", said.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await FurtherCatalogue.AssertVerifiedAsync(app);

        // What another instance finds in the storage is enough to go on.
        await using var other = await RunningApp.StartAsync(app.Storage, OfficeClock.Instance);
        await FacilitiesAsync(other, "2021-04", 10);
        await other.WaitUntilComputedAsync();
        Assert.Equal(6, await ValueAsync(other, "contracts_a_facility", "2021-06"));
        await FurtherCatalogue.AssertVerifiedAsync(other);
    }

    [Fact]
    public async Task Hours_and_pages_per_head_and_the_sum_since_the_programme_began_come_by_file_and_follow_it()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, With(
            Indicator("pages_a_head", "perPerson", "printing", ("numerator", "pages")),
            Programme(Indicator("pages_so_far", "sum", "printing", ("numerator", "pages"))),
            Programme(Indicator("double_sided_so_far", "ratioOfSums", "printing", ("numerator", "double_sided"), ("denominator", "pages")))));
        await DropAsync(app, "printing/1.csv", "年月,所属コード,所属名,職種,両面枚数,印刷枚数", "2020-06,0211,財政課,一般,30,60", "2020-06,0211,財政課,医療職,10,40");
        await DropAsync(app, "printing/2.csv", "年月,所属コード,所属名,職種,両面枚数,印刷枚数", "2021-04,0211,財政課,一般,20,100");
        Assert.Equal(200, await ValueAsync(app, "pages_so_far", "2021-04", "programme"));
        Assert.Equal(100, await ValueAsync(app, "pages_so_far", "2021-04"));
        Assert.Equal(30, await ValueAsync(app, "double_sided_so_far", "2021-04", "programme"));
        Assert.Equal("令和3年4月分の報告がありません。", (await app.IndicatorAsync("pages_a_head", "ytd", "2021-04"))!["reason"]!.GetValue<string>());

        await DropAsync(app, "staff/1.csv", "年月,所属コード,所属名,職種,勤務形態,人数", "2021-04,0211,財政課,一般,通常,20", "2021-04,0211,財政課,医療職,通常,5");
        Assert.Equal(4, await ValueAsync(app, "pages_a_head", "2021-04"));

        await DropAsync(app, "printing/1.csv", "年月,所属コード,所属名,職種,両面枚数,印刷枚数", "2020-06,0211,財政課,一般,30,70");
        Assert.Equal(170, await ValueAsync(app, "pages_so_far", "2021-04", "programme"));
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    private static JsonNode With(params JsonNode[] indicators)
    {
        var catalogue = FurtherCatalogue.Extended(3);
        foreach (var (name, entries) in JsonNode.Parse(FurtherCatalogue.Blocks[0])!.AsObject().Where(e => e.Key != "indicators"))
        {
            foreach (var entry in entries!.AsArray())
            {
                catalogue[name]!.AsArray().Add(entry!.DeepClone());
            }
        }

        catalogue["checks"]!["holds"] = false;
        foreach (var owed in catalogue["owed"]!.AsArray().Where(o => o!["measure"]!.GetValue<string>() is "electronic_contracts" or "printing"
            or "managed_facilities" or "seal_abolitions"))
        {
            (owed!["from"], owed["departments"]) = ("2019-04", new JsonArray("0211"));
            owed.AsObject().Remove("months");
        }

        foreach (var indicator in indicators)
        {
            catalogue["indicators"]!.AsArray().Add(indicator);
        }

        return catalogue;
    }

    private static JsonObject Indicator(string id, string kind, string measure, params (string Name, JsonNode Value)[] fields)
    {
        var formula = new JsonObject { ["kind"] = kind, ["measure"] = measure };
        foreach (var (name, value) in fields)
        {
            formula[name] = value;
        }

        return new()
        {
            ["id"] = id,
            ["nameJa"] = "指標" + id,
            ["nameEn"] = id,
            ["group"] = "efficiency",
            ["unit"] = "件",
            ["unitEn"] = "items",
            ["decimals"] = 1,
            ["signed"] = false,
            ["bases"] = new JsonArray("month", "ytd"),
            ["headlineBasis"] = "ytd",
            ["formula"] = formula,
        };
    }

    private static JsonObject Programme(JsonObject indicator)
    {
        indicator["bases"]!.AsArray().Add("programme");
        return indicator;
    }

    private static JsonObject Sum(string id, string measure, params string[] indicators) =>
        Indicator(id, "sumOfIndicators", measure, ("indicators", new JsonArray([.. indicators.Select(i => (JsonNode)i)])));

    private static JsonObject Count(string id, string measure) =>
        Indicator(id, "countOfInitiatives", measure, ("statuses", new JsonArray("implemented")));

    private static async Task<double> ValueAsync(RunningApp app, string indicator, string month, string basis = "ytd")
    {
        var row = await app.IndicatorAsync(indicator, basis, month);
        Assert.True(row?["value"] is not null, row?.ToJsonString());
        return row!["value"]!.GetValue<double>();
    }

    private static async Task<Azure.Data.Tables.TableEntity> RowAsync(RunningApp app, string indicator, string month) =>
        Assert.Single(await app.RowsAsync(TableNames.FactIndicator), r => r.GetString("indicatorid") == indicator
            && r.GetString("basis") == "ytd" && r.GetInt32("monthkey") == int.Parse(month.Replace("-", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture));

    private static async Task DropAsync(RunningApp app, string name, params string[] lines)
    {
        using var content = new StringContent(string.Join("\r\n", lines) + "\r\n", System.Text.Encoding.UTF8, "text/csv");
        using var receipt = await app.Client.PostAsync("api/drops/" + name, content);
        Assert.Contains("\"state\":\"taken\"", (await receipt.Content.ReadAsStringAsync()).Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        await app.WaitUntilComputedAsync();
    }

    private static Task ContractsAsync(RunningApp app, string month, int online, int contracts) => FiguresAsync(app, month,
        string.Create(CultureInfo.InvariantCulture,
            $$"""{ "measure": "electronic_contracts", "signed_online": {{online}}, "contracts": {{contracts}} }"""));

    private static Task FacilitiesAsync(RunningApp app, string month, int count) => FiguresAsync(app, month,
        string.Create(CultureInfo.InvariantCulture, $$"""{ "measure": "managed_facilities", "count": {{count}} }"""));

    private static Task SealsAsync(RunningApp app, string month, int count) => FiguresAsync(app, month,
        string.Create(CultureInfo.InvariantCulture, $$"""{ "measure": "seal_abolitions", "count": {{count}} }"""));

    private static Task FiguresAsync(RunningApp app, string month, string figure) =>
        app.AcceptedAsync($$"""{ "department": "0211", "month": "{{month}}", "figures": [ {{figure}} ] }""");
}
