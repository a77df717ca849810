using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Measures of a catalogue that cannot be told apart or mean something else are refused, with their place and remedy.</summary>
public sealed class MeasureCheckTests
{
    private const string Contracts = """
        { "id": "contracts_made", "nameJa": "契約", "nameEn": "Contracts", "kind": "flow",
          "parts": [ { "id": "electronic_ones", "nameJa": "電子のもの", "nameEn": "electronic" },
                     { "id": "all_ones", "nameJa": "全体", "nameEn": "all" } ] }
        """;

    public static TheoryData<string, string, string> Wrong => new()
    {
        { Of(("id", "\"e-approval\"")), "/measures/0/id", "" },
        { Of(("id", "\"initiatives.other\"")), "/measures/0", "英小文字" },
        { Of(("kind", "\"register\"")), "/measures/0", "register" },
        { Of(("parts", "[]")), "/measures/0", "1〜8" },
        { Of(("parts", """[ { "id": "month", "nameJa": "月", "nameEn": "m" } ]""")), "/measures/0", "month" },
        { Of(("parts", """[ { "id": "a", "nameJa": "い", "nameEn": "a" }, { "id": "a", "nameJa": "い", "nameEn": "a" } ]""")),
            "/measures/0", "2回" },
        { Of(("parts", """[ { "id": "a", "nameJa": "い", "nameEn": "a" }, { "id": "b", "nameJa": "い", "nameEn": "b" } ]""")),
            "/measures/0/parts/1", "見分けられません" },
        { Of(("parts", """[ { "id": "count", "nameJa": "本数", "nameEn": "count" } ]""")), "/measures/0/parts/0", "件数" },
        { Of(("nameJa", "\"押印廃止\"")), "/measures/0", "seal_abolitions" },
        { Of(("words", "[ \"テレワーク申請(延べ)\" ]")), "/measures/0", "telework_applicants" },
        { Of(("parts", """[ { "id": "a", "nameJa": "い", "nameEn": "a" } ]"""), ("shareOfWhole", "true")), "/measures/0", "shareOfWhole" },
        { Of(("drop", """{ "folder": "overtime" }""")), "/measures/0/drop/folder", "overtime" },
        { Of(("drop", """{ "folder": "contracts" }"""), ("kind", "\"stock\"")), "/measures/0", "flow" },
        { Of(("drop", """{ "folder": "contracts", "isTime": true }""")), "/measures/0", "isTime" },
        { Of(("id", "\"seal_abolitions\""), ("nameJa", "\"押印廃止\"")), "/measures/0", "組み込み" },
        { Seals(("kind", "\"stock\"")), "/measures/0", "組み込み" },
        { Seals(("shareOfWhole", "true")), "/measures/0", "組み込み" },
        { Seals(("drop", """{ "folder": "seals" }""")), "/measures/0", "組み込み" },
        { Contracts + "," + Contracts, "/measures/1/id", "2回あります(1番目とここ)" },
        { Drop("one", "contracts", "あ") + "," + Drop("two", "contracts", "う"), "/measures/1/drop/folder", "2つ" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_refused_with_its_place_and_remedy(string measures, string pointer, string says)
    {
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(With(measures), ReferenceData.BuiltInRegister);
        Assert.Null(utf8);
        Assert.Contains(errors, e => e.Column.StartsWith(pointer, StringComparison.Ordinal)
            && e.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_of_a_drop_that_cannot_be_told_apart_are_refused()
    {
        var (_, errors) = await ReferenceCheck.CatalogueAsync(With(Drop("one", "contracts", "所属")), ReferenceData.BuiltInRegister);
        Assert.Equal("not_a_catalogue", Assert.Single(errors).Code);
    }

    [Fact]
    public async Task What_is_right_is_taken_and_a_catalogue_without_measures_keeps_those_built_in()
    {
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(With(Contracts), ReferenceData.BuiltInRegister);
        Assert.Empty(errors);
        var measures = Catalogue.Parse(utf8).MeasureSet;
        Assert.Equal("contracts_made", measures.All[^1].Id);
        Assert.Equal(ReferenceData.BuiltInCatalogue.MeasureSet.All.Select(m => m.Id), measures.All.SkipLast(1).Select(m => m.Id));
        Assert.Equal("contracts_made", Assert.Single(measures.OfTopic("contracts_made")).Id);
    }

    [Fact]
    public async Task One_that_is_built_in_may_have_other_names()
    {
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(With(Seals(("nameJa", "\"押印をやめた手続\""))),
            ReferenceData.BuiltInRegister);
        Assert.Empty(errors);
        Assert.Equal("押印をやめた手続", Catalogue.Parse(utf8).MeasureSet.Find("seal_abolitions")!.NameJa);
    }

    [Fact]
    public async Task More_than_2000_measures_are_refused_at_once()
    {
        var many = string.Join(",", Enumerable.Range(0, 2001).Select(i => Of(
            ("id", string.Create(CultureInfo.InvariantCulture, $"\"m{i}\"")))));
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(With(many), ReferenceData.BuiltInRegister);
        Assert.Null(utf8);
        Assert.NotEmpty(errors);
    }

    private static string Drop(string id, string folder, string column) => $$"""
        { "id": "{{id}}", "nameJa": "{{id}}の", "nameEn": "{{id}}s", "kind": "flow", "drop": { "folder": "{{folder}}" },
          "parts": [ { "id": "{{id}}_count", "nameJa": "{{column}}", "nameEn": "count" } ] }
        """;

    private static string Seals((string Name, string Json) change) => Of(("id", "\"seal_abolitions\""), ("nameJa", "\"押印廃止\""),
        ("parts", """[ { "id": "count", "nameJa": "件数", "nameEn": "count" } ]"""), change);

    private static string Of(params (string Name, string Json)[] changes)
    {
        var measure = JsonNode.Parse(Contracts)!;
        foreach (var (name, json) in changes)
        {
            measure[name] = JsonNode.Parse(json);
        }

        return measure.ToJsonString();
    }

    private static byte[] With(string measures)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        var catalogue = JsonNode.Parse(stream)!;
        catalogue.AsObject().Remove("onlyListed");
        catalogue["measures"] = JsonNode.Parse($"[{measures}]");
        return Encoding.UTF8.GetBytes(catalogue.ToJsonString());
    }
}
