using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Periods;

/// <summary>Closing months over the whole app: nothing comes in any more, and what is published is final.</summary>
public sealed class PeriodClosingTests
{
    [Fact]
    public async Task A_closed_month_takes_no_submission_until_it_is_opened_again()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AcceptedAsync(Seals("2021-06", 1, "first"));
        await ActAsync(app, new { month = "2021-06", action = "close", reason = "報告書を公表した" });

        using var refused = await app.SubmitAsync(Seals("2021-06", 2, "second"));
        var problem = await refused.JsonAsync();
        Assert.Equal("month-closed", await refused.ProblemAsync(HttpStatusCode.Locked));
        Assert.Contains("令和3年6月", problem["detail"]!.GetValue<string>());
        using var planned = await app.SubmitAsync(Seals("2021-06", 9, "plan")
            .Replace("\"figures\"", "\"status\": \"planned\", \"figures\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Locked, planned.StatusCode);
        await app.AcceptedAsync(Seals("2021-07", 3, "july"));
        Assert.Equal(2, (await app.RowsAsync(TableNames.Ledger)).Count);

        await ActAsync(app, new { month = "2021-06", action = "reopen", reason = "誤りが見つかった" });
        Assert.Equal(1, (await app.AcceptedAsync(Seals("2021-06", 2, "second")))["corrected"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_repeated_submission_gets_its_receipt_though_its_month_has_closed()
    {
        await using var app = await RunningApp.StartAsync();
        var receipt = await app.AcceptedAsync(Seals("2021-06", 1, "first"));
        await ActAsync(app, new { fiscalYear = 2021, action = "close", reason = "年度の締め" });

        using var again = await app.SubmitAsync(Seals("2021-06", 1, "first"));

        Assert.Equal((HttpStatusCode.Accepted, "true"), (again.StatusCode, again.Headers.GetValues("Idempotency-Replayed").Single()));
        Assert.Equal(receipt["id"]!.GetValue<string>(), (await again.JsonAsync())["id"]!.GetValue<string>());
        using var other = await app.SubmitAsync(Seals("2021-06", 2, "first"));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Fact]
    public async Task An_initiative_of_a_closed_month_closes_its_submission()
    {
        await using var app = await RunningApp.StartAsync();
        await ActAsync(app, new { fiscalYear = 2020, action = "close", reason = "年度の締め" });

        using var refused = await app.SubmitAsync("""
            { "department": "0301", "month": "2021-06", "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented", "month": "2021-03" } ] }
            """);

        Assert.Contains("令和3年3月", (await refused.JsonAsync())["detail"]!.GetValue<string>());
        Assert.Equal("month-closed", await refused.ProblemAsync(HttpStatusCode.Locked));
        await AssertNothingKeptAsync(app);
    }

    [Fact]
    public async Task Actual_values_of_closed_months_are_final_and_planned_ones_never()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AcceptedAsync(Seals("2021-05", 1, "may"));
        await app.AcceptedAsync(Seals("2021-06", 2, "june"));
        await app.AcceptedAsync(Seals("2021-06", 9, "plan")
            .Replace("\"figures\"", "\"status\": \"planned\", \"figures\"", StringComparison.Ordinal));
        await app.WaitUntilComputedAsync();
        var before = DateTimeOffset.UtcNow;
        Assert.False(await FinalAsync("2021-06", "actual"));

        await ActAsync(app, new { month = "2021-06", action = "close", reason = "報告書を公表した" });
        await app.WaitUntilComputedAsync();
        Assert.Equal((true, false, false),
            (await FinalAsync("2021-06", "actual"), await FinalAsync("2021-06", "planned"), await FinalAsync("2021-05", "actual")));
        Assert.False(await FinalAsync("2021-06", "actual", "&asOf="
            + Uri.EscapeDataString(before.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture))));
        Assert.True(await FinalAsync("2021-06", "actual", "&asOf=2199-01-01"));

        await ActAsync(app, new { fiscalYear = 2021, action = "close", reason = "年度の締め" });
        await app.WaitUntilComputedAsync();
        Assert.True(await FinalAsync("2021-05", "actual"));
        await ActAsync(app, new { month = "2021-06", action = "reopen", reason = "誤りが見つかった" });
        await app.WaitUntilComputedAsync();
        Assert.Equal((false, true), (await FinalAsync("2021-06", "actual"), await FinalAsync("2021-05", "actual")));

        async Task<bool> FinalAsync(string month, string status, string more = "") =>
            (await app.IndicatorAsync("seal_abolitions", "month", month, status, more))!["isFinal"]!.GetValue<bool>();
    }

    [Fact]
    public async Task Who_when_and_why_are_kept_and_listed_newest_first()
    {
        await using var app = await RunningApp.StartAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var first = await ActAsync(app, new { month = "令和3年6月", action = "close", reason = " 報告書を公表した " });
        await ActAsync(app, new { fiscalYear = 2021, action = "reopen", reason = "誤りが見つかった" });

        Assert.Equal(("2021-06", 2021, "close", "bootstrap", "報告書を公表した"), (
            first["month"]!.GetValue<string>(), first["fiscalYear"]!.GetValue<int>(), first["action"]!.GetValue<string>(),
                first["by"]!.GetValue<string>(), first["reason"]!.GetValue<string>()));
        Assert.InRange(first["at"]!.GetValue<DateTimeOffset>(), before, DateTimeOffset.UtcNow.AddSeconds(1));
        var acts = (await (await app.Client.GetAsync("api/closings")).JsonAsync()).AsArray();
        Assert.Equal([("reopen", null), ("close", "2021-06")],
            acts.Select(a => (a!["action"]!.GetValue<string>(), a["month"]?.GetValue<string>())));
    }

    [Fact]
    public async Task Closing_what_is_closed_records_nothing()
    {
        await using var app = await RunningApp.StartAsync();
        await ActAsync(app, new { fiscalYear = 2021, action = "close", reason = "年度の締め" });

        using var again = await app.Client.PostAsJsonAsync("api/closings", new { month = "2021-06", action = "close", reason = "もう一度" });
        Assert.Equal("already-closed", await again.ProblemAsync(HttpStatusCode.Conflict));
        using var open = await app.Client.PostAsJsonAsync("api/closings", new { month = "2022-06", action = "reopen", reason = "間違い" });
        Assert.Equal("already-open", await open.ProblemAsync(HttpStatusCode.Conflict));
        Assert.Single((await (await app.Client.GetAsync("api/closings")).JsonAsync()).AsArray());
    }

    [Theory]
    [InlineData("{}", "closing-target", 422)]
    [InlineData("""{ "month": "2021-06", "fiscalYear": 2021, "action": "close", "reason": "x" }""", "closing-target", 422)]
    [InlineData("""{ "month": "2021-13", "action": "close", "reason": "x" }""", "closing-target", 422)]
    [InlineData("""{ "fiscalYear": 21, "action": "close", "reason": "x" }""", "closing-target", 422)]
    [InlineData("""{ "month": "2021-06", "action": "shut", "reason": "x" }""", "closing-action", 422)]
    [InlineData("""{ "month": "2021-06", "action": "close" }""", "closing-reason", 422)]
    [InlineData("""{ "month": "2021-06", "action": "close", "reason": "  " }""", "closing-reason", 422)]
    [InlineData("""{ "month": 202106, "action": "close", "reason": "x" }""", "unreadable", 400)]
    [InlineData("close", "unreadable", 400)]
    public async Task A_wrong_order_is_told_so(string body, string code, int status)
    {
        await using var app = await RunningApp.StartAsync();

        using var answer = await app.Client.PostAsync("api/closings", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(code, await answer.ProblemAsync((HttpStatusCode)status));
    }

    [Fact]
    public async Task Only_an_administrator_closes()
    {
        await using var app = await RunningApp.StartAsync();
        using var department = await app.NewDepartmentAsync("0301");

        using var post = await department.PostAsJsonAsync("api/closings", new { month = "2021-06", action = "close", reason = "x" });
        using var get = await department.GetAsync("api/closings");

        Assert.Equal("administrators-only", await post.ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.Forbidden, get.StatusCode);
    }

    [Fact]
    public async Task Drops_of_a_closed_month_are_held_back_and_the_other_months_are_taken()
    {
        await using var app = await RunningApp.StartAsync();
        await ActAsync(app, new { month = "2021-04", action = "close", reason = "報告書を公表した" });
        const string csv = "年月,所属コード,所属名,職種,勤務形態,人数\n2021-04,0101,経営計画課,一般,通常,12\n2021-05,0101,経営計画課,一般,通常,13\n";
        await app.Container(ContainerNames.Drops).GetBlobClient("staff/a.csv").UploadAsync(BinaryData.FromString(csv));

        await app.RunTimerAsync("PullStaff");
        var receipt = app.Container(ContainerNames.Receipts).GetBlobClient("staff/a.csv.json");
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());

        var json = JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content.ToString())!;
        Assert.Equal(("taken-in-part", 1, 1),
            (json["state"]!.GetValue<string>(), json["pairsTaken"]!.GetValue<int>(), json["pairsHeld"]!.GetValue<int>()));
        var error = Assert.Single(json["errors"]!.AsArray());
        Assert.Equal("month_closed", error!["code"]!.GetValue<string>());
        Assert.Contains("令和3年4月", error["message"]!.GetValue<string>());
        Assert.Equal(202105, (int)Assert.Single(await app.RowsAsync(TableNames.Ledger))["monthkey"]);
        var quarantine = (await app.Container(ContainerNames.Quarantine).GetBlobClient("staff/a.csv")
            .DownloadContentAsync()).Value.Content.ToString();
        Assert.Contains("2021年4月,0101", quarantine);
        Assert.Contains("締め切られて", quarantine);
    }

    [Fact]
    public async Task A_closing_whose_message_was_lost_is_asked_for_again()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy);
        await app.AcceptedAsync(Seals("2021-06", 2, "june"));
        await app.WaitUntilComputedAsync();

