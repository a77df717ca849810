using static SmartToyonaka.Tests.Intake.OfficeFiles.SentBody;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>A wrong submission, the same as its message advises, and what is published of that.</summary>
/// <param name="Code">What the wrong one is told.</param>
/// <param name="Wrong">The wrong one.</param>
/// <param name="Right">After the advice.</param>
/// <param name="Published">Everything that is published then, separated by <c>;</c>.</param>
internal sealed record SubmissionAdvice(string Code, SentBody Wrong, SentBody Right, string Published)
{
    /// <summary>Bodies in JSON and as fields of a form.</summary>
    public static IReadOnlyList<SubmissionAdvice> Bodies { get; } =
    [
        // Months and departments
        new("month_is_fraction", Month("2021.1"), Month("2021-10"), "platform_members 0102 202110 count=12"),
        new("month_is_fraction", Json("""{ "department": "0102", "month": 2021.1, "figures": [{ "measure": "platform_members", "count": 12 }] }"""),
            Month("2021-01"), "platform_members 0102 202101 count=12"),
        new("month_ambiguous", Month("50304"), Month("2021-04"), "platform_members 0102 202104 count=12"),
        new("month_ambiguous", Month("210401"), Month("令和3年4月"), "platform_members 0102 202104 count=12"),
        new("month_year_wrong", Month("1903/6/1"), Month("令和3年6月"), Members),
        new("month_too_far", Month("2121-03", "planned"), Month("2022-03", "planned"), "platform_members 0102 202203 count=12 planned"),
        new("month_unreadable", Month("Jun-21"), Month("2021-06"), Members),
        new("month_no_such_date", Month("2021-13"), Month("2021-12"), "platform_members 0102 202112 count=12"),
        new("month_no_such_year", Month("昭和99年6月"), Month("令和3年6月"), Members),
        new("month_missing", Month(""), Month("2021-06"), Members),
        new("month_in_future", Month("2121-06"), Month("2021-06"), Members),
        new("department_missing", Department(""), Department("0102"), Members),
        new("department_unknown", Department("9999"), Department("0102"), Members),
        new("department_unknown", Department("なんとか課"), Department("102"), Members),
        new("department_ambiguous", Initiative("name", "\"議事録\"", "101"), Initiative("name", "\"議事録\"", "0101"), "ai 議事録 0101 decided True"),
        new("department_not_in_month", Initiative("name", "\"議事録\"", "0104"), Initiative("name", "\"議事録\"", "0105"),
            "ai 議事録 0105 decided True"),

        // Numbers
        new("number_missing", Count("\"\""), Count("0"), "platform_members 0102 202106 count=0"),
        new("number_missing", Count("\"\""), Count("12"), Members),
        new("number_unknown", Count("\"…\""), Count("12"), Members),
        new("number_unknown", Count("\"x\""), Count("12"), Members),
        new("number_negative", Count("\"△12\""), Count("12"), Members),
        new("number_not_whole", Count("12.5"), Count("12"), Members),
        new("number_too_large", Count("1200000000000"), Count("12"), Members),
        new("number_grouping", Count("\"12,34\""), Count("\"1,234\""), "platform_members 0102 202106 count=1234"),
        new("number_percent", Count("\"59.4％\""), Count("12"), Members),
        new("number_unreadable", Count("\"①②\""), Count("12"), Members),
        new("number_unreadable", Count("\"12人\""), Count("\"12\""), Members),
        new("cell_error", Count("\"#REF!\""), Count("12"), Members),
        new("cell_error", Count("\"1.2E+01\""), Count("12"), Members),
        new("share_exceeds_whole", Online("\"online\": 12, \"eligible\": 9"), Online("\"online\": 9, \"eligible\": 12"), Procedures),

        // Figures
        new("measure_missing", Figures("""{ "count": 12 }"""), Count("12"), Members),
        new("measure_unknown", Figures("""{ "measure": "members", "count": 12 }"""), Count("12"), Members),
        new("measure_unknown", Figures("""{ "measure": "members", "count": 12 }"""),
            Figures("""{ "measure": "公民学連携プラットフォーム登録数", "count": 12 }"""), Members),
        new("measure_doubled", Figures(Twelve + "," + Twelve), Count("12"), Members),
        new("measure_comes_by_file", Figures(Twelve + """, { "measure": "staff", "headcount": 5 }"""), Count("12"), Members),
        new("measure_not_owed", Department("0213"), Department("0102"), Members),
        new("measure_not_owed", Online("\"online\": 9, \"eligible\": 12 }, { \"measure\": \"managed_facilities\", \"count\": 4"),
            Online("\"online\": 9, \"eligible\": 12"), Procedures),
        new("part_unknown", Figures("""{ "measure": "platform_members", "count": 12, "counts": 13 }"""), Count("12"), Members),
        new("withdrawn_with_number", Figures("""{ "measure": "platform_members", "count": 12, "withdraw": true }"""), Count("12"), Members),
        new("withdrawn_with_number", Form("department=0102&month=2021-06&platform_members.count=12&platform_members.withdraw=取消"),
            Form("department=0102&month=2021-06&platform_members.count=12"), Members),
        new("status_unknown", Month("2021-06", "maybe"), Month("2021-06", "planned"), Members + " planned"),
        new("status_unknown", Month("2021-06", "maybe"), Month("2021-06", "実績"), Members),
        new("nothing_submitted", Figures(""), Count("12"), Members),
        new("too_many_items", Figures(string.Join(',', Enumerable.Repeat(Twelve, 1_001))), Count("12"), Members),

        // Initiatives
        new("category_unknown", Initiative("category", "\"ロボット\""), Initiative("category", "\"rpa_ai_ocr\""),
            "rpa_ai_ocr 議事録 0102 decided True"),
        new("initiative_status_unknown", Initiative("status", "\"完了\""), Initiative("status", "\"implemented\""),
            "ai 議事録 0102 implemented True"),
        new("not_a_truth_value", Initiative("countsTowardTarget", "\"たぶん\""), Initiative("countsTowardTarget", "false"),
            "ai 議事録 0102 decided False"),
        new("not_a_truth_value", Initiative("countsTowardTarget", "\"たぶん\""), Initiative("countsTowardTarget", "true"), Minutes),
        new("initiative_doubled", Initiatives($"{OneInitiative}, {OneInitiative}"), Initiatives(OneInitiative), Minutes),
        new("too_many_partners", Partners(51), Partners(50), Minutes + " " + string.Join('、', Enumerable.Range(1, 50).Select(i => $"{i}社"))),
        new("initiative_too_large", Initiative("partners", $"[{string.Join(',', Enumerable.Repeat($"\"{Emoji(100)}\"", 50))}]"),
            Initiative("partners", "[\"A社\"]"), Minutes + " A社"),
        new("text_missing", Initiative("name", "\"\""), Initiative("name", "\"議事録\""), Minutes),
        new("text_unusable", Initiative("name", "\"議事\\uE000\""), Initiative("name", "\"議事録\""), Minutes),
        new("text_unusable", Initiative("note", $"\"{new string('長', 1_001)}\""), Initiative("note", "\"試行\""), Minutes + " 試行"),
        new("half_a_character", Initiative("name", "\"議事録\\ud83d\""), Initiative("name", "\"議事録\\ud83d\\ude00\""),
            "ai 議事録😀 0102 decided True"),
        new("broken_escape", Form("department=0102&month=2021-06&initiatives.0.category=ai&initiatives.0.name=議事録&initiatives.0.status=decided"
            + "&initiatives.0.note=100%"), Form("department=0102&month=2021-06&initiatives.0.category=ai&initiatives.0.name=議事録"
            + "&initiatives.0.status=decided&initiatives.0.note=100%25"), Minutes + " 100%"),

        // Fields
        new("unknown_field", Body($"\"figures\": [{Twelve}], \"mouth\": \"2021-05\""), Count("12"), Members),
        new("doubled_field", Form("department=0102&month=2021-06&month=2021-05&platform_members.count=12"),
            Form("department=0102&month=2021-06&platform_members.count=12"), Members),
        new("doubled_name", Figures("""{ "measure": "platform_members", "count": 12, "count": 13 }"""), Count("12"), Members),
        new("not_an_identifier", Body($"\"figures\": [{Twelve}], \"responseId\": \"{new string('1', 201)}\""),
            Body($"\"figures\": [{Twelve}], \"responseId\": \"{new string('1', 200)}\""), Members),
        new("not_a_list", Body($"\"figures\": {Twelve}"), Body($"\"figures\": [{Twelve}]"), Members),
        new("not_an_object", Figures("12"), Figures(Twelve), Members),
        new("body_empty", Json(""), Count("12"), Members),
        new("not_json", Json("""{ "department": "0102", "month": 2021-06 }"""), Count("12"), Members),
        new("too_deep", Body($"\"figures\": [[[[[[[[[{Twelve}]]]]]]]]]"), Count("12"), Members),
        new("file_as_json", Json($$"""{ "$content-type": "text/csv", "$content": "{{Convert.ToBase64String(Lines(Fine))}}" }"""),
            Csv(Fine), Members),

        // Answers of Microsoft Forms
        new("response_id_missing", Body($"\"figures\": [{Twelve}], \"form\": \"f\", \"responseId\": \"\""),
            Body($"\"figures\": [{Twelve}], \"form\": \"f\", \"responseId\": \"a1\""), Members),
        new("response_id_missing", Answer("", Month6), Answer("b1", Month6), Members),
        new("form_missing", Json($$"""{ "responseId": "b2", "answers": { {{Asked}}, {{Month6}} } }"""), Answer("b2", Month6), Members),
        new("question_missing", Answer("b3", "\"submitDate\": \"7/5/2021 1:23:45 AM\""), Answer("b3", Month6), Members),
        new("submit_date_unreadable", Answer("b4", Month6 + ", \"submitDate\": \"令和3年7月5日\""),
            Answer("b4", Month6 + ", \"submitDate\": \"7/5/2021 1:23:45 AM\""), Members),
        new("more_than_one_choice", Answer("b5", Month6.Replace("2021-06", "[\\\"2021-06\\\",\\\"2021-07\\\"]", StringComparison.Ordinal)),
            Answer("b5", Month6), Members),
    ];

    internal const string Members = "platform_members 0102 202106 count=12", Minutes = "ai 議事録 0102 decided True",
        Procedures = "online_procedures 0213 202106 eligible=12;online_procedures 0213 202106 online=9",
        Fine = "項目,件数|公民学連携プラットフォーム登録数,12";

    private const string Twelve = """{ "measure": "platform_members", "count": 12 }""",
        OneInitiative = """{ "category": "ai", "name": "議事録", "status": "decided" }""",
        Asked = """ "r3566981ebdfd4481fc606b54fa9155d1": "0102", "re33e0bfed34e1ff1b74efc2a7b575a31": "12" """,
        Month6 = """ "r2139b2505a0248fed8e137c17f44dee5": "2021-06" """;

    private static SentBody Body(string rest) => Json($$"""{ "department": "0102", "month": "2021-06", {{rest}} }""");

    private static SentBody Figures(string figures) => Body($"\"figures\": [ {figures} ]");

    private static SentBody Count(string count) => Figures($$"""{ "measure": "platform_members", "count": {{count}} }""");

    private static SentBody Month(string month, string status = "actual") =>
        Json($$"""{ "department": "0102", "month": "{{month}}", "status": "{{status}}", "figures": [{{Twelve}}] }""");

    private static SentBody Department(string department) =>
        Json($$"""{ "department": "{{department}}", "month": "2021-06", "figures": [{{Twelve}}] }""");

    private static SentBody Online(string numbers) =>
        Json($$"""{ "department": "0213", "month": "2021-06", "figures": [{ "measure": "online_procedures", {{numbers}} }] }""");

    private static SentBody Initiatives(string list, string department = "0102") =>
        Json($$"""{ "department": "{{department}}", "month": "2021-06", "initiatives": [ {{list}} ] }""");

    private static SentBody Initiative(string name, string value, string department = "0102")
    {
        var fields = new Dictionary<string, string> { ["category"] = "\"ai\"", ["name"] = "\"議事録\"", ["status"] = "\"decided\"" };
        fields[name] = value;
        return Initiatives("{ " + string.Join(", ", fields.Select(f => $"\"{f.Key}\": {f.Value}")) + " }", department);
    }

    private static SentBody Partners(int count) =>
        Initiative("partners", $"[{string.Join(',', Enumerable.Range(1, count).Select(i => $"\"{i}社\""))}]");

    private static string Emoji(int count) => string.Concat(Enumerable.Repeat("😀", count));

    private static SentBody Answer(string id, string more) =>
        Json($$"""{ "form": "monthly-figures", "responseId": "{{id}}", "answers": { {{Asked}}, {{more}} } }""");
}
