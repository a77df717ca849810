using System.Text.Json.Nodes;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>The same for catalogues, mappings of forms and texts of reports, which are JSON.</summary>
internal static class ReferenceJsonAdvice
{
    public const string Form = "forms/advice.json", Report = "report-texts/2021.json";

    /// <summary>What a form's answer publishes by a right mapping.</summary>
    public const string Members = "platform_members 0102 202106 count=12";

    /// <summary>The ids of the form's questions: section, month and number.</summary>
    public static readonly string[] Questions = [.. "123".Select(d => "r" + new string(d, 32))];

    private static readonly string[] Fields = ["department", "month", "platform_members.count"];

    public static readonly IReadOnlyList<ReferenceAdvice> All = [.. OfCatalogue(), .. OfForm(), .. OfReport()];

    /// <summary>The built-in catalogue with a measure of which something was handed in.</summary>
    public static byte[] Base => Catalogue(_ => { });

    private static IEnumerable<ReferenceAdvice> OfCatalogue()
    {
        const string file = ReferenceFiles.Catalogue, lent = "lendings flow part_lendings";
        static byte[] WithLendings(Action<JsonObject> change) => Catalogue(c =>
            c["measures"]!.AsArray().Add(With(BadCatalogues.Measure("lendings", "貸出"), change)));
        static byte[] Text(string one, string other)
        {
            var text = System.Text.Encoding.UTF8.GetString(WithLendings(_ => { }));
            var at = text.LastIndexOf(one, StringComparison.Ordinal);
            Assert.True(at > 0);
            return ReferenceAdvice.Bytes(text[..at] + other + text[(at + one.Length)..]);
        }

        var right = WithLendings(_ => { });
        yield return new("property_missing", file, WithLendings(m => m.Remove("kind")), right, lent);
        yield return new("unknown_property", file, WithLendings(m => m["colour"] = "赤"), right, lent);
        yield return new("wrong_value", file, WithLendings(m => m["kind"] = "flows"), right, lent);
        yield return new("wrong_value", file, WithLendings(m => m["parts"] = "part_lendings"), right, lent);
        yield return new("doubled", file, Text("\"kind\": \"flow\"", "\"kind\": \"flow\", \"kind\": \"stock\""), right, lent);
        yield return new("not_json", file, Text("\"kind\": \"flow\",", "\"kind\": \"flow\""), right, lent);
        yield return new("unusable_character", file, WithLendings(m => m["nameJa"] = "貸\u0007出"), right, lent);
        yield return new("unusable_character", file, Text("貸出", "\\ud83d"), right, lent);
        yield return new("encoding", file, [.. WithLendings(_ => { }), 0xFF], right, lent);
        yield return new("too_large", file, [.. right, .. new byte[6 * 1024 * 1024]], right, lent);
        yield return new("wrong_value", file, WithLendings(m => m["id"] = "Lendings"), right, lent);
        yield return new("not_a_catalogue", file, WithLendings(m => m["nameJa"] = "相談"), right, lent);
        yield return new("not_a_catalogue", file, Catalogue(c => c["indicators"]!.AsArray().Add(BadCatalogues.Indicator("a", "sum", "count", "lendings"))),
            Catalogue(c => c["indicators"]!.AsArray().Add(BadCatalogues.Indicator("a", "sum", "count"))), "a of seal_abolitions");
        yield return new("unknown_department", file, Sections("102"), Sections("0102"), "seal_abolitions owed by 0102");

        // Of the measure that something was handed in of.
        yield return new("measure_vanished", file, BadCatalogues.Changed(_ => { }), Catalogue(c => Consultations(c)["until"] = 2024),
            "consultations flow part_consultations(件) until 2024");
        yield return new("measure_changed", file, Catalogue(c => Consultations(c)["kind"] = "stock"),
            Catalogue(c => c["measures"]!.AsArray().Add(With(BadCatalogues.Measure("lendings", "貸出"), m => m["kind"] = "stock"))),
            "lendings stock part_lendings");
        yield return new("unit_changed", file, Catalogue(c => Consultations(c)["parts"]![0]!["unit"] = "千件"),
            Catalogue(c => c["measures"]!.AsArray().Add(With(BadCatalogues.Measure("lendings", "貸出"), m => m["parts"]![0]!["unit"] = "千件"))),
            "lendings flow part_lendings(千件)");

        static byte[] Sections(string section) => Catalogue(c => c["owed"]!.AsArray().Add(Owed("seal_abolitions", section)));
    }

    private static JsonObject Owed(string measure, string section) => new()
    {
        ["measure"] = measure,
        ["departments"] = new JsonArray(section),
        ["from"] = "2020-04",
        ["dueBusinessDay"] = 10,
    };

