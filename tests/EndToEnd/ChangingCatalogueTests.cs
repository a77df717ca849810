using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>A catalogue that changes from a fiscal year on loses nothing of the years before.</summary>
public sealed class ChangingCatalogueTests
{
    private const string Rate = "electronic_contract_rate";

    [Fact]
    public async Task A_new_name_target_and_formula_hold_from_their_year_on_and_earlier_rows_stay_as_they_are()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        var catalogue = Catalogue();
        await FurtherCatalogue.UploadAsync(app, catalogue);
        await SubmitAsync(app, "2020-06", 10, 40);
        await SubmitAsync(app, "2021-06", 30, 40);
        await app.WaitUntilComputedAsync();
        var earlier = await RowsAsync(app, 2020);

        RateOf(catalogue)["versions"] = JsonNode.Parse("""
            [ { "from": 2021, "nameJa": "電子契約の割合", "nameEn": "Share signed online", "target": { "kind": "atLeast", "value": 80 },
                "rulesVersion": "2021-04",
                "formula": { "kind": "differenceOfMeasures", "measure": "electronic_contracts", "numerator": "contracts", "denominator": "signed_online" } } ]
            """);
        var receipt = await FurtherCatalogue.UploadAsync(app, catalogue);
        await app.WaitUntilComputedAsync();

        // What changed was seen before: values of the later year, and the name that Power BI shows.
        Assert.All(receipt["changes"]!.AsArray(), c => Assert.True(
            string.CompareOrdinal(c!["month"]!.GetValue<string>(), "2021-04") >= 0, c.ToJsonString()));
        Assert.Contains(receipt["changes"]!.AsArray(), c => (c!["before"]!.GetValue<string>(), c["after"]!.GetValue<string>()) == ("75.0", "10.0"));
        Assert.Contains(receipt["tables"]!.AsArray(), t => t!["table"]!.GetValue<string>() == TableNames.DimIndicator
            && t["changed"]!.GetValue<int>() == 1);

        Assert.Equal(earlier, await RowsAsync(app, 2020));
        var now = (await app.IndicatorAsync(Rate, "month", "2021-06"))!;
        Assert.Equal((10, 80), (now["value"]!.GetValue<double>(), now["target"]!.GetValue<double>()));
        Assert.All((await app.RowsAsync(TableNames.FactIndicator)).Where(r => r.GetString("indicatorid") == Rate),
            r => Assert.Equal(r.GetInt32("fiscalyear") == 2020 ? "2022-03" : "2021-04", r.GetString("rulesversion")));
        Assert.Equal("電子契約の割合", Assert.Single(await app.RowsAsync(TableNames.DimIndicator), r => r.GetString("indicatorid") == Rate)
            .GetString("nameja"));
        var page2020 = await app.Client.GetStringAsync("?fiscalYear=2020");
        Assert.Contains("電子契約の利用率", page2020, StringComparison.Ordinal);
        Assert.DoesNotContain("電子契約の割合", page2020, StringComparison.Ordinal);
        Assert.Contains("電子契約の割合", await app.Client.GetStringAsync("?fiscalYear=2021"), StringComparison.Ordinal);
        Assert.Contains("40 − 30 = 10", Unescaped(await app.Client.GetStringAsync($"api/indicators/{Rate}/2021-06/provenance?basis=month")),
            StringComparison.Ordinal);
        Assert.Contains("10 ÷ 40 × 100 = 25", Unescaped(await app.Client.GetStringAsync(
            $"api/indicators/{Rate}/2020-06/provenance?basis=month")), StringComparison.Ordinal);
        Assert.Contains("目標は 80 以上", Unescaped(await app.Client.GetStringAsync($"api/indicators/{Rate}")), StringComparison.Ordinal);
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_measure_that_ends_is_asked_of_nobody_afterwards_and_what_was_said_stays()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        var catalogue = Catalogue();
        await FurtherCatalogue.UploadAsync(app, catalogue);
        await SubmitAsync(app, "2020-06", 10, 40);
        await SubmitAsync(app, "2021-06", 30, 40);
        await app.WaitUntilComputedAsync();

        FurtherCatalogue.Measure(catalogue)["until"] = 2020;
        var receipt = await FurtherCatalogue.UploadAsync(app, catalogue);
        await app.WaitUntilComputedAsync();
        Assert.Contains(receipt["tables"]!.AsArray(), t => t!["table"]!.GetValue<string>() == TableNames.FactCompleteness
            && t["removed"]!.GetValue<int>() > 0);
        Assert.Contains(receipt["changes"]!.AsArray(), c => c!["before"]!.GetValue<string>() == "75.0" && c["after"]!.GetValue<string>().Length == 0);

