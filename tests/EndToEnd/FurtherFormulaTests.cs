using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>Formulas of indicators that only an uploaded catalogue has, over measures that only it has.</summary>
public sealed class FurtherFormulaTests
{
    private const string Topic = "contract_work";

    [Fact]
    public async Task Every_kind_is_computed_and_explained_and_follows_a_correction_of_the_year_that_it_is_compared_with()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, With(
            Indicator("contracts_per_person", "quotientOfMeasures", "contracts", "contract_staff", "people"),
            Indicator("paper_contracts", "differenceOfMeasures", numerator: "contracts", denominator: "signed_online"),
            Indicator("contracts_without_staff", "differenceOfMeasures", "contracts", "contract_staff", "people"),
            Indicator("contracts_made", "sum", "contracts"),
            Indicator("contracts_online", "sum", "signed_online"),
            Sum("all_work", "contracts_made", "contracts_online"),
            Change("change_on_year_before", "yearBefore"),
            Change("change_on_base_year", "baseYear"),
            Indicator("mean_of_bureaux", "meanOfBureauRates", "signed_online", denominator: "contracts"),
            Indicator("pooled", "pooledRate", "signed_online", denominator: "contracts")));
        await SubmitAsync(app, "2019-06", "0211", 5, 50);
        await SubmitAsync(app, "2020-06", "0211", 10, 40);
        await SubmitAsync(app, "2021-06", "0211", 12, 40);
        await SubmitAsync(app, "2021-06", "0301", 3, 20);
        await app.AcceptedAsync("""{ "department": "0211", "month": "2021-05", "figures": [ { "measure": "contract_staff", "people": 8 } ] }""");
        await app.WaitUntilComputedAsync();

        Assert.Equal(60m / 8, await ValueAsync("contracts_per_person"));
        Assert.Equal(60 - 15, await ValueAsync("paper_contracts"));
        Assert.Equal(60 - 8, await ValueAsync("contracts_without_staff"));
        Assert.Equal(60 + 15, await ValueAsync("all_work"));
        Assert.Equal(50, await ValueAsync("change_on_year_before"));
        Assert.Equal(20, await ValueAsync("change_on_base_year"));
        Assert.Equal((30m + 15) / 2, await ValueAsync("mean_of_bureaux"));
        Assert.Equal(25, await ValueAsync("pooled"));
        await AssertSaysAsync("contracts_per_person", "60 ÷ 8 = 7.5");
        await AssertSaysAsync("paper_contracts", "60 − 15 = 45");
        await AssertSaysAsync("change_on_year_before", "(60 ÷ 40 − 1) × 100 = 50");
        await AssertSaysAsync("change_on_year_before", "前年度の同じ月");

        await SubmitAsync(app, "2020-06", "0211", 10, 30);
        await SubmitAsync(app, "2019-06", "0211", 5, 30);
        await app.WaitUntilComputedAsync();
        Assert.Equal(100, await ValueAsync("change_on_year_before"));
        Assert.Equal(100, await ValueAsync("change_on_base_year"));
        await FurtherCatalogue.AssertVerifiedAsync(app);

        async Task<decimal> ValueAsync(string indicator)
        {
            var row = await app.IndicatorAsync(indicator, "month", "2021-06");
            Assert.True(row?["value"] is not null, row?.ToJsonString());
            return (decimal)row!["value"]!.GetValue<double>();
        }

        async Task AssertSaysAsync(string indicator, string text)
        {
            var provenance = await app.Client.GetStringAsync($"api/indicators/{indicator}/2021-06/provenance?basis=month");
            Assert.Contains(text, Regular(provenance), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_month_that_the_other_year_lacks_is_the_reason_why_there_is_no_change()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        await FurtherCatalogue.UploadAsync(app, With(Change("change", "yearBefore")));
        await SubmitAsync(app, "2020-05", "0211", 10, 40);
        await SubmitAsync(app, "2021-05", "0211", 10, 60);
        await SubmitAsync(app, "2021-06", "0211", 12, 40);
        await app.WaitUntilComputedAsync();

        Assert.Equal("令和2年6月分の報告がありません。", (await app.IndicatorAsync("change", "month", "2021-06"))!["reason"]!.GetValue<string>());
        Assert.Equal("令和3年4月分の報告がありません。", (await app.IndicatorAsync("change", "ytd", "2021-05"))!["reason"]!.GetValue<string>());
        Assert.Equal(50, (await app.IndicatorAsync("change", "month", "2021-05"))!["value"]!.GetValue<double>());
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { Indicator("a", "quotientOfMeasures", "contracts", "", "contracts").ToJsonString(), "quotientOfMeasures" },
        { Indicator("a", "quotientOfMeasures", "contracts", "initiatives.ai", "count").ToJsonString(), "denominatorMeasure" },
        { Indicator("a", "quotientOfMeasures", "contracts", "electronic_contracts", "contracts").ToJsonString(), "別の" },
        { Indicator("a", "differenceOfMeasures", "contracts", "", "people").ToJsonString(), "parts" },
        { Sum("a", "contracts_made").ToJsonString(), "" },
        { Sum("a", "contracts_made", "a").ToJsonString(), "sumOfIndicators" },
        { Sum("a", "contracts_made", "e_approval_rate").ToJsonString(), "sumOfIndicators" },
        { Sum("a", "contracts_made", "nobody").ToJsonString(), "sumOfIndicators" },
        { Change("a", "lastMonth").ToJsonString(), "" },
        { And(Change("a", "yearBefore"), "scope", "headline").ToJsonString(), "scope は書けません" },
        { And(Indicator("a", "sum", "contracts"), "against", "yearBefore").ToJsonString(), "against" },
        { And(Change("a", "yearBefore"), "measure", "contract_staff", "people").ToJsonString(), "式" },
        { And(Change("a", "yearBefore"), "measure", "managed_facilities", "count").ToJsonString(), "式" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_combination_is_refused_with_its_line_and_remedy(string indicator, string says)
    {
        var json = Encoding.UTF8.GetBytes(With(Indicator("contracts_made", "sum", "contracts"), JsonNode.Parse(indicator)!).ToJsonString(
            new(System.Text.Json.JsonSerializerDefaults.Web) { WriteIndented = true }));
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(json, ReferenceData.BuiltInRegister);
        Assert.Null(utf8);
        Assert.Contains(errors, e => e.Line > 0 && e.Column.StartsWith("/indicators/", StringComparison.Ordinal)
            && e.Message.Contains(says, StringComparison.Ordinal));
    }

    private static JsonNode With(params JsonNode[] indicators)
    {
        var catalogue = FurtherCatalogue.Extended();
        catalogue["checks"]!["holds"] = false;
        FurtherCatalogue.Measure(catalogue)["topic"] = Topic;
        var staff = FurtherCatalogue.Measure(catalogue).DeepClone();
        (staff["id"], staff["nameJa"], staff["nameEn"], staff["kind"]) = ("contract_staff", "契約の担当者", "Staff for contracts", "stock");
        staff["parts"] = JsonNode.Parse("""[ { "id": "people", "nameJa": "担当者数", "nameEn": "people" } ]""");
        (staff["shareOfWhole"], staff["words"]) = (false, new JsonArray());
        catalogue["measures"]!.AsArray().Add(staff);
        var owed = catalogue["owed"]!.AsArray()[^1]!;
        (owed["from"], owed["departments"]) = ("2019-04", new JsonArray("0211", "0301"));
        owed = owed.DeepClone();
        owed["measure"] = "contract_staff";
        catalogue["owed"]!.AsArray().Add(owed);
        foreach (var indicator in indicators)
        {
            catalogue["indicators"]!.AsArray().Add(indicator);
        }

        return catalogue;
    }

    private static JsonNode Indicator(string id, string kind, string numerator = "", string second = "", string denominator = "")
    {
        var formula = new JsonObject { ["kind"] = kind, ["measure"] = "electronic_contracts" };
        foreach (var (name, value) in new[] { ("numerator", numerator), ("denominator", denominator), ("denominatorMeasure", second) })
        {
            if (value.Length > 0)
            {
                formula[name] = value;
            }
        }

        return new JsonObject
        {
            ["id"] = id,
            ["nameJa"] = "指標" + id,
            ["nameEn"] = id,
            ["group"] = "efficiency",
            ["unit"] = "件",
            ["unitEn"] = "contracts",
            ["decimals"] = 1,
            ["signed"] = false,
            ["bases"] = new JsonArray("month", "ytd"),
            ["headlineBasis"] = "ytd",
            ["formula"] = formula,
        };
    }

    private static JsonNode Sum(string id, params string[] indicators)
    {
        var sum = Indicator(id, "sumOfIndicators");
        sum["formula"]!["indicators"] = new JsonArray([.. indicators.Select(i => (JsonNode)i)]);
        return sum;
    }

    private static JsonNode Change(string id, string against) => And(Indicator(id, "samePeriodChange", "contracts"), "against", against);

    private static JsonNode And(JsonNode indicator, string name, string value, string numerator = "contracts")
    {
        indicator["formula"]![name] = value;
        indicator["formula"]!["numerator"] = numerator;
        return indicator;
    }

    private static string Regular(string json) => JsonNode.Parse(json)!.ToJsonString(new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static Task SubmitAsync(RunningApp app, string month, string department, int online, int contracts) => app.AcceptedAsync(
        string.Create(CultureInfo.InvariantCulture,
            $$"""{ "department": "{{department}}", "month": "{{month}}", "figures": [ { "measure": "electronic_contracts", "signed_online": {{online}}, "contracts": {{contracts}} } ] }"""));
}
