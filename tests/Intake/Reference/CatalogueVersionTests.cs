using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.EndToEnd;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>What a catalogue says of a fiscal year, and what may never change.</summary>
public sealed class CatalogueVersionTests
{
    private static readonly Catalogue Now = Parse(FurtherCatalogue.Extended());

    [Theory]
    [InlineData(2021, "電子契約の利用率", 50, "ratioOfSums", "2022-03")]
    [InlineData(2022, "電子契約の割合", 50, "ratioOfSums", "2022-03")]
    [InlineData(2023, "電子契約の割合", 70, "ratioOfSums", "2023-04")]
    [InlineData(2024, "電子契約の割合", null, "pooledRate", "2023-04")]
    [InlineData(2030, "電子契約の割合", null, "pooledRate", "2023-04")]
    public void Each_version_holds_from_its_fiscal_year_on_and_keeps_what_it_does_not_say(int year, string name, int? target, string kind,
        string rules)
    {
        var catalogue = Parse(WithVersions());
        var indicator = Assert.Single(catalogue.In(new FiscalYear(year)).Indicators, i => i.Id == "electronic_contract_rate");

        Assert.Equal(name, indicator.NameJa);
        Assert.Equal((decimal?)target, indicator.Target?.Value);
        Assert.Equal(kind, indicator.Formula.Kind.ToString(), ignoreCase: true);
        Assert.Equal(rules, indicator.RulesVersion ?? catalogue.RulesVersion);
    }

    [Theory]
    [InlineData("""{ "from": 2023, "target": { "kind": "atLeast", "value": 71 } }""", 2023)]
    [InlineData("""{ "from": 2023, "nameJa": "ちがう名前" }""", 2023)]
    [InlineData("""{ "from": 2025, "endsTarget": true }""", 2025)]
    public void Only_years_from_a_new_version_on_are_computed_again(string version, int from)
    {
        var would = FurtherCatalogue.Extended();
        Rate(would)["versions"] = new JsonArray(JsonNode.Parse(version));

        Assert.Equal([new AffectedYears("electronic_contracts", from, 9999)], ReferenceChange.Of(Now, Parse(would)));
        Assert.Equal([new AffectedYears("electronic_contracts", from, 9999)], ReferenceChange.Of(Parse(would), Now));
    }

    [Theory]
    [InlineData("until", "2023", 2024)]
    [InlineData("parts/1/until", "2022", 2023)]
    public void What_ends_is_computed_again_from_the_year_after_it(string path, string value, int from)
    {
        var would = FurtherCatalogue.Extended();
        Put(FurtherCatalogue.Measure(would), path, JsonNode.Parse(value));
        var after = Parse(would);

        Assert.Contains(new AffectedYears("electronic_contracts", from, 9999), ReferenceChange.Of(Now, after)
            .Select(t => t with { From = Math.Max(t.From, from) }));
        Assert.Contains(after.IndicatorsIn(new(from - 1)), i => i.Id == "electronic_contract_rate");
        Assert.DoesNotContain(after.IndicatorsIn(new(from)), i => i.Id == "electronic_contract_rate");
    }

    [Fact]
    public void A_measure_that_ends_is_owed_to_its_last_month()
    {
        var would = FurtherCatalogue.Extended();
        FurtherCatalogue.Measure(would)["until"] = 2022;
        would["owed"]!.AsArray().Add(JsonNode.Parse(
            """{ "measure": "electronic_contracts", "departments": ["0214"], "from": "2023-04", "dueBusinessDay": 10 }"""));
        var owed = Parse(would).Owed.Where(o => o.Measure == "electronic_contracts").ToList();

        Assert.Equal("2023-03", Assert.Single(owed).Until);
        Assert.True(owed[0].AppliesTo(new(2023, 3)));
        Assert.False(owed[0].AppliesTo(new(2023, 4)));
    }