    private static IEnumerable<ReferenceAdvice> OfForm()
    {
        static ReferenceAdvice Of(string code, Action<JsonObject> wrong, Action<JsonObject>? right = null) =>
            new(code, Form, Mapping(wrong), Mapping(right ?? (_ => { })), Members);

        static JsonObject Workbook() => new() { ["drive"] = "b!1", ["item"] = "01A" };

        static void WithColumns(JsonObject mapping)
        {
            mapping["workbook"] = Workbook();
            foreach (var (at, question) in Questions.Index())
            {
                mapping["questions"]![question] = new JsonObject { ["field"] = Fields[at], ["column"] = $"質問{at}" };
            }
        }

        yield return new("not_a_mapping", Form, ReferenceAdvice.Bytes("{ \"form\": "), Mapping(_ => { }), Members);
        yield return Of("not_a_mapping", m => m["version"] = 1);
        yield return Of("unknown_property", m => m["question"] = new JsonObject());
        yield return Of("form_differs", m => m["form"] = "monthly");
        yield return Of("version_missing", m => m.Remove("version"));
        yield return Of("questions_missing", m => m["questions"] = new JsonObject());
        yield return Of("not_a_question", m => m["questions"]!["質問4"] = "status");
        yield return Of("not_a_field", m => m["questions"]![Questions[0]] = "所属");
        yield return Of("field_doubled", m => m["fixed"] = new JsonObject { ["month"] = "2021-06" });
        yield return Of("field_or_ignore", m => m["questions"]!["r" + new string('4', 32)] = new JsonObject { ["optional"] = true },
            m => m["questions"]!["r" + new string('4', 32)] = new JsonObject { ["ignore"] = true });
        yield return Of("too_large", m => m["comment"] = new string('あ', 300 * 1024));
        yield return Of("workbook_ids", m => { WithColumns(m); m["workbook"]!.AsObject().Remove("item"); }, WithColumns);
        yield return Of("workbook_departments", m => { WithColumns(m); m["workbook"]!["departments"] = new JsonArray("財政課"); },
            m => { WithColumns(m); m["workbook"]!["departments"] = new JsonArray("0102"); });
        yield return Of("column_missing", m => m["workbook"] = Workbook(), WithColumns);
        yield return Of("column_doubled", m => { WithColumns(m); m["questions"]![Questions[1]]!["column"] = "質問0"; }, WithColumns);
        yield return Of("column_of_forms", m => { WithColumns(m); m["questions"]![Questions[1]]!["column"] = "完了時刻"; }, WithColumns);
    }

    private static IEnumerable<ReferenceAdvice> OfReport()
    {
        static byte[] Texts(string purpose, int year = 2021, int last = 2022, string more = "") => ReferenceAdvice.Bytes(
            $$"""
            { "fiscalYear": {{year}}, "lastFiscalYear": {{last}}, "issued": "令和4年3月", "issuer": "創造改革課", "purpose": [{{purpose}}],
              "measures": {}{{more}} }
            """);

        static ReferenceAdvice Of(byte[] wrong) => new("not_report_texts", Report, wrong, Texts("\"本文\""), "本文");

        yield return Of([]);
        yield return Of(ReferenceAdvice.Bytes("null"));
        yield return Of(Texts("\"本文\"", year: 2022));
        yield return Of(Texts("\"本文\"", last: 2020));
        yield return Of(Texts("\"本文\", null"));
        yield return Of(Texts("\"{ppp_projects:programme@latest\""));
        yield return Of(Texts("\"{no_such_indicator:programme@latest}\""));
        yield return Of(Texts("\"本文\"", more: ", \"notes\": { \"no_such_indicator\": \"注\" }"));
        yield return Of(Texts("\"一行\\n二行\""));
        yield return Of(Texts("\"本文\"", more: ", \"purposes\": []"));
    }

    private static byte[] Mapping(Action<JsonObject> change)
    {
        var questions = new JsonObject();
        foreach (var (at, question) in Questions.Index())
        {
            questions[question] = Fields[at];
        }

        return ReferenceAdvice.Bytes(With(new() { ["form"] = "advice", ["version"] = "1", ["questions"] = questions }, change).ToJsonString());
    }

    private static byte[] Catalogue(Action<JsonNode> change) => BadCatalogues.Changed(c =>
    {
        c["measures"]!.AsArray().Add(With(BadCatalogues.Measure("consultations", "相談"), m => m["parts"]![0]!["unit"] = "件"));
        c["owed"]!.AsArray().Add(Owed("consultations", "0102"));
        change(c);
    });

    private static JsonNode Consultations(JsonNode catalogue) => catalogue["measures"]!.AsArray()[^1]!;

    private static JsonObject With(JsonObject json, Action<JsonObject> change)
    {
        change(json);
        return json;
    }
}
