using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>What an accepted submission answers, in every spelling and type of body.</summary>
public sealed class AcceptedSubmissionTests(AcceptedSubmissionTests.AppFixture one) : IClassFixture<AcceptedSubmissionTests.AppFixture>
{
    private static int next;

    private RunningApp App => one.App;

    [Fact]
    public async Task The_receipt_has_the_fields_of_the_contract_and_no_location_to_poll()
    {
        var before = DateTimeOffset.UtcNow;
        using var answer = await App.SubmitAsync("""
            { "form": "monthly-figures", "responseId": "receipt-1", "department": "0704", "month": "2021-06", "status": "actual",
              "figures": [ { "measure": "online_procedures", "online": 472, "eligible": 938 }, { "measure": "platform_members", "count": 26 } ],
              "initiatives": [ { "category": "rpa_ai_ocr", "name": "相続人代表者設定", "status": "implemented", "month": "2021-05",
                                 "partners": [], "countsTowardTarget": true, "note": "" } ] }
            """);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.False(answer.Headers.Contains("Location"));
        Assert.False(answer.Headers.Contains("Idempotency-Replayed"));
        var receipt = (await answer.JsonAsync()).AsObject();
        Assert.Equal(["id", "receivedAt", "department", "month", "state", "created", "corrected", "unchanged", "withdrawn", "held",
            "warnings", "links"], receipt.Select(p => p.Key));
        var id = receipt["id"]!.GetValue<string>();
        Assert.NotEmpty(id);
        Assert.InRange(receipt["receivedAt"]!.GetValue<DateTimeOffset>(), before.AddSeconds(-1), DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(("0704", "2021-06"), (receipt["department"]!.GetValue<string>(), receipt["month"]!.GetValue<string>()));
        Assert.Equal((3, 0, 0), Counts(receipt));
        Assert.Equal($"/api/submissions/{id}", receipt["links"]!["self"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2021-06")]
    [InlineData("2021/6")]
    [InlineData("202106")]
    [InlineData("令和3年6月")]
    [InlineData("R3.6")]
    [InlineData("Ｒ３／６")]
    [InlineData("2021年6月")]
    [InlineData("2021-06-01")]
    public async Task Every_spelling_of_a_month_is_understood(string month)
    {
        var receipt = await App.AcceptedAsync(Members(month: month));
        Assert.Equal("2021-06", receipt["month"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"0213\"", "0213")]
    [InlineData("\"213\"", "0213")]
    [InlineData("213", "0213")]
    [InlineData("\"０２１３\"", "0213")]
    [InlineData("\"市民税課\"", "0213")]
    [InlineData("\"市民税課（本庁）\"", "0213")]
    [InlineData("\"市民税課(本庁)\"", "0213")]
    [InlineData("\"市民税　課\"", "0213")]
    [InlineData("\"ﾃﾞｼﾞﾀﾙ戦略課\"", "0105")]
    [InlineData("\"障がい福祉課\"", "0602")]
    public async Task A_department_is_known_by_its_code_its_name_and_its_other_spellings(string sent, string code)
    {
        var receipt = await App.AcceptedAsync(Members(department: sent));
        Assert.Equal(code, receipt["department"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_month_decides_which_department_a_name_means()
    {
        Assert.Equal("0104", (await App.AcceptedAsync(Members("\"情報政策課\"", "2021-03")))["department"]!.GetValue<string>());
        Assert.Equal("0105", (await App.AcceptedAsync(Members("\"デジタル戦略課\"", "2021-04")))["department"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("1234.0")]
    [InlineData("1.234e3")]
    [InlineData("\"1234\"")]
    [InlineData("\"1,234\"")]
    [InlineData("\"１２３４\"")]
    [InlineData("\"１，２３４\"")]
    [InlineData("\" 1234 \"")]
    public async Task A_number_is_the_same_however_it_is_written(string number)
    {
        // The eligible number says that the online one was read: a larger one would be refused, a smaller one would not be "unchanged".
        var department = "\"0101\"";
        await App.AcceptedAsync(
            $$"""{ "department": {{department}}, "month": "2020-05", "responseId": "{{Unique()}}", "figures": [ { "measure": "platform_members", "count": 1234 } ] }""");
        var receipt = await App.AcceptedAsync(
            $$"""{ "department": {{department}}, "month": "2020-05", "responseId": "{{Unique()}}", "figures": [ { "measure": "platform_members", "count": {{number}} } ] }""");
        Assert.Equal((0, 0, 1), Counts(receipt));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("－")]
    [InlineData("-")]
    public async Task Nil_is_zero_where_things_are_counted(string number)
    {
        await App.AcceptedAsync(Count("0102", "2020-05", "0"));
        Assert.Equal((0, 0, 1), Counts(await App.AcceptedAsync(Count("0102", "2020-05", $"\"{number}\""))));
    }

    [Fact]
    public async Task What_is_said_first_is_created_what_changes_it_corrects_and_what_repeats_it_is_unchanged()
    {
        Assert.Equal((2, 0, 0), Counts(await App.AcceptedAsync(Two(10, 5))));
        Assert.Equal((0, 1, 1), Counts(await App.AcceptedAsync(Two(11, 5))));
        Assert.Equal((0, 0, 2), Counts(await App.AcceptedAsync(Two(11, 5))));
        Assert.Equal((0, 2, 0), Counts(await App.AcceptedAsync(Two(10, 6))));

        static string Two(int members, int seals) => $$"""
            { "department": "0301", "month": "2021-07", "responseId": "{{Unique()}}",
              "figures": [ { "measure": "platform_members", "count": {{members}} }, { "measure": "seal_abolitions", "count": {{seals}} } ] }
            """;
    }

    [Fact]
    public async Task An_initiative_is_told_apart_by_category_name_and_department()
    {
        Assert.Equal((1, 0, 0), Counts(await App.AcceptedAsync(Initiative("1501", "臨時会計年度任用職員に係る例月の給与支払処理", "rpa_ai_ocr", "considering"))));
        Assert.Equal((1, 0, 0), Counts(await App.AcceptedAsync(Initiative("0303", "臨時会計年度任用職員に係る例月の給与支払処理", "rpa_ai_ocr", "considering"))));
        Assert.Equal((1, 0, 0), Counts(await App.AcceptedAsync(Initiative("1501", "臨時会計年度任用職員に係る例月の給与支払処理", "ai", "considering"))));
        Assert.Equal((0, 1, 0), Counts(await App.AcceptedAsync(Initiative("1501", "臨時会計年度任用職員に係る例月の給与支払処理", "rpa_ai_ocr", "implemented"))));

        static string Initiative(string department, string name, string category, string status) => $$"""
            { "department": "{{department}}", "month": "2021-07", "responseId": "{{Unique()}}",
              "initiatives": [ { "category": "{{category}}", "name": "{{name}}", "status": "{{status}}" } ] }
            """;
    }

    [Fact]
    public async Task Planned_and_actual_figures_of_one_month_are_two()
    {
        Assert.Equal((1, 0, 0), Counts(await App.AcceptedAsync(Count("0401", "2021-08", "5", "actual"))));
        Assert.Equal((1, 0, 0), Counts(await App.AcceptedAsync(Count("0401", "2021-08", "5", "planned"))));
        Assert.Equal((0, 0, 1), Counts(await App.AcceptedAsync(Count("0401", "2021-08", "5", "planned"))));
    }

    [Fact]
    public async Task A_form_sends_the_same_fields_flat()
    {
        await App.AcceptedAsync("""
            { "department": "0502", "month": "2021-06", "responseId": "as-json",
              "figures": [ { "measure": "online_procedures", "online": 472, "eligible": 938 } ],
              "initiatives": [ { "category": "ai", "name": "議事録", "status": "decided", "partners": ["甲社", "乙大学"], "countsTowardTarget": false, "note": "試行" } ] }
            """);
        using var answer = await App.Client.PostAsync("api/submissions", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["department"] = "0502",
            ["month"] = "R3.6",
            ["responseId"] = "as-form",
            ["online_procedures.online"] = "472",
            ["online_procedures.eligible"] = "９３８",
            ["cashless_services.cashless"] = "",
            ["cashless_services.eligible"] = "",
            ["initiatives.0.category"] = "ai",
            ["initiatives.0.name"] = "議事録",
            ["initiatives.0.status"] = "decided",
            ["initiatives.0.partners"] = "甲社、乙大学",
            ["initiatives.0.countsTowardTarget"] = "false",
            ["initiatives.0.note"] = "試行",
        }));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal((0, 0, 2), Counts(await answer.JsonAsync()));
    }

    [Fact]
    public async Task A_form_in_parts_is_read_like_one_in_a_line()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("市民税課", Encoding.UTF8), "department" },
            { new StringContent("令和3年9月"), "month" },
            { new StringContent("1,234"), "seal_abolitions.count" },
        };
        using var answer = await App.Client.PostAsync("api/submissions", form);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var receipt = await answer.JsonAsync();
        Assert.Equal("2021-09", receipt["month"]!.GetValue<string>());
        Assert.Equal((0, 0, 1),
            Counts(await App.AcceptedAsync(
                """{ "department": "0213", "month": "2021-09", "responseId": "parts", "figures": [ { "measure": "seal_abolitions", "count": 1234 } ] }""")));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task The_type_may_be_written_as_clients_write_it(string type)
    {
        using var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Members())]);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await App.Client.PostAsync("api/submissions", content);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task An_id_can_be_an_address_s_segment()
    {
        var receipt = await App.AcceptedAsync(Members());
        Assert.Matches(new Regex("^[A-Za-z0-9-]+$"), receipt["id"]!.GetValue<string>());
    }

    private static (int Created, int Corrected, int Unchanged) Counts(JsonNode receipt) =>
        (receipt["created"]!.GetValue<int>(), receipt["corrected"]!.GetValue<int>(), receipt["unchanged"]!.GetValue<int>());

    private static string Unique() => $"answers-{Interlocked.Increment(ref next)}";

    private static string Members(string department = "\"0211\"", string month = "2021-06") => $$"""
        { "department": {{department}}, "month": "{{month}}", "responseId": "{{Unique()}}", "figures": [ { "measure": "platform_members", "count": 7 } ] }
        """;

    private static string Count(string department, string month, string count, string status = "actual") => $$"""
        { "department": "{{department}}", "month": "{{month}}", "status": "{{status}}", "responseId": "{{Unique()}}", "figures": [ { "measure": "managed_facilities", "count": {{count}} } ] }
        """;

    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartAsync(settings: RunningApp.QueueOff);

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
