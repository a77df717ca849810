using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Doors;

/// <summary>422: what is understood but wrong. Each error says where, what was sent, and how to put it right; nothing is stored.</summary>
public sealed class SubmissionErrorsTests(SubmissionAnswersTests.OneApp one) : IClassFixture<SubmissionAnswersTests.OneApp>, IAsyncLifetime
{
    private const string Fine = """{ "measure": "platform_members", "count": 1 }""";

    private RunningApp App => one.App;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => StorageImage.AssertNothingStoredAsync(App.Storage);

    public static TheoryData<string, string, string, string?, string, string> Errors => new()
    {
        // body, pointer, code, value, in the Japanese message, in the English one
        { Top("department", "\"9999\""), "/department", "department_unknown", "9999", "所属コードか所属名を確かめて", "check the code or name" },
        { Top("department", "\"\""), "/department", "department_missing", null, "0213", "0213" },
        { Top("department", "{}"), "/department", "department_missing", null, "0213", "0213" },
        { Top("department", "\"0104\""), "/department", "department_not_in_month", "0104", "0105 デジタル戦略課 で提出", "0105" },
        { Top("department", "\"0105\"", "2021-03"), "/department", "department_not_in_month", "0105", "令和3年3月", "2021-03" },
        { Top("month", "\"Apr-21\""), "/month", "month_unreadable", "Apr-21", "2021-06", "2021-06" },
        { Top("month", "\"\""), "/month", "month_missing", null, "2021-06", "2021-06" },
        { Top("month", "\"令和3年13月\""), "/month", "month_no_such_date", "令和3年13月", "1〜12", "1 to 12" },
        { Top("month", "\"昭和99年1月\""), "/month", "month_no_such_year", "昭和99年1月", "令和3年6月", "2021-06" },
        { Top("month", "\"2199-05\""), "/month", "month_no_such_year", "2199-05", "2021-06", "2021-06" },
        { Top("status", "\"maybe\""), "/status", "status_unknown", "maybe", "planned(予定)", "actual or planned" },
        { Top("remark", "\"?\""), "/remark", "unknown_field", "?", "取り除いて", "remove it" },
        { Top("form", "{}"), "/form", "not_an_identifier", null, "200文字", "200 characters" },
        { Top("a/b~c", "1"), "/a~1b~0c", "unknown_field", "1", "取り除いて", "remove it" },
        { Figures(""), "", "nothing_submitted", null, "1件以上", "at least one" },
        { Figures(string.Join(',', Enumerable.Repeat(Fine, 1001))), "", "too_many_items", null, "1000", "1000" },
        { Figures("{ \"count\": 1 }"), "/figures/0/measure", "measure_missing", null, "measure", "measure" },
        { Figures(Fine + ",{ \"measure\": \"cars\", \"count\": 1 }"), "/figures/1/measure", "measure_unknown", "cars", "platform_members", "platform_members" },
        { Figures("{ \"measure\": \"initiatives.ai\", \"count\": 1 }"), "/figures/0/measure", "measure_unknown", "initiatives.ai", "platform_members", "platform_members" },
        { Figures("{ \"measure\": \"overtime\", \"minutes\": 1 }"), "/figures/0/measure", "measure_comes_by_file", "overtime", "drops/overtime", "drops/overtime" },
        { Figures(Fine + "," + Fine), "/figures/1", "measure_doubled", "platform_members", "1つにまとめて", "once" },
        { Figures("{ \"measure\": \"platform_members\", \"count\": 1, \"counts\": 2 }"), "/figures/0/counts", "part_unknown", "2", "count", "count" },
        { Figures("1"), "/figures/0", "not_an_object", null, "{ }", "object" },
        { Body("\"figures\": 5"), "/figures", "not_a_list", null, "配列", "array" },
        { Count("-1"), "/figures/0/count", "number_negative", "-1", "0以上", "negative" },
        { Count("\"△5\""), "/figures/0/count", "number_negative", "△5", "0以上", "negative" },
        { Count("1.5"), "/figures/0/count", "number_not_whole", "1.5", "整数", "whole" },
        { Count("1e30"), "/figures/0/count", "number_unreadable", "1e30", "1234", "1234" },
        { Count("99999999999999"), "/figures/0/count", "number_too_large", "99999999999999", "桁", "digits" },
        { Count("\"12,34\""), "/figures/0/count", "number_grouping", "12,34", "1,234", "1,234" },
        { Count("\"59.4％\""), "/figures/0/count", "number_percent", "59.4％", "件数", "count" },
        { Count("\"たくさん\""), "/figures/0/count", "number_unreadable", "たくさん", "1234", "1234" },
        { Count("\"①\""), "/figures/0/count", "number_unreadable", "①", "1234", "1234" },
        { Count("[1]"), "/figures/0/count", "number_unreadable", null, "1234", "1234" },
        { Count("true"), "/figures/0/count", "number_unreadable", "true", "1234", "1234" },
        { Count("\"\""), "/figures/0/count", "number_missing", "", "0 を入力", "enter 0" },
        { Count("null"), "/figures/0/count", "number_missing", "", "0 を入力", "enter 0" },
        { Count("\"…\""), "/figures/0/count", "number_unknown", "…", "分かってから", "when the number is known" },
        { Count("\"x\""), "/figures/0/count", "number_unknown", "x", "分かってから", "when the number is known" },
        { Figures("{ \"measure\": \"online_procedures\", \"online\": 5 }"), "/figures/0/eligible", "number_missing", "", "0 を入力", "enter 0" },
        { Figures("{ \"measure\": \"online_procedures\", \"online\": 939, \"eligible\": 938 }"), "/figures/0/online", "share_exceeds_whole", "939", "938", "correct one" },
        { Initiative("category", "\"robots\""), "/initiatives/0/category", "category_unknown", "robots", "rpa_ai_ocr", "rpa_ai_ocr" },
        { Initiative("status", "\"done\""), "/initiatives/0/status", "initiative_status_unknown", "done", "implemented", "implemented" },
        { Initiative("status", "3"), "/initiatives/0/status", "initiative_status_unknown", "3", "implemented", "implemented" },
        { Initiative("name", "\"  \""), "/initiatives/0/name", "text_missing", "  ", "1〜200文字", "1 to 200" },
        { Initiative("name", "\"" + new string('長', 201) + "\""), "/initiatives/0/name", "text_unusable", new string('長', 80) + "…", "1〜200文字", "1 to 200" },
        { Initiative("note", "\"\\u0007\""), "/initiatives/0/note", "text_unusable", "\u0007", "制御文字", "control characters" },
        { Initiative("month", "\"R3.13\""), "/initiatives/0/month", "month_no_such_date", "R3.13", "1〜12", "1 to 12" },
        { Initiative("countsTowardTarget", "\"perhaps\""), "/initiatives/0/countsTowardTarget", "not_a_truth_value", "perhaps", "true か false", "true or false" },
        { Initiative("partners", "\"甲社\""), "/initiatives/0/partners", "not_a_list", null, "配列", "array" },
        { Initiative("partners", "[\"甲社\", \"\"]"), "/initiatives/0/partners/1", "text_missing", "", "1〜200文字", "1 to 200" },
        { Initiative("partners", "[" + string.Join(',', Enumerable.Repeat("\"甲社\"", 51)) + "]"), "/initiatives/0/partners", "too_many_partners", null, "50", "50" },
        { Initiative("owner", "\"0213\""), "/initiatives/0/owner", "unknown_field", "0213", "取り除いて", "remove it" },
        { Body("\"initiatives\": [ " + OneInitiative + "," + OneInitiative + " ]"), "/initiatives/1", "initiative_doubled", null, "1つにして", "once" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Each_error_says_where_what_and_how_to_put_it_right(string body, string pointer, string code, string? value, string ja, string en)
    {
        var japanese = await ErrorsAsync(body, "ja");
        var english = await ErrorsAsync(body, "en");

        var error = Assert.Single(japanese, e => Text(e, "pointer") == pointer && Text(e, "code") == code);
        Assert.Equal(["pointer", "code", "value", "message"], error.AsObject().Select(p => p.Key));
        Assert.Equal(value, error["value"]?.GetValue<string>());
        Assert.Contains(ja, Text(error, "message"), StringComparison.Ordinal);
        Assert.Contains(en, Text(Assert.Single(english, e => Text(e, "pointer") == pointer && Text(e, "code") == code), "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_anything_is_told_all_that_it_lacks()
    {
        var errors = await ErrorsAsync("{}", "ja");
        Assert.Equal(["department_missing", "month_missing", "nothing_submitted"], errors.Select(e => Text(e, "code")).Order());
    }

    [Theory]
    [InlineData("9999", "department_unknown")]
    [InlineData("0213", null)]
    [InlineData("0104", null)]
    public async Task Without_a_month_a_department_is_refused_only_when_it_never_was(string department, string? code)
    {
        var errors = await ErrorsAsync(Top("department", $"\"{department}\"", "?"), "ja");
        Assert.Equal(code is null ? ["month_unreadable"] : ["month_unreadable", code], errors.Select(e => Text(e, "code")));
    }

    [Fact]
    public async Task Every_error_is_told_at_once()
    {
        var errors = await ErrorsAsync("""
            { "department": "9999", "month": "2021-06", "status": "maybe", "extra": 1,
              "figures": [ { "measure": "online_procedures", "online": "x", "eligible": -1 }, { "measure": "cars" } ],
              "initiatives": [ { "category": "robots", "name": "", "status": "done", "month": "13" } ] }
            """, "ja");

        Assert.Equal(
            [
                "/department department_unknown", "/extra unknown_field", "/figures/0/eligible number_negative", "/figures/0/online number_unknown", "/figures/1/measure measure_unknown",
                "/initiatives/0/category category_unknown", "/initiatives/0/month month_unreadable", "/initiatives/0/name text_missing", "/initiatives/0/status initiative_status_unknown",
                "/status status_unknown",
            ],
            errors.Select(e => $"{Text(e, "pointer")} {Text(e, "code")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_wrong_figure_keeps_the_right_ones_out_too()
    {
        await ErrorsAsync(Figures(Fine + """,{ "measure": "seal_abolitions", "count": -1 }"""), "ja");
        await StorageImage.AssertNothingStoredAsync(App.Storage);
    }

    [Fact]
    public async Task A_form_s_errors_name_its_fields()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/submissions")
        {
            Content = new FormUrlEncodedContent(
            [
                new("department", "0213"), new("department", "0211"), new("month", "13"), new("online_procedures.online", "5"), new("initiatives.3.name", "名"), new("colour", "red"), new("overtime.minutes", "1"),
            ]),
        };
        using var answer = await App.Client.SendAsync(request);
        await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        var errors = (await answer.JsonAsync())["errors"]!.AsArray().Select(e => $"{Text(e!, "pointer")} {Text(e!, "code")}").ToHashSet();
        Assert.Superset(
            new HashSet<string> { "department doubled_field", "month month_unreadable", "online_procedures.eligible number_missing", "colour unknown_field", "overtime measure_comes_by_file" },
            errors);
        Assert.Contains(errors, e => e.StartsWith("initiatives.3", StringComparison.Ordinal) && e.EndsWith(" category_unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_form_lacks_is_named_as_its_field_would_be()
    {
        using var answer = await App.Client.PostAsync("api/submissions", new FormUrlEncodedContent([new("department", "0213")]));
        await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains((await answer.JsonAsync())["errors"]!.AsArray(), e => Text(e!, "pointer") == "month" && Text(e!, "code") == "month_missing");
    }

    private async Task<List<JsonNode>> ErrorsAsync(string body, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/submissions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await App.Client.SendAsync(request);
        Assert.Equal("invalid-submission", await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity));
        var problem = await answer.JsonAsync();
        Assert.Contains(language == "ja" ? "何も保存していません" : "Nothing was stored", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        return [.. problem["errors"]!.AsArray().Select(e => e!)];
    }

    [Fact]
    public async Task Of_ten_thousand_errors_the_first_hundred_are_shown_with_their_count()
    {
        var body = Body(string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"\"x{i}\": 1")) + $", \"figures\": [ {Fine} ]");
        using var answer = await App.SubmitAsync(body);
        Assert.Equal("invalid-submission", await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity));
        var problem = await answer.JsonAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"/x{i}"), problem["errors"]!.AsArray().Select(e => Text(e!, "pointer")));
        Assert.Contains("誤りが10000件あります(はじめの100件", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static string Text(JsonNode error, string name) => error[name]!.GetValue<string>();

    private static string Top(string name, string value, string month = "2021-06")
    {
        var fields = new Dictionary<string, string> { ["department"] = "\"0213\"", ["month"] = $"\"{month}\"", ["figures"] = $"[ {Fine} ]" };
        fields[name] = value;
        return "{ " + string.Join(", ", fields.Select(f => $"\"{f.Key}\": {f.Value}")) + " }";
    }

    private static string Body(string rest) => $$"""{ "department": "0213", "month": "2021-06", {{rest}} }""";

    private static string Figures(string figures) => Body($"\"figures\": [ {figures} ]");

    private static string Count(string count) => Figures($$"""{ "measure": "platform_members", "count": {{count}} }""");

    private const string OneInitiative = """{ "category": "ai", "name": "議事録", "status": "decided" }""";

    private static string Initiative(string name, string value)
    {
        var fields = new Dictionary<string, string> { ["category"] = "\"ai\"", ["name"] = "\"議事録\"", ["status"] = "\"decided\"" };
        fields[name] = value;
        return Body("\"initiatives\": [ { " + string.Join(", ", fields.Select(f => $"\"{f.Key}\": {f.Value}")) + " } ]");
    }
}
