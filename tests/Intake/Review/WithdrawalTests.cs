using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>What was said is taken back, corrected on the state it was seen in, and carried into a new year.</summary>
public sealed class WithdrawalTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("fields")]
    [InlineData("file")]
    public async Task A_figure_is_taken_back_and_the_month_before_holds_again(string way)
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-03", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 12, 12));

        using var answer = way switch
        {
            "json" => await app.SubmitAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [{ "measure": "online_procedures", "withdraw": true }] }"""),
            "fields" => await app.Client.PostAsync("api/submissions",
                new FormUrlEncodedContent([new("department", "0213"), new("month", "2021-06"), new("online_procedures.withdraw", "true")])),
            _ => await app.Client.PostAsync("api/submissions", new MultipartFormDataContent
            {
                { new StringContent("0213"), "department" }, { new StringContent("2021-06"), "month" },
                { new StringContent("項目,オンライン化済,対象\n行政手続きのオンライン化,取消,\n"), "file", "f.csv" },
            }),
        };
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, (await answer.JsonAsync())["withdrawn"]!.GetValue<int>());

        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", (await app.IndicatorAsync("online_application_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.DoesNotContain(await app.RowsAsync("factfigure"), r => r.GetInt32("monthkey") == 202106);
        using var history = await app.Client.GetAsync("api/history?department=0213&month=2021-06");
        if (history.IsSuccessStatusCode)
        {
            Assert.Equal(["withdrawn", "accepted"], (await history.JsonAsync())["entries"]!.AsArray()
                .Select(e => e!["state"]!.GetValue<string>()));
        }

        await app.Services.GetRequiredService<SmartToyonaka.Publishing.Completeness.CompletenessPublisher>().CatchUpAsync(default);
        Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
    }

    [Fact]
    public async Task What_was_taken_back_is_missing_again_and_can_be_said_again()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-09", 11, 12));
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-09", "figures": [{ "measure": "online_procedures", "withdraw": true }] }""");
        await app.WaitUntilComputedAsync();
        Assert.Equal("missing", await StateAsync(app));
        await app.AcceptedAsync(Online("2021-09", 11, 12));
        await app.WaitUntilComputedAsync();
        Assert.NotEqual("missing", await StateAsync(app));

        static async Task<string?> StateAsync(RunningApp app) => (await app.RowsAsync("factcompleteness"))
            .Single(r => r.GetString("departmentcode") == "0213" && r.GetString("measure") == "online_procedures"
                && r.GetInt32("monthkey") == 202109).GetString("state");
    }

    [Fact]
    public async Task An_initiative_is_taken_back()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "initiatives": [{ "category": "ai", "name": "議事録", "status": "implemented" }, { "category": "ai", "name": "保育所", "status": "implemented" }] }""");
        var receipt = await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "initiatives": [{ "category": "ai", "name": "議事録", "withdraw": true }] }""");
        Assert.Equal(1, receipt["withdrawn"]!.GetValue<int>());
        await app.WaitUntilComputedAsync();
        Assert.Equal("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_number_beside_a_withdrawal_is_an_error()
    {
        await using var app = await NewAppAsync();
        using var answer = await app.SubmitAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [{ "measure": "online_procedures", "online": 1, "eligible": 2, "withdraw": true }] }""");
        Assert.Equal("withdrawn_with_number", (await answer.JsonAsync())["errors"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_said_since_is_a_conflict_with_both_values()
    {
        await using var app = await NewAppAsync();
        var seen = (await app.AcceptedAsync(Online("2021-06", 11, 12)))["id"]!.GetValue<string>();
        await app.AcceptedAsync(Online("2021-06", 12, 12));

        using var stale = await app.SubmitAsync(Online("2021-06", 11, 12, seen));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var problem = await stale.JsonAsync();
        Assert.EndsWith(":based-on-overtaken", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(("/figures/0/online", "11"), (error["pointer"]!.GetValue<string>(), error["value"]!.GetValue<string>()));
        Assert.Contains("12", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await app.WaitUntilComputedAsync();
        Assert.Equal("100.0", (await app.IndicatorAsync("online_application_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_submission_that_is_based_on_what_holds_is_taken_and_its_repetition_too()
    {
        await using var app = await NewAppAsync();
        var seen = (await app.AcceptedAsync(Online("2021-06", 11, 12)))["id"]!.GetValue<string>();
        using var first = await app.SubmitAsync(Online("2021-06", 12, 12, seen), "k");
        using var again = await app.SubmitAsync(Online("2021-06", 12, 12, seen), "k");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task The_first_of_April_begins_with_what_holds()
    {
        var clock = new FakeTimeProvider(new(2022, 3, 20, 3, 0, 0, TimeSpan.Zero));
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), clock);
        await app.AcceptedAsync(Online("2021-09", 11, 12));
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "initiatives": [{ "category": "ai", "name": "議事録", "status": "implemented" }] }""");
        await app.WaitUntilComputedAsync();
        Assert.Empty(await app.IndicatorsAsync(2022));

        clock.SetUtcNow(new(2022, 3, 31, 15, 5, 0, TimeSpan.Zero));
        await app.RunTimerAsync("UpdateCompleteness");
        await RunningApp.UntilAsync(async () => (await app.IndicatorsAsync(2022)).Count > 0);
        await app.WaitUntilComputedAsync();
        Assert.Equal("1", (await app.IndicatorAsync("ai_tasks", "programme", "2022-04"))!["text"]!.GetValue<string>());
        var stock = (await app.IndicatorAsync("online_application_rate", "month", "2022-04"))!;
        Assert.Equal(("91.7", true, 0L, 10L), (stock["text"]!.GetValue<string>(), stock["carried"]!.GetValue<bool>(),
            stock["unitsReported"]!.GetValue<long>(), stock["unitsExpected"]!.GetValue<long>()));

        Assert.Equal((await app.IndicatorsAsync(2022)).Select(v => v!.ToJsonString()),
            (await app.IndicatorsAsync(2022, "&asOf=2022-04-01")).Select(v => v!.ToJsonString()));
        Assert.Empty(await app.IndicatorsAsync(2023, "&asOf=2022-04-01"));

        var page = await app.Client.GetStringAsync("/");
        Assert.Contains("令和3年度", page, StringComparison.Ordinal);
        Assert.Contains("令和4年度(2022年度)が始まっています", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_does_not_move_the_front_page()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-09", 11, 12));
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2028-09", "status": "planned", "figures": [{ "measure": "online_procedures", "online": 12, "eligible": 12 }] }""");
        await app.WaitUntilComputedAsync();
        Assert.Contains("<h1>令和3年度(2021年度)の指標</h1>", await app.Client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_one_of_ten_stands_beside_the_plan_and_never_in_its_place()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2022-03", "status": "planned", "figures": [{ "measure": "online_procedures", "online": 12, "eligible": 12 }] }""");
        await app.AcceptedAsync(Online("2021-09", 11, 12));
        await app.WaitUntilComputedAsync();
        var page = await app.Client.GetStringAsync("/?fiscalYear=2021");
        Assert.Matches("100.0</a></strong> % <span class=\"mark\">予定</span>", page);
        Assert.Matches("""class="incomplete">[^<]*<a [^>]*>91.7</a> %、1/10課""", page);
    }

    [Fact]
    public async Task The_report_of_a_year_without_figures_says_so_in_one_sentence()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-09", 11, 12));

        // More than there are, so that it waits: the only figure of its year.
        await app.AcceptedAsync(
            """{ "department": "0301", "month": "2021-03", "figures": [{ "measure": "seal_abolitions", "count": 11000 }] }""");
        await app.WaitUntilComputedAsync();

        var empty = await app.Client.GetStringAsync("api/reports/2020");
        Assert.Contains("令和2年度の数字はまだありません。", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("まだ数字がありません", empty, StringComparison.Ordinal);
        var report = await app.Client.GetStringAsync("api/reports/2021");
        Assert.Contains("91.7", report, StringComparison.Ordinal);
        Assert.DoesNotContain("（まだ数字がありません）業務", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_said_of_a_section_and_month_is_taken_back_and_said_again_by_another()
    {
        await using var app = await NewAppAsync();
        using var department = await app.NewDepartmentAsync("0213");
        await DropAsync("1.csv", "2021-06,0213,,200,100\n2021-06,0214,,300,150\n");
        const string Withdrawal =
            """{ "department": "0213", "month": "2021-06", "figures": [{ "measure": "e_approval_documents", "withdraw": true }] }""";
        using var answer = await app.SubmitAsync(Withdrawal, client: department);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, (await answer.JsonAsync())["withdrawn"]!.GetValue<int>());
        await app.WaitUntilComputedAsync();
        Assert.Equal(300, await DocumentsAsync());
        Assert.DoesNotContain(await app.RowsAsync("factfigure"), r => r.GetString("departmentcode") == "0213");
        await AssertVerifiedAsync();

        await DropAsync("2.csv", "2021-06,0213,,201,100\n");
        await app.WaitUntilComputedAsync();
        Assert.Equal(501, await DocumentsAsync());
        await AssertVerifiedAsync();

        async Task DropAsync(string name, string rows)
        {
            await app.Container("drops").UploadBlobAsync("e-approval/" + name, BinaryData.FromString("年月,所属コード,所属名,起案件数,電子決裁件数\n" + rows));
            await app.RunTimerAsync("PullEApproval");
            await RunningApp.UntilAsync(async () => await app.Container("receipts").GetBlobClient($"e-approval/{name}.json").ExistsAsync());
        }

        async Task<double> DocumentsAsync() =>
            (await app.IndicatorAsync("e_approval_rate_pooled", "month", "2021-06"))!["denominator"]!.GetValue<double>();

        async Task AssertVerifiedAsync()
        {
            await app.Services.GetRequiredService<SmartToyonaka.Publishing.Completeness.CompletenessPublisher>().CatchUpAsync(default);
            Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
        }
    }

    private static async Task<RunningApp> NewAppAsync() =>
        await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), OfficeClock.Instance);

    private static string Online(string month, int online, int eligible, string? basedOn = null) =>
        $$"""{ "department": "0213", "month": "{{month}}", {{(basedOn is null ? "" : $"\"basedOn\": \"{basedOn}\",")}} "figures": [{ "measure": "online_procedures", "online": {{online}}, "eligible": {{eligible}} }] }""";
}