    public static TheoryData<string, string, string> Lost => new()
    {
        { "kind", "\"stock\"", "measure_changed" },
        { "shareOfWhole", "false", "measure_changed" },
        { "parts/0", """{ "id": "other", "nameJa": "ほかの件数", "nameEn": "others" }""", "measure_changed" },
        { "parts", """[ { "id": "contracts", "nameJa": "契約の件数", "nameEn": "contracts" }, { "id": "signed_online", "nameJa": "電子契約の件数", "nameEn": "signed online" } ]""",
            "measure_changed" },
        { "parts/1/id", "\"agreements\"", "measure_changed" },
        { "parts/1/unit", "\"千件\"", "unit_changed" },
        { "parts/2", """{ "id": "paper", "nameJa": "紙の契約", "nameEn": "paper" }""", "measure_changed" },
        { "topic", "\"other_work\"", "measure_changed" },
        { "id", "\"e_contracts\"", "measure_vanished" },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task What_would_make_earlier_entries_unreadable_is_refused_with_the_reason(string path, string value, string code)
    {
        var would = FurtherCatalogue.Extended();
        Put(FurtherCatalogue.Measure(would), path, JsonNode.Parse(value));
        Text(would, out var utf8);
        if (path is "id" or "parts" or "parts/0" or "parts/1/id" or "shareOfWhole")
        {
            utf8 = Encoding.UTF8.GetBytes(Renamed(would).ToJsonString());
        }

        var (taken, errors) = await CheckAsync(utf8);
        Assert.Null(taken);
        var error = Assert.Single(errors, e => e.Code == code);
        Assert.True(error.Line > 0 && error.MessageEn.Length > 0 && error.Message.Contains("数値", StringComparison.Ordinal), error.ToString());
    }

    public static TheoryData<string, string> Kept => new()
    {
        { "nameJa", "\"電子契約の数\"" },
        { "words", "[\"電子での契約\"]" },
        { "until", "2025" },
        { "parts/0/unit", "\"件\"" },
        { "parts/1/until", "2025" },
        { "parts/2", """{ "id": "paper", "nameJa": "紙の契約", "nameEn": "paper", "from": 2024 }""" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task What_leaves_earlier_entries_readable_is_taken(string path, string value)
    {
        var would = FurtherCatalogue.Extended();
        Put(FurtherCatalogue.Measure(would), path, JsonNode.Parse(value));
        Text(would, out var utf8);
        var (taken, errors) = await CheckAsync(utf8);
        Assert.True(taken is not null, string.Join(" ", errors));
    }

    public static TheoryData<string, string> WrongVersions => new()
    {
        { """[ { "from": 2024, "nameJa": "あ" }, { "from": 2024, "nameJa": "い" } ]""", "/versions/1/from" },
        { """[ { "from": 2024, "nameJa": "あ" }, { "from": 2023, "nameJa": "い" } ]""", "/versions/1/from" },
        { """[ { "from": 2024 } ]""", "/versions/0" },
        { """[ { "from": 2024, "endsTarget": true, "target": { "kind": "atMost", "value": 1 } } ]""", "/versions/0/endsTarget" },
        { """[ { "from": 2024, "unit": "人" } ]""", "/versions/0/unit" },
        { """[ { "from": 3000, "nameJa": "あ" } ]""", "/versions/0/from" },
        { """[ { "from": 2024, "formula": { "kind": "sum", "measure": "seal_abolitions", "numerator": "count" } } ]""",
            "/versions/0/formula/measure" },
        { """[ { "from": 2024, "formula": { "kind": "sum", "measure": "electronic_contracts" } } ]""", "/versions/0/formula" },
    };

    [Theory]
    [MemberData(nameof(WrongVersions))]
    public async Task A_wrong_version_is_refused_with_its_place(string versions, string place)
    {
        var would = FurtherCatalogue.Extended();
        Rate(would)["versions"] = JsonNode.Parse(versions);
        Text(would, out var utf8);
        var (taken, errors) = await CheckAsync(utf8);
        Assert.Null(taken);
        Assert.Contains(errors, e => e.Line > 0 && e.Column.EndsWith(place, StringComparison.Ordinal));
    }

    // As if something had been said of every measure.
    private static async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckAsync(byte[] utf8)
    {
        var (taken, errors) = await ReferenceCheck.CatalogueAsync(utf8, ReferenceData.BuiltInRegister);
        if (taken is null)
        {
            return (null, errors);
        }

        var would = Catalogue.Parse(taken);
        var lost = MeasureGuard.Errors(Now, would, taken, MeasureGuard.Lost(Now, would));
        return (lost.Count == 0 ? taken : null, lost);
    }

    private static JsonNode WithVersions()
    {
        var catalogue = FurtherCatalogue.Extended();
        Rate(catalogue)["bases"] = new JsonArray("month", "ytd");
        Rate(catalogue)["versions"] = JsonNode.Parse("""
            [ { "from": 2022, "nameJa": "電子契約の割合", "nameEn": "Share of contracts signed online" },
              { "from": 2023, "target": { "kind": "atLeast", "value": 70 }, "rulesVersion": "2023-04" },
              { "from": 2024, "endsTarget": true, "formula": { "kind": "pooledRate", "measure": "electronic_contracts",
                "numerator": "signed_online", "denominator": "contracts" } } ]
            """);
        return catalogue;
    }

    private static JsonNode Rate(JsonNode catalogue) =>
        catalogue["indicators"]!.AsArray().Single(i => i!["id"]!.GetValue<string>() == "electronic_contract_rate")!;

    // Without what names the measure, so that nothing but the change is wrong.
    private static JsonNode Renamed(JsonNode catalogue)
    {
        catalogue["indicators"]!.AsArray().Remove(Rate(catalogue));
        foreach (var owed in catalogue["owed"]!.AsArray().Where(o => o!["measure"]!.GetValue<string>() == "electronic_contracts").ToList())
        {
            catalogue["owed"]!.AsArray().Remove(owed);
        }

        return catalogue;
    }

    private static void Put(JsonNode root, string path, JsonNode? value)
    {
        var steps = path.Split('/');
        var node = steps[..^1].Aggregate(root, (n, step) => n is JsonArray list ? list[Number(step)]! : n[step]!);
        if (node is not JsonArray array)
        {
            node[steps[^1]] = value;
        }
        else if (Number(steps[^1]) == array.Count)
        {
            array.Add(value);
        }
        else
        {
            array[Number(steps[^1])] = value;
        }

        static int Number(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Catalogue Parse(JsonNode catalogue)
    {
        Text(catalogue, out var utf8);
        return Catalogue.Parse(utf8);
    }

    private static void Text(JsonNode catalogue, out byte[] utf8) => utf8 = Encoding.UTF8.GetBytes(catalogue.ToJsonString());
}