        Assert.Equal(25, (await app.IndicatorAsync(Rate, "month", "2020-06"))!["value"]!.GetValue<double>());
        Assert.Null(await app.IndicatorAsync(Rate, "month", "2021-06"));
        var figures = await app.RowsAsync(TableNames.FactFigure);
        Assert.Contains(figures, r => r.GetString("measure") == "electronic_contracts" && r.GetInt32("monthkey") == 202106);
        Assert.DoesNotContain(await app.RowsAsync(TableNames.FactCompleteness), r => r.GetString("measure") == "electronic_contracts"
            && r.GetInt32("monthkey") > 202103);
        using var late = await app.SubmitAsync(Figures("2021-07", 1, 2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("令和2年度分までで集め終わりました", Unescaped(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain("electronic_contracts.contracts", await app.Client.GetStringAsync("submit?department=0211&month=2021-07"),
            StringComparison.Ordinal);
        await SubmitAsync(app, "2020-07", 20, 40);
        await app.WaitUntilComputedAsync();
        Assert.Equal(37.5, (await app.IndicatorAsync(Rate, "ytd", "2020-07"))!["value"]!.GetValue<double>());
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_part_that_ends_is_not_asked_for_any_more_and_a_new_one_is_from_its_year_on()
    {
        await using var app = await RunningApp.StartAsync(clock: OfficeClock.Instance);
        var catalogue = Catalogue();
        await FurtherCatalogue.UploadAsync(app, catalogue);
        await SubmitAsync(app, "2020-06", 10, 40);
        var measure = FurtherCatalogue.Measure(catalogue);
        measure["parts"]![0]!["until"] = 2020;
        measure["parts"]!.AsArray().Add(JsonNode.Parse(
            """{ "id": "paper", "nameJa": "紙の契約の件数", "nameEn": "on paper", "unit": "件", "from": 2021 }"""));
        await FurtherCatalogue.UploadAsync(app, catalogue);

        using var old = await app.SubmitAsync(Figures("2021-06", 10, 40));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
        await app.AcceptedAsync("""
            { "department": "0211", "month": "2021-06", "figures": [ { "measure": "electronic_contracts", "contracts": 40, "paper": 12 } ] }
            """);
        using var early = await app.SubmitAsync("""
            { "department": "0211", "month": "2020-07", "figures": [ { "measure": "electronic_contracts", "signed_online": 1, "contracts": 40, "paper": 12 } ] }
            """);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal(25, (await app.IndicatorAsync(Rate, "month", "2020-06"))!["value"]!.GetValue<double>());
        Assert.Null(await app.IndicatorAsync(Rate, "month", "2021-06"));
        await FurtherCatalogue.AssertVerifiedAsync(app);
    }

    private static JsonNode Catalogue()
    {
        var catalogue = FurtherCatalogue.Extended();
        catalogue["checks"]!["holds"] = false;
        RateOf(catalogue)["bases"] = new JsonArray("month", "ytd");
        var owed = catalogue["owed"]!.AsArray()[^1]!;
        (owed["from"], owed["departments"]) = ("2020-04", new JsonArray("0211"));
        return catalogue;
    }

    private static JsonNode RateOf(JsonNode catalogue) =>
        catalogue["indicators"]!.AsArray().Single(i => i!["id"]!.GetValue<string>() == Rate)!;

    private static async Task<string> RowsAsync(RunningApp app, int year) => string.Join('\n',
        (await app.RowsAsync(TableNames.FactIndicator)).Where(r => r.GetString("indicatorid") == Rate && r.GetInt32("fiscalyear") == year)
            .Select(r => $"{r.RowKey} {r.ETag}"));

    private static string Unescaped(string json) => System.Text.RegularExpressions.Regex.Unescape(json);

    private static string Figures(string month, int online, int contracts) => string.Create(CultureInfo.InvariantCulture,
        $$"""{ "department": "0211", "month": "{{month}}", "figures": [ { "measure": "electronic_contracts", "signed_online": {{online}}, "contracts": {{contracts}} } ] }""");

    private static Task SubmitAsync(RunningApp app, string month, int online, int contracts) =>
        app.AcceptedAsync(Figures(month, online, contracts));
}
