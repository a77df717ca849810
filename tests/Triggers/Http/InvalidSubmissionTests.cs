using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Triggers.Http.InvalidJson;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>422: what is understood but wrong. Every error is told at once, of very many the first; nothing is stored.</summary>
public sealed class InvalidSubmissionTests(AcceptedSubmissionTests.AppFixture one) : IClassFixture<AcceptedSubmissionTests.AppFixture>,
    IAsyncLifetime
{
    private const string Fine = """{ "measure": "platform_members", "count": 1 }""";

    private RunningApp App => one.App;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => StorageSnapshot.AssertNothingStoredAsync(App.Storage);

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
                "/department department_unknown", "/extra unknown_field", "/figures/0/eligible number_negative",
                    "/figures/0/online number_unknown", "/figures/1/measure measure_unknown",
                "/initiatives/0/category category_unknown", "/initiatives/0/month month_unreadable", "/initiatives/0/name text_missing",
                    "/initiatives/0/status initiative_status_unknown",
                "/status status_unknown",
            ],
            errors.Select(e => $"{Text(e, "pointer")} {Text(e, "code")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_wrong_figure_keeps_the_right_ones_out_too()
    {
        await ErrorsAsync(InvalidJson.Figures(Fine + """,{ "measure": "seal_abolitions", "count": -1 }"""), "ja");
        await StorageSnapshot.AssertNothingStoredAsync(App.Storage);
    }

    [Fact]
    public async Task A_form_s_errors_name_its_fields()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/submissions")
        {
            Content = new FormUrlEncodedContent(
            [
                new("department", "0213"), new("department", "0211"), new("month", "13"), new("online_procedures.online", "5"),
                    new("initiatives.3.name", "名"), new("colour", "red"), new("overtime.minutes", "1"),
            ]),
        };
        using var answer = await App.Client.SendAsync(request);
        await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        var errors = (await answer.JsonAsync())["errors"]!.AsArray().Select(e => $"{Text(e!, "pointer")} {Text(e!, "code")}").ToHashSet();
        Assert.Superset(
            new HashSet<string> { "department doubled_field", "month month_unreadable", "online_procedures.eligible number_missing",
                "colour unknown_field", "overtime measure_comes_by_file" },
            errors);
        Assert.Contains(errors, e => e.StartsWith("initiatives.3", StringComparison.Ordinal)
            && e.EndsWith(" category_unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_form_lacks_is_named_as_its_field_would_be()
    {
        using var answer = await App.Client.PostAsync("api/submissions", new FormUrlEncodedContent([new("department", "0213")]));
        await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains((await answer.JsonAsync())["errors"]!.AsArray(), e => Text(e!, "pointer") == "month"
            && Text(e!, "code") == "month_missing");
    }

    private async Task<List<JsonNode>> ErrorsAsync(string body, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "api/submissions")
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await App.Client.SendAsync(request);
        Assert.Equal("invalid-submission", await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity));
        var problem = await answer.JsonAsync();
        Assert.Contains(language == "ja" ? "何も保存していません" : "Nothing was stored", problem["detail"]!.GetValue<string>(),
            StringComparison.Ordinal);
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
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, 100_000);
    }

    [Fact]
    public async Task The_same_of_a_form_and_of_files()
    {
        var line = "department=0213&month=2021-06&seal_abolitions.count=1&"
            + string.Join('&', Enumerable.Range(0, 9_990).Select(i => $"x{i}=1"));
        await AssertCutAsync(new StringContent(line, Encoding.UTF8, "application/x-www-form-urlencoded"), 9_990);

        // Five faults in each of a thousand rows.
        var rows = string.Concat(Enumerable.Repeat("?,,?,?,,?,\n", 1_000));
        foreach (var (name, content) in new[] { ("i.csv", Encoding.UTF8.GetBytes("区分,名称,段階,年月,連携先,目標に数える,備考\n" + rows)),
            ("i.xlsx", Sheet()) })
        {
            using var form = new MultipartFormDataContent { { new StringContent("0213"), "department" },
                { new StringContent("2021-06"), "month" } };
            form.Add(new ByteArrayContent(content), "file", name);
            await AssertCutAsync(form, 5_000);
        }

        static byte[] Sheet() =>
            new Workbook().Sheet("S", [["区分", "名称", "段階", "年月", "連携先", "目標に数える", "備考"],
                .. Enumerable.Repeat<string?[]>(["?", "", "?", "?", "", "?", ""], 1_000)]).ToBytes();

        async Task AssertCutAsync(HttpContent content, int count)
        {
            using var answer = await App.Client.PostAsync("api/submissions", content);
            Assert.Equal("invalid-submission", await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity));
            var problem = await answer.JsonAsync();
            Assert.Equal(100, problem["errors"]!.AsArray().Count);
            Assert.Contains($"誤りが{count}件あります(はじめの100件", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, 100_000);
        }
    }

    private static string Text(JsonNode error, string name) => error[name]!.GetValue<string>();
}
