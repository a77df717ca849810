using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>Values that are far from what was said wait, whatever way they came, and count when they were confirmed.</summary>
public sealed class HeldValuesTests
{
    [Fact]
    public async Task A_slip_waits_and_what_held_goes_on_holding_until_it_is_confirmed()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-03", 11, 12));
        var receipt = await app.AcceptedAsync(Online("2021-06", 1011, 1012));

        Assert.Equal("held", receipt["state"]!.GetValue<string>());
        Assert.Equal((0, 0, 1),
            (receipt["created"]!.GetValue<int>(), receipt["corrected"]!.GetValue<int>(), receipt["held"]!.GetValue<int>()));
        Assert.All(receipt["warnings"]!.AsArray(), w => Assert.True(w!["held"]!.GetValue<bool>()));
        Assert.Equal(["/figures/0/online 1011 11", "/figures/0/eligible 1012 12"], receipt["warnings"]!.AsArray()
            .Select(w => $"{w!["pointer"]} {w["value"]} {w["was"]}"));
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
        Assert.Equal(1, await WaitingAsync(app));

        var review = Assert.Single(await ReviewsAsync(app))!;
        using var confirmed = await DecideAsync(app, review["id"]!.GetValue<string>(), "confirm");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("99.9", await RateAsync(app, "2021-06"));
        Assert.Equal(0, await WaitingAsync(app));
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task What_is_rejected_never_counts_and_a_decision_is_taken_once()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();

