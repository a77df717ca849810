using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.EndToEnd;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>Catalogues that must not take effect, by name: the built-in one with one mistake each.</summary>
internal static class BadCatalogues
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Each by its name, with the code of its error and a word of the remedy.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<byte[]> Content, string Code, string Says)> All =
        new Dictionary<string, (Func<byte[]>, string, string)>(StringComparer.Ordinal)
        {
            ["ten_megabytes"] = (() => Bytes(Text(BuiltIn()) + new string('\n', 10 * 1024 * 1024)), "too_large", "5 MiB"),
            ["too_many_measures"] = (() => Many(2001, 0), "wrong_value", "2000"),
            ["too_many_indicators"] = (() => Many(1, 2001), "wrong_value", "2000"),
            ["cycle_of_indicators"] = (() => Indicators(Sum("a", "b", "seal_abolitions"), Sum("b", "a", "seal_abolitions")),
                "not_a_catalogue", "a → b → a"),
            ["indicator_of_itself"] = (() => Indicators(Sum("a", "a", "seal_abolitions")), "not_a_catalogue", "a → a"),
            ["one_folder_of_two"] = (() => Measures(Measure("one", "こ", drop: "lending"), Measure("two", "さ", drop: "lending")),
                "not_a_catalogue", "1つのメジャーだけ"),
            ["folder_of_the_city"] = (() => Measures(Measure("one", "こ", drop: "staff")), "not_a_catalogue", "1つのメジャーだけ"),
            ["one_heading_of_two"] = (() => Measures(Measure("one", "こ", heading: "本の数"), Measure("two", "さ", heading: "本 の数")),
                "not_a_catalogue", "見分けられません"),
            ["heading_of_another_column"] = (() => Measures(Measure("one", "こ", drop: "lending", heading: "所属コード")),
                "not_a_catalogue", "見分けられる"),
            ["one_name_of_two"] = (() => Measures(Measure("one", "こ"), Measure("two", " こ")), "not_a_catalogue", "見分けられません"),
            ["one_id_of_two"] = (() => Measures(Measure("one", "こ"), Measure("one", "さ")), "not_a_catalogue", "2回"),
            ["one_word_of_two_values"] = (() => Changed(c =>
                c["dimensions"]![0]!["terms"]![1]!["words"]!.AsArray().Add("一般　行政職")), "not_a_catalogue", "どれか1つだけ"),
            ["deep"] = (() => Bytes("{\n\"groups\": " + new string('[', 2000) + new string(']', 2000) + "}"), "not_json", "入れ子"),
            ["property_twice"] = (() => Replaced("\"smallGroup\": 10,", "\"smallGroup\": 10,\n  \"smallGroup\": 9,"), "doubled", "除いて"),
            ["property_twice_in_other_case"] = (() => Replaced("\"smallGroup\": 10,", "\"smallGroup\": 10,\n  \"SmallGroup\": 9,"),
                "doubled", "除いて"),
            ["half_a_character"] = (() => Replaced("一般行政職", "\\ud83d"), "unusable_character", "文字の半分"),
            ["half_a_character_in_a_name"] = (() => Replaced("\"smallGroup\"", "\"small\\udc00\""), "unusable_character", "文字の半分"),
            ["control_character"] = (() => Replaced("一般行政職", "\\u0000"), "unusable_character", "行目"),
            ["too_many_digits"] = (() => Replaced("\"smallGroup\": 10", "\"smallGroup\": 1" + new string('0', 400)), "not_json", "大きすぎ"),
            ["too_large_an_exponent"] = (() => Replaced("\"value\": 100", "\"value\": 1e400"), "not_json", "大きすぎ"),
            ["target_beyond_all_measure"] = (() => Replaced("\"value\": 100", "\"value\": 1e20"), "wrong_value", "数値"),
            ["whole_number_as_decimal"] = (() => Replaced("\"smallGroup\": 10", "\"smallGroup\": 10.5"), "wrong_value", "整数"),
            ["whole_number_with_exponent"] = (() => Replaced("\"smallGroup\": 10", "\"smallGroup\": 1e1"), "wrong_value", "整数"),
            ["year_of_no_time"] = (() => Replaced("\"baseFiscalYear\": 2019", "\"baseFiscalYear\": 9999"), "wrong_value", "1950"),
            ["list_for_text"] = (() => Replaced("\"rulesVersion\": \"2022-03\"", "\"rulesVersion\": []"), "wrong_value", "文字列"),
            ["null_in_a_list"] = (() => Changed(c => c["indicators"]!.AsArray().Insert(2, null)), "wrong_value", "オブジェクト"),
            ["megabytes_in_a_word"] = (() => Replaced("一般行政職", new string('あ', 1_000_000)), "wrong_value", "200"),
            ["cut_off"] = (() => Bytes(Text(BuiltIn())[..5000]), "not_json", "JSON"),
            ["no_json"] = (() => Bytes("id,name\n1,2\n"), "not_json", "JSON"),
            ["bytes_of_no_encoding"] = (() => [.. Bytes("{\n  \"rulesVersion\": \""), 0xff, 0xfe, .. Bytes("\"\n}")], "encoding", "UTF-8"),
            ["field_of_another_formula"] = (() => Indicators(With(Indicator("a", "sum", "count"), "against", "yearBefore")),
                "not_a_catalogue", "against"),
        };

    /// <summary>So many further measures, and so many indicators over them.</summary>
    public static byte[] Many(int measures, int indicators, Func<JsonObject, int, JsonObject>? change = null)
    {
        var catalogue = BuiltIn();
        foreach (var measure in Enumerable.Range(0, measures).Select(i => Measure($"measure_{i}", $"項目{i}番", heading: $"数{i}番")))
        {
            catalogue["measures"]!.AsArray().Add(measure);
        }

        foreach (var indicator in Enumerable.Range(0, indicators)
            .Select(i => (Indicator($"indicator_{i}", "sum", $"part_measure_{i % measures}", $"measure_{i % measures}"), i)))
        {
            catalogue["indicators"]!.AsArray().Add(change?.Invoke(indicator.Item1, indicator.i) ?? indicator.Item1);
        }

        if (indicators > 2000)
        {
            return Bytes(Text(catalogue));
        }

        while (catalogue["indicators"]!.AsArray().Count > Math.Max(2000, 22))
        {
            catalogue["indicators"]!.AsArray().RemoveAt(catalogue["indicators"]!.AsArray().Count - 1);
        }

        return Bytes(Text(catalogue));
    }

    public static JsonObject Measure(string id, string name, string? drop = null, string? heading = null)
    {
        var measure = new JsonObject
        {
            ["id"] = id,
            ["nameJa"] = name,
            ["nameEn"] = id + name,
            ["kind"] = "flow",
            ["parts"] = new JsonArray(new JsonObject
            {
                ["id"] = "part_" + id,
                ["nameJa"] = heading ?? "数" + id,
                ["nameEn"] = "part of " + id,
            }),
        };
        if (drop is not null)
        {
            measure["drop"] = new JsonObject { ["folder"] = drop };
        }

        return measure;
    }

    public static JsonObject Indicator(string id, string kind, string numerator = "", string measure = "seal_abolitions")
    {
        var formula = new JsonObject { ["kind"] = kind, ["measure"] = measure };
        if (numerator.Length > 0)
        {
            formula["numerator"] = numerator;
        }

        return new()
        {
            ["id"] = id,
            ["nameJa"] = "指標" + id,
            ["nameEn"] = id,
            ["group"] = "efficiency",
            ["unit"] = "件",
            ["unitEn"] = "items",
            ["decimals"] = 0,
            ["signed"] = false,
            ["bases"] = new JsonArray("month", "ytd"),
            ["headlineBasis"] = "ytd",
            ["formula"] = formula,
        };
    }

    public static JsonObject Sum(string id, params string[] indicators) =>
        With(Indicator(id, "sumOfIndicators"), "indicators", new JsonArray([.. indicators.Select(i => (JsonNode)i)]));

    public static JsonObject With(JsonObject indicator, string field, JsonNode value)
    {
        indicator["formula"]![field] = value;
        return indicator;
    }

    public static byte[] Indicators(params JsonObject[] indicators) => Changed(c =>
    {
        foreach (var indicator in indicators)
        {
            c["indicators"]!.AsArray().Add(indicator);
        }
    });

    public static byte[] Measures(params JsonObject[] measures) => Changed(c =>
    {
        foreach (var measure in measures)
        {
            c["measures"]!.AsArray().Add(measure);
        }
    });

    public static byte[] Changed(Action<JsonNode> change)
    {
        var catalogue = BuiltIn();
        change(catalogue);
        return Bytes(Text(catalogue));
    }

    /// <summary>The line in which a text stands first.</summary>
    public static int LineOf(byte[] content, string text) => Encoding.UTF8.GetString(content)
        .Split(text)[0].Count(c => c == '\n') + 1;

    private static JsonNode BuiltIn() => FurtherCatalogue.BuiltIn();

    private static byte[] Replaced(string one, string other)
    {
        var text = Text(BuiltIn());
        var at = text.IndexOf(one, StringComparison.Ordinal);
        Assert.True(at >= 0, string.Create(CultureInfo.InvariantCulture, $"The built-in catalogue has no {one}."));
        return Bytes(text[..at] + other + text[(at + one.Length)..]);
    }

    private static string Text(JsonNode catalogue) => catalogue.ToJsonString(Indented).ReplaceLineEndings("\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