        proxy.Decide = (service, method, path) => service == "Queue" && method == "POST"
            && path.Contains("/messages", StringComparison.Ordinal) ? CallFault.Lost : CallFault.None;
        using var answer = await app.Client.PostAsJsonAsync("api/closings",
            new { month = "2021-06", action = "close", reason = "報告書を公表した" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        proxy.Decide = (_, _, _) => CallFault.None;
        using var health = await app.Client.GetAsync("api/health");
        Assert.Equal(1, (await health.JsonAsync())["recomputation"]!["waiting"]!.GetValue<int>());

        await app.Services.GetRequiredService<PeriodCloser>()
            .ResumeAsync(StaleCutoff.Ever, new HashSet<PendingMark>(), CancellationToken.None);
        await app.WaitUntilComputedAsync();

        Assert.True((await app.IndicatorAsync("seal_abolitions", "month", "2021-06"))!["isFinal"]!.GetValue<bool>());
    }

    private static async Task<JsonNode> ActAsync(RunningApp app, object order)
    {
        using var answer = await app.Client.PostAsJsonAsync("api/closings", order);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static string Seals(string month, int count, string responseId) =>
        $$"""{ "form": "f", "responseId": "{{responseId}}", "department": "0301", "month": "{{month}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""";

    private static async Task AssertNothingKeptAsync(RunningApp app)
    {
        Assert.Empty(await app.RowsAsync(TableNames.Ledger));
        Assert.DoesNotContain(await app.RowsAsync(TableNames.Submissions), r => !r.RowKey.StartsWith("g!", StringComparison.Ordinal));
    }
}
