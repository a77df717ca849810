using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>The app at midnights in Japan with a new month or year, and under a clock that is set back.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1);

    private readonly AdjustableClock clock = new(Instant("2021-07-05T03:00:00Z"));

    public static TheoryData<TimeSpan> SetBack => [TimeSpan.Zero, Hour, Day];

    [Theory]
    [InlineData("2021-06-30", "2021-06")]
    [InlineData("2021-12-31", "2021-12")]
    [InlineData("2022-03-31", "2022-03")]
    [InlineData("2024-02-28", "2024-02")]
    [InlineData("2024-02-29", "2024-02")]
    public async Task A_day_ends_at_midnight_in_Japan(string day, string month)
    {
        // The last millisecond of the day, and the first of the next.
        var midnight = Instant(day + "T15:00:00Z");
        var atMidnight = new FakeTimeProvider(midnight.AddMilliseconds(-1));
        await using var app = await RunningApp.StartAsync(clock: atMidnight);
        var before = await app.AcceptedAsync(Seals(month, 5));
        atMidnight.SetUtcNow(midnight);
        var after = await app.AcceptedAsync(Seals(month, 7));
        Assert.Equal([midnight.AddMilliseconds(-1), midnight], ((JsonNode[])[before, after])
            .Select(r => r["receivedAt"]!.GetValue<DateTimeOffset>()));
        Assert.Equal((1, 1), (before["created"]!.GetValue<int>(), after["corrected"]!.GetValue<int>()));
        await app.WaitUntilComputedAsync();

        var next = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal([5, 7, 7],
            await Task.WhenAll(((string[])["&asOf=" + day, "&asOf=" + next, ""]).Select(asOf => SealsAsync(app, month, asOf))));
    }

    [Theory]
    [MemberData(nameof(SetBack))]
    public async Task Of_two_corrections_the_one_accepted_later_holds(TimeSpan back)
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        var receipts = new List<JsonNode>();
        foreach (var count in (int[])[5, 7, 9, 8])
        {
            receipts.Add(await app.AcceptedAsync(Seals("2021-06", count)));
            clock.SetBack(back);
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal(8, await SealsAsync(app, "2021-06"));
        var times = receipts.Select(r => r["receivedAt"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(times.Distinct().Order(), times);
        using var history = await app.Client.GetAsync("api/history?department=0301&month=2021-06");
        Assert.True(history.IsSuccessStatusCode);

        // A repetition is a repetition, whatever the clock says.
        using var again = await app.SubmitAsync(Seals("2021-06", 8));
        Assert.Equal(("true", receipts[^1]["id"]!.GetValue<string>()),
            (again.Headers.GetValues("Idempotency-Replayed").Single(), (await again.JsonAsync())["id"]!.GetValue<string>()));
    }

    [Theory]
    [MemberData(nameof(SetBack))]
    public async Task What_was_begun_before_the_clock_was_set_back_is_finished(TimeSpan back)
    {
        await using var app = await RunningApp.StartAsync(clock: clock, settings: RunningApp.QueueOff);
        await app.AcceptedAsync(Seals("2021-06", 5));
        await app.Container(ContainerNames.Drops).GetBlobClient("staff/a.csv").UploadAsync(BinaryData.FromBytes(Staff(12)));
        await app.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(async () => await CountAsync() == 2);
        await app.Queue(QueueNames.Recompute).ClearMessagesAsync();

        if (back == TimeSpan.Zero)
        {
            clock.Advance(Hour);
        }

        clock.SetBack(back);
        await app.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => await CountAsync() == 2);

        async Task<int> CountAsync() => (await app.Queue(QueueNames.Recompute).GetPropertiesAsync()).Value.ApproximateMessagesCount;
    }

    [Fact]
    public async Task A_month_that_was_closed_before_the_clock_was_set_back_is_closed()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        using var closed = await app.Client.PostAsJsonAsync("api/closings", new { month = "2021-06", action = "close", reason = "締め" });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        clock.SetBack(Day);

        using var refused = await app.SubmitAsync(Seals("2021-06", 5));
        Assert.Equal("month-closed", await refused.ProblemAsync(HttpStatusCode.Locked));
        var receipt = await DropAsync(app, Staff(12), "a.csv");
        Assert.Equal((DropState.Refused, "month_closed"),
            (receipt["state"]!.GetValue<string>(), receipt["errors"]![0]!["code"]!.GetValue<string>()));

        // A month that is opened again later, but by an earlier clock, is open.
        using var opened = await app.Client.PostAsJsonAsync("api/closings", new { month = "2021-06", action = "reopen", reason = "訂正" });
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        clock.SetBack(Day);
        Assert.Equal(DropState.Taken, (await DropAsync(app, Staff(12), "b.csv"))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_two_uploads_the_later_one_holds_whatever_the_clock_of_the_app_says()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        foreach (var heads in (int[])[12, 15, 13])
        {
            Assert.Equal(DropState.Taken, (await DropAsync(app, Staff(heads), $"{100 - heads}.csv"))["state"]!.GetValue<string>());
            clock.SetBack(Day);
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal(13, (await app.RowsAsync(TableNames.FactFigure))
            .Single(r => r.GetString("measure") == "staff" && r.GetString("part") == "headcount").GetInt64("value"));
    }

    [Fact]
    public async Task Whoever_sends_too_much_waits_for_a_minute_at_most()
    {
        await using var app = await RunningApp.StartAsync(clock: clock, settings: "SmartToyonaka:Access:SubmissionsPerMinute=1");
        await app.AcceptedAsync(Seals("2021-06", 5));
        foreach (var back in (TimeSpan[])[TimeSpan.Zero, Hour, Day])
        {
            clock.SetBack(back);
            using var refused = await app.SubmitAsync(Seals("2021-06", 6));
            Assert.Equal("too-many-submissions", await refused.ProblemAsync(HttpStatusCode.TooManyRequests));
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        }

        clock.Advance(TimeSpan.FromSeconds(61));
        await app.AcceptedAsync(Seals("2021-06", 6));
    }

    [Fact]
    public async Task A_credential_ends_once_and_for_all_only_when_it_is_revoked()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        using var issued = await app.Client.PostAsJsonAsync("api/credentials", new { role = "reader", validDays = 1 });
        var credential = await issued.JsonAsync();
        using var reader = app.NewClient(credential["token"]!.GetValue<string>());
        async Task<HttpStatusCode> StatusAsync()
        {
            using var answer = await reader.GetAsync("api/closings");
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        clock.SetBack(Hour);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        clock.Advance(Day + Hour - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());

        clock.SetBack(Hour);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        using var revoked = await app.Client.DeleteAsync($"api/credentials/{credential["id"]}");
        clock.SetBack(Day);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (revoked.StatusCode, await StatusAsync()));
    }

    [Theory]
    [InlineData("光文3年6月", "month_no_such_year", "no_such_year", "令和・平成・昭和・大正・明治")]
    [InlineData("2023-02-29", "month_no_such_date", "no_such_date", "2021-0")]
    [InlineData("令和5年2月29日", "month_no_such_date", "no_such_date", "2021-0")]
    [InlineData("2100-02-29", "month_no_such_date", "no_such_date", "2021-0")]
    public async Task A_day_or_an_era_that_there_is_not_is_an_error_at_its_place(string text, string code, string ofCell, string says)
    {
        await using var app = await RunningApp.StartAsync(clock: clock, settings: RunningApp.QueueOff);
        using var refused = await app.SubmitAsync(Seals(text, 5));
        Assert.Equal("invalid-submission", await refused.ProblemAsync(HttpStatusCode.UnprocessableEntity));
        var error = Assert.Single((await refused.JsonAsync())["errors"]!.AsArray())!;
        Assert.Equal(("/month", code, text),
            (error["pointer"]!.GetValue<string>(), error["code"]!.GetValue<string>(), error["value"]!.GetValue<string>()));
        Assert.Contains(code == "month_no_such_year" ? says : "暦にありません", error["message"]!.GetValue<string>(), StringComparison.Ordinal);

        var cell = (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, $"{text},0101,経営計画課,一般,通常,12")).Receipt.Errors.Single(e =>
            e.Code == ofCell);
        Assert.Equal((2, "年月"), (cell.Line, cell.Column));
        Assert.Contains(says, cell.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("令和6年2月29日")]
    [InlineData("R6.2.29")]
    [InlineData("20240229")]
    public async Task A_leap_day_is_a_day(string text) =>
        Assert.Equal(["2024-02 0101 general/regular/ headcount=12"],
            (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, $"{text},0101,経営計画課,一般,通常,12")).Figures());

    private static async Task<JsonNode> DropAsync(RunningApp app, byte[] content, string name)
    {
        await app.Container(ContainerNames.Drops).GetBlobClient("staff/" + name).UploadAsync(BinaryData.FromBytes(content));
        await app.RunTimerAsync("PullStaff");
        var receipt = app.Container(ContainerNames.Receipts).GetBlobClient($"staff/{name}.json");
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());
        return JsonSerializer.Deserialize<JsonNode>((await receipt.DownloadContentAsync()).Value.Content)!;
    }

    private static byte[] Staff(int heads) => TestDrop.Bytes(TestDrop.StaffHeader, $"2021-06,0101,経営計画課,一般,通常,{heads}");

    private static async Task<int?> SealsAsync(RunningApp app, string month, string more = "") =>
        (int?)(await app.IndicatorAsync("seal_abolitions", "programme", month, more: more))?["value"]?.GetValue<double>();

    private static string Seals(string month, int count) =>
        $$"""{ "department": "0301", "month": "{{month}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""";

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