        using var rejected = await DecideAsync(app, id, "reject");
        using var again = await DecideAsync(app, id, "reject");
        using var other = await DecideAsync(app, id, "confirm");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (rejected.StatusCode, again.StatusCode));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("review-decided", await other.ProblemAsync(HttpStatusCode.Conflict));
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_later_submission_replaces_what_waits()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();

        // What holds is said again: that, too, says that what waits was wrong.
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        Assert.Empty(await ReviewsAsync(app));
        using var late = await DecideAsync(app, id, "confirm");
        Assert.False(late.IsSuccessStatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
    }

    [Fact]
    public async Task Departments_decide_of_their_own_and_readers_of_nothing()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        using var other = await app.NewDepartmentAsync("0214");
        using var own = await app.NewDepartmentAsync("0213");

        Assert.Empty(await ReviewsAsync(app, other));
        using var refused = await DecideAsync(app, id, "confirm", other);
        Assert.Equal("no-such-review", await refused.ProblemAsync(HttpStatusCode.NotFound));
        using var nobody = await DecideAsync(app, id, "confirm", app.NewClient(null));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Single(await ReviewsAsync(app, own));
        using var decided = await DecideAsync(app, id, "confirm", own);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
    }

    [Fact]
    public async Task The_link_of_the_receipt_confirms_and_nothing_but_the_link_does()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        var receipt = await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var link = receipt["links"]!["confirm"]!.GetValue<string>();
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        using var anybody = app.NewClient(null);

        using var page = await anybody.GetAsync(link);
        Assert.Contains("1,011", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var guessed = await anybody.GetAsync(link[..^1] + (link[^1] == '0' ? '1' : '0'));
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        using var posted = await anybody.PostAsync(link,
            new FormUrlEncodedContent([new("review", id), new("decision", "confirm"), new("reason", "")]));
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("99.9", await RateAsync(app, "2021-06"));
    }

    [Fact]
    public async Task A_confirmation_and_a_correction_at_once_end_with_the_correction()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();

        var confirming = DecideAsync(app, id, "confirm");
        var correcting = app.SubmitAsync(Online("2021-06", 12, 12));
        (await confirming).Dispose();
        using (var corrected = await correcting)
        {
            // Where the confirmation came first, the correction is far from it and waits in its turn.
            if ((await corrected.JsonAsync())["state"]!.GetValue<string>() == "held")
            {
                (await DecideAsync(app, Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>(), "confirm")).Dispose();
            }
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal("100.0", await RateAsync(app, "2021-06"));
        Assert.Equal(0, await WaitingAsync(app));
    }

    [Fact]
    public async Task In_a_closed_month_nothing_is_confirmed()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        using var closed = await app.Client.PostAsJsonAsync("api/closings", new { month = "2021-06", action = "close", reason = "報告書" });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);

        using var decided = await DecideAsync(app, id, "confirm");
        Assert.Equal("month-closed", await decided.ProblemAsync(HttpStatusCode.Locked));
        await app.WaitUntilComputedAsync();
        Assert.Equal("91.7", await RateAsync(app, "2021-06"));
    }

    [Fact]
    public async Task Minutes_taken_for_hours_wait_and_the_receipt_says_so()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,職種,勤務形態,";
        await DropAsync(app, "staff/a.csv", Header + "人数\n2021-06,0213,,一般,通常,20\n2021-06,0214,,一般,通常,20\n", "PullStaff");

        // Beside a clock's spelling a bare number is hours; a file of bare numbers alone is held back whole.
        await DropAsync(
            app, "overtime/a.csv", Header + "事由区分,時間外時間\n2021-06,0213,,一般,通常,通常,18000\n2021-06,0214,,一般,通常,通常,300:30\n", "PullOvertime");
        var receipt = JsonNode.Parse((await app.Container("receipts").GetBlobClient("overtime/a.csv.json")
            .DownloadContentAsync()).Value.Content)!;
        Assert.Equal("0213", Assert.Single(receipt["waiting"]!.AsArray())!["section"]!.GetValue<string>());
        Assert.Contains(receipt["warnings"]!.AsArray(), w => w!["code"]!.GetValue<string>() == "waits_for_confirmation");

        await app.WaitUntilComputedAsync();
        var review = Assert.Single(await ReviewsAsync(app))!;
        Assert.Equal(18000L * 60, review["values"]![0]!["value"]!.GetValue<long>());
        await AssertVerifiedAsync(app);
        using var confirmed = await DecideAsync(app, review["id"]!.GetValue<string>(), "confirm");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        await app.WaitUntilComputedAsync();
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_correction_by_file_that_is_far_from_what_holds_waits()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,起案件数,電子決裁件数\n";
        await DropAsync(app, "e-approval/a.csv", Header + "2021-06,0213,,200,100\n", "PullEApproval");
        await DropAsync(app, "e-approval/b.csv", Header + "2021-06,0213,,2000,1000\n", "PullEApproval");
        await app.WaitUntilComputedAsync();
        Assert.Equal(200, (await app.IndicatorAsync("e_approval_rate_pooled", "month", "2021-06"))!["denominator"]!.GetValue<double>());
        Assert.Single(await ReviewsAsync(app));
        Assert.Equal(1, (await app.IndicatorAsync("e_approval_rate_pooled", "month", "2021-06"))!["heldValues"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_waiting_value_is_counted_wherever_it_would_be_carried_to()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-03", 11, 12));
        await app.AcceptedAsync(Online("2021-03", 1011, 1012));
        await app.AcceptedAsync(Online("2021-06", 11, 12).Replace("0213", "0212", StringComparison.Ordinal));
        await app.AcceptedAsync(Online("2021-09", 11, 12));
        await app.WaitUntilComputedAsync();
        Assert.Equal((1, 1, 0), (await HeldAsync("2021-03"), await HeldAsync("2021-06"), await HeldAsync("2021-09")));
        await AssertVerifiedAsync(app);

        using var rejected = await DecideAsync(app, Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>(), "reject");
        Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal((0, 0), (await HeldAsync("2021-03"), await HeldAsync("2021-06")));
        await AssertVerifiedAsync(app);

        async Task<int> HeldAsync(string month) =>
            (await app.IndicatorAsync("online_application_rate", "month", month))!["heldValues"]!.GetValue<int>();
    }

    [Fact]
    public async Task A_waiting_value_of_the_base_year_is_counted_where_it_is_compared_with()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間\n";
        await DropAsync(app, "overtime/a.csv", Header + "2019-06,0213,,一般,通常,通常,300:30\n2021-06,0213,,一般,通常,通常,310:30\n", "PullOvertime");
        await DropAsync(app, "overtime/b.csv", Header + "2019-06,0213,,一般,通常,通常,3000:30\n", "PullOvertime");
        await app.WaitUntilComputedAsync();
        Assert.Equal(1, (await app.IndicatorAsync("overtime_change", "ytd", "2021-06"))!["heldValues"]!.GetValue<int>());
        Assert.Equal(0, (await app.IndicatorAsync("overtime_change", "month", "2021-05"))?["heldValues"]!.GetValue<int>() ?? 0);
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_rebuild_lists_again_what_waits()
    {
        await using var app = await NewAppAsync();
        await app.AcceptedAsync(Online("2021-06", 11, 12));
        await app.AcceptedAsync(Online("2021-06", 1011, 1012));
        await app.WaitUntilComputedAsync();
        var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
        await app.Table("submissions").DeleteEntityAsync(WaitingEntries.Partition, id);
        Assert.Empty(await ReviewsAsync(app));
        var unnoted = await app.Services.GetRequiredService<WaitingEntries>().UnnotedAsync(default).ToListAsync();
        Assert.Equal([id], unnoted.Select(WaitingEntries.IdOf));

        var rebuild = app.Services.GetRequiredService<Rebuild>();
        Assert.Equal(1, (await rebuild.RunAsync(new Progress<string>(), default)).Noted);
        Assert.Equal(0, (await rebuild.RunAsync(new Progress<string>(), default)).Noted);
        using var confirmed = await DecideAsync(app, id, "confirm");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        await app.WaitUntilComputedAsync();
        Assert.Equal("99.9", await RateAsync(app, "2021-06"));
    }

    [Fact]
    public async Task Of_the_hours_that_a_head_can_have_one_minute_more_waits()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,職種,勤務形態,";
        await DropAsync(app, "staff/a.csv", Header + "人数\n2021-06,0213,,一般,通常,20\n2021-06,0214,,一般,通常,20\n", "PullStaff");
        await DropAsync(
            app, "overtime/a.csv", Header + "事由区分,時間外時間\n2021-06,0213,,一般,通常,通常,4000:00\n2021-06,0214,,一般,通常,通常,4000:01\n", "PullOvertime");
        await app.WaitUntilComputedAsync();
        Assert.Equal("0214", Assert.Single(await ReviewsAsync(app))!["department"]!.GetValue<string>());
    }

    // Either the confirmation is in before the closing and in what it freezes, or it is refused.
    [Fact]
    public async Task A_confirmation_and_a_closing_never_pass_each_other()
    {
        await using var app = await NewAppAsync();
        var outcomes = new List<HttpStatusCode>();
        for (var round = 0; round < 8; round++)
        {
            // From the newest month on, so that none has a month before it to be far from.
            var month = new FiscalMonth(2021, 12).AddMonths(-round);
            await app.AcceptedAsync(Online(month.ToString(), 11, 12));
            await app.AcceptedAsync(Online(month.ToString(), 1011, 1012));
            var id = Assert.Single(await ReviewsAsync(app))!["id"]!.GetValue<string>();
            var closing = round % 2 == 0 ? null : ActAsync(month, "close");
            var deciding = DecideAsync(app, id, "confirm");
            closing ??= ActAsync(month, "close");
            using var decided = await deciding;
            (await closing).Dispose();
            outcomes.Add(decided.StatusCode);
            await app.WaitUntilComputedAsync();

            Assert.Equal(decided.IsSuccessStatusCode ? "99.9" : "91.7", await RateAsync(app, month.ToString()));
            var acts = await app.Services.GetRequiredService<PeriodChangeStore>().ListAsync(month.FiscalYear, default);
            var change = acts.Single(a => a.Target.Month == month);
            var newest = await app.Services.GetRequiredService<LedgerStore>().NewestAsync(month, month, default);
            Assert.True(newest < change.At, $"{newest:O} {change.At:O}");
            if (!decided.IsSuccessStatusCode)
            {
                // It waits until the month is opened again.
                Assert.Equal("month-closed", await decided.ProblemAsync(HttpStatusCode.Locked));
                (await ActAsync(month, "reopen")).Dispose();
                using var rejected = await DecideAsync(app, id, "reject");
                Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
            }
        }

        Assert.All(outcomes, o => Assert.True(o is HttpStatusCode.OK or HttpStatusCode.Locked, $"{o}"));
        await AssertVerifiedAsync(app);

        async Task<HttpResponseMessage> ActAsync(FiscalMonth month, string action)
        {
            var acted = await app.Client.PostAsJsonAsync("api/closings", new { month = month.ToString(), action, reason = "報告書" });
            Assert.Equal(HttpStatusCode.Created, acted.StatusCode);
            return acted;
        }
    }

    private static async Task<RunningApp> NewAppAsync() => await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());

    private static string Online(string month, int online, int eligible) =>
        $$"""{ "department": "0213", "month": "{{month}}", "figures": [{ "measure": "online_procedures", "online": {{online}}, "eligible": {{eligible}} }] }""";

    private static async Task<string> RateAsync(RunningApp app, string month) =>
        (await app.IndicatorAsync("online_application_rate", "month", month))!["text"]!.GetValue<string>();

    private static async Task<JsonArray> ReviewsAsync(RunningApp app, HttpClient? client = null)
    {
        using var answer = await (client ?? app.Client).GetAsync("api/reviews");
        return (await answer.JsonAsync()).AsArray();
    }

    private static async Task<int> WaitingAsync(RunningApp app)
    {
        using var answer = await app.Client.GetAsync("api/health");
        return (await answer.JsonAsync())["reviews"]!["waiting"]!.GetValue<int>();
    }

    private static Task<HttpResponseMessage> DecideAsync(RunningApp app, string id, string decision, HttpClient? client = null) =>
        (client ?? app.Client).PostAsJsonAsync($"api/reviews/{id}", new { decision, reason = "電話で確かめた" });

    private static async Task DropAsync(RunningApp app, string name, string csv, string timer)
    {
        await app.Container("drops").UploadBlobAsync(name, BinaryData.FromString(csv));
        await app.RunTimerAsync(timer);
        await RunningApp.UntilAsync(async () => await app.Container("receipts").GetBlobClient(name + ".json").ExistsAsync());
    }

    private static async Task AssertVerifiedAsync(RunningApp app)
    {
        await app.Services.GetRequiredService<SmartToyonaka.Publishing.Completeness.CompletenessPublisher>().CatchUpAsync(default);
        Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
        var compared = await app.Services.GetRequiredService<LedgerRecovery>().RunAsync(write: false, new Progress<string>(), default);
        Assert.True(compared.IsGood, string.Join("; ", compared.Missing.Concat(compared.Different).Concat(compared.Unaccounted)));
    }
}
