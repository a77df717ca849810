using System.Globalization;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Recomputation;

/// <summary>
/// From submissions to published values, over the whole app: corrections, plans, registers, and years that build on each other.
/// </summary>
public sealed class RecomputationTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task Computing_again_writes_nothing_where_nothing_changed()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await app.AcceptedAsync("""
            { "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 1, "eligible": 3 }, { "measure": "seal_abolitions", "count": 7 } ],
              "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }
            """);
        await app.WaitUntilComputedAsync();
        var before = await StorageSnapshot.WithETagsAsync(app.Storage, [.. TableNames.Published]);

        clock.Advance(TimeSpan.FromHours(1));
        await RecomputeAsync(app, "online_procedures", "seal_abolitions", "initiatives.ai");

        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(app.Storage, [.. TableNames.Published]));

        // Nor does another instance, which has not seen what is published.
        await using var other = await RunningApp.StartAsync(app.Storage, clock);
        await RecomputeAsync(other, "online_procedures", "seal_abolitions", "initiatives.ai");
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(app.Storage, [.. TableNames.Published]));
    }

    [Fact]
    public async Task A_correction_changes_the_value_and_only_what_follows_from_it()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await SubmitAsync(app, "2021-05", "seal_abolitions", 5);
        await SubmitAsync(app, "2021-06", "seal_abolitions", 7);
        await app.WaitUntilComputedAsync();
        Assert.Equal(["7", "12", "12"], await TextsAsync(app, "seal_abolitions", "2021-06"));
        var may = await RowAsync(app, "seal_abolitions", "month", 202105);

        await SubmitAsync(app, "2021-06", "seal_abolitions", 4);
        await app.WaitUntilComputedAsync();

        Assert.Equal(["4", "9", "9"], await TextsAsync(app, "seal_abolitions", "2021-06"));
        Assert.Equal(may.ETag, (await RowAsync(app, "seal_abolitions", "month", 202105)).ETag);
        Assert.Equal(3, (await app.RowsAsync(TableNames.Ledger)).Count);
    }

    [Fact]
    public async Task A_figure_can_be_corrected_back_to_what_it_was()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        foreach (var (count, id) in new[] { (5, "a"), (6, "b"), (5, "c") })
        {
            await app.AcceptedAsync(
                $$"""{ "department": "0213", "month": "2021-06", "responseId": "{{id}}", "figures": [ { "measure": "platform_members", "count": {{count}} } ] }""");
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal("5", (await app.IndicatorAsync("ppp_platform_members", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Equal(3, (await app.RowsAsync(TableNames.Ledger)).Count);
    }

    [Fact]
    public async Task Planned_figures_never_mix_with_actual_ones()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 189, "eligible": 938 } ] }""");
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2022-03", "status": "planned", "figures": [ { "measure": "online_procedures", "online": 472, "eligible": 938 } ] }""");
        await app.AcceptedAsync(
            """{ "department": "0211", "month": "2021-06", "status": "planned", "figures": [ { "measure": "online_procedures", "online": 10, "eligible": 10 } ] }""");
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "status": "planned", "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }""");
        await app.WaitUntilComputedAsync();

        Assert.Equal("20.1", (await app.IndicatorAsync("online_application_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Equal("100.0", (await app.IndicatorAsync("online_application_rate", "month", "2021-06", "planned"))!["text"]!
            .GetValue<string>());
        Assert.Equal("50.3", (await app.IndicatorAsync("online_application_rate", "month", "2022-03", "planned"))!["text"]!
            .GetValue<string>());
        Assert.Null(await app.IndicatorAsync("online_application_rate", "month", "2022-03"));
        Assert.Equal("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06", "planned"))!["text"]!.GetValue<string>());
        Assert.NotEqual("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06"))?["text"]!.GetValue<string>());
        Assert.Empty(await app.RowsAsync(TableNames.FactInitiative));
    }

    [Fact]
    public async Task An_initiative_counts_while_its_newest_status_does()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await InitiativeAsync(app, "2021-04", "考え中", "considering");
        await InitiativeAsync(app, "2021-04", "数えない", "implemented", counts: false);
        await InitiativeAsync(app, "2021-04", "実施", "implemented");
        await InitiativeAsync(app, "2021-05", "取下げ", "implemented");
        await InitiativeAsync(app, "2021-06", "取下げ", "withdrawn");
        await app.WaitUntilComputedAsync();

        Assert.Equal(["1", "2", "1"],
            await Task.WhenAll(new[] { "2021-04", "2021-05", "2021-06" }.Select(async m =>
                (await app.IndicatorAsync("rpa_ai_ocr_tasks", "programme", m))!["text"]!.GetValue<string>())));
        var rows = await app.RowsAsync(TableNames.FactInitiative);
        Assert.Equal(4, rows.Count);
        Assert.Equal("withdrawn", Assert.Single(rows, r => r.GetString("name") == "取下げ").GetString("status"));
        Assert.False(Assert.Single(rows, r => r.GetString("name") == "数えない").GetBoolean("countstowardtarget"));

        // The status is put right afterwards.
        await InitiativeAsync(app, "2021-06", "取下げ", "implemented");
        await app.WaitUntilComputedAsync();
        Assert.Equal("2", (await app.IndicatorAsync("rpa_ai_ocr_tasks", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_year_s_end_is_carried_on_into_the_next_year()
    {
        clock.SetUtcNow(DateTimeOffset.Parse("2022-06-10T00:00:00Z", CultureInfo.InvariantCulture));
        await using var app = await RunningApp.StartAsync(clock: clock);
        await SubmitAsync(app, "2022-02", "platform_members", 26);
        await SubmitAsync(app, "2022-02", "seal_abolitions", 100);
        await InitiativeAsync(app, "2022-02", "前年度", "implemented");
        await app.WaitUntilComputedAsync();
        await SubmitAsync(app, "2022-05", "platform_members", 4, "0211");
        await SubmitAsync(app, "2022-05", "seal_abolitions", 5);
        await InitiativeAsync(app, "2022-05", "今年度", "implemented");
        await app.WaitUntilComputedAsync();

        // The stock holds until it is told anew, the flow adds up over the programme, the register keeps its entries.
        Assert.Equal("26", (await app.IndicatorAsync("ppp_platform_members", "month", "2022-04"))!["text"]!.GetValue<string>());
        Assert.Equal("30", (await app.IndicatorAsync("ppp_platform_members", "month", "2022-05"))!["text"]!.GetValue<string>());
        Assert.Equal(["5", "5", "105"], await TextsAsync(app, "seal_abolitions", "2022-05"));
        Assert.Equal("2", (await app.IndicatorAsync("rpa_ai_ocr_tasks", "programme", "2022-05"))!["text"]!.GetValue<string>());
        Assert.Equal("1", (await app.IndicatorAsync("rpa_ai_ocr_tasks", "ytd", "2022-05"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_late_correction_goes_through_every_year_that_was_built_on_it()
    {
        clock.SetUtcNow(DateTimeOffset.Parse("2024-06-10T00:00:00Z", CultureInfo.InvariantCulture));
        await using var app = await RunningApp.StartAsync(clock: clock);
        foreach (var year in new[] { 2021, 2022, 2023, 2024 })
        {
            await SubmitAsync(app, $"{year}-05", "seal_abolitions", 10);
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal(["10", "10", "40"], await TextsAsync(app, "seal_abolitions", "2024-05"));

        await SubmitAsync(app, "2021-05", "seal_abolitions", 11);
        await app.WaitUntilComputedAsync();

        Assert.Equal(["10", "10", "41"], await TextsAsync(app, "seal_abolitions", "2024-05"));
        Assert.Equal(["10", "10", "21"], await TextsAsync(app, "seal_abolitions", "2022-05"));
    }

    [Theory]
    [InlineData("2021,2022,2023")]
    [InlineData("2023,2022,2021")]
    [InlineData("2022,2023,2021")]
    [InlineData("2023,2021,2022")]
    public async Task Years_may_arrive_in_any_order(string order)
    {
        clock.SetUtcNow(DateTimeOffset.Parse("2023-06-10T00:00:00Z", CultureInfo.InvariantCulture));
        await using var app = await RunningApp.StartAsync(clock: clock);
        foreach (var year in order.Split(','))
        {
            await SubmitAsync(app, $"{year}-05", "seal_abolitions", 10);
            await app.WaitUntilComputedAsync();
        }

        Assert.Equal(["10", "10", "30"], await TextsAsync(app, "seal_abolitions", "2023-05"));
        Assert.Equal(["10", "10", "20"], await TextsAsync(app, "seal_abolitions", "2022-05"));
    }

    [Fact]
    public async Task A_later_year_that_is_computed_before_the_earlier_one_is_recorded_has_its_end_all_the_same()
    {
        clock.SetUtcNow(DateTimeOffset.Parse("2022-06-10T00:00:00Z", CultureInfo.InvariantCulture));
        var storage = await TestStorage.NewAccountAsync();
        await using (var app = await RunningApp.StartAsync(storage, clock))
        {
            await SubmitAsync(app, "2022-05", "seal_abolitions", 5);
            await app.WaitUntilComputedAsync();
        }

        // One instance computes 2021; the others have computed 2022 again, which it requests before it records its computation.
        await using var slow = await FaultyStorage.StartAsync(storage);
        await using var first = await RunningApp.StartAsync(storage, clock, slow, RunningApp.QueueOff);
        await SubmitAsync(first, "2021-05", "seal_abolitions", 100);
        await using var second = await RunningApp.StartAsync(storage, clock, settings: RunningApp.QueueOff);
        var asked = new TaskCompletionSource();
        var recorded = new TaskCompletionSource();
        slow.Hold = (service, method, path) =>
        {
            if (service == "Queue" && method == "POST")
            {
                asked.TrySetResult();
            }

            return asked.Task.IsCompleted && service == "Table" && path.StartsWith("/work", StringComparison.Ordinal) && method != "GET"
                ? recorded.Task : Task.CompletedTask;
        };
        var computing = first.Services.GetRequiredService<IndicatorRecomputer>()
            .HandleAsync(new([new("seal_abolitions", new FiscalYear(2021))], []), default);
        await asked.Task.WaitAsync(RunningApp.Deadline);
        await RunningApp.UntilAsync(async () => (await second.Queue(QueueNames.Recompute).PeekMessagesAsync(32)).Value.Any(m =>
            m.Body.ToString().Contains("2022", StringComparison.Ordinal)));
        await RecomputeAsync(second, 2022, "seal_abolitions");
        recorded.SetResult();
        await computing.WaitAsync(RunningApp.Deadline);

        // Nothing requests 2022 any more, so it must be correct by now.
        Assert.Equal(["5", "5", "105"], await TextsAsync(second, "seal_abolitions", "2022-05"));
    }

    [Fact]
    public async Task Of_two_instances_that_compute_a_year_at_once_the_slower_one_does_not_undo_what_the_faster_one_handed_on()
    {
        clock.SetUtcNow(DateTimeOffset.Parse("2022-06-10T00:00:00Z", CultureInfo.InvariantCulture));
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var slow = await RunningApp.StartAsync(storage, clock, proxy, RunningApp.QueueOff);
        await using var fast = await RunningApp.StartAsync(storage, clock, settings: RunningApp.QueueOff);
        await SubmitAsync(slow, "2022-02", "seal_abolitions", 1);

        var handsOn = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        proxy.Hold = (_, method, path) =>
        {
            if (method != "PUT" || !path.Contains("closings", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            handsOn.TrySetResult();
            return goOn.Task;
        };
        var computing = RecomputeAsync(slow, "seal_abolitions");
        await handsOn.Task.WaitAsync(RunningApp.Deadline);

        // Delayed beyond its lease.
        await slow.Container(ContainerNames.State).GetBlobClient("leases/seal_abolitions/2021").GetBlobLeaseClient()
            .BreakAsync(TimeSpan.Zero);
        await SubmitAsync(fast, "2022-02", "seal_abolitions", 100);
        await RecomputeAsync(fast, "seal_abolitions");
        goOn.SetResult();
        await computing.WaitAsync(RunningApp.Deadline);

        await SubmitAsync(fast, "2022-05", "seal_abolitions", 5);
        await RecomputeAsync(fast, 2022, "seal_abolitions");
        Assert.Equal(["100", "100", "100"], await TextsAsync(fast, "seal_abolitions", "2022-02"));
        Assert.Equal(["5", "5", "105"], await TextsAsync(fast, "seal_abolitions", "2022-05"));
    }

    [Fact]
    public async Task A_change_of_the_base_year_changes_the_years_compared_with_it()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        var ledger = app.Services.GetRequiredService<LedgerStore>();
        await WriteYearAsync(ledger, app, 2019, 6_000);
        await WriteYearAsync(ledger, app, 2021, 5_400);
        var recomputation = app.Services.GetRequiredService<RecomputeQueue>();
        await recomputation.SendAsync([new(BuiltInMeasures.Overtime, new(2019)), new(BuiltInMeasures.Overtime, new(2021))], [], default);
        await app.WaitUntilComputedAsync();
        Assert.Equal(-10, (await app.IndicatorAsync("overtime_change", "ytd", "2021-04"))!["value"]!.GetValue<double>(), 6);

        clock.Advance(TimeSpan.FromMinutes(1));
        await WriteYearAsync(ledger, app, 2019, 10_800);
        await recomputation.SendAsync([new(BuiltInMeasures.Overtime, new(2019))], [], default);
        await app.WaitUntilComputedAsync();

        Assert.Equal(-50, (await app.IndicatorAsync("overtime_change", "ytd", "2021-04"))!["value"]!.GetValue<double>(), 6);
    }

    /// <summary>April of a year for every section that there was, ten people each, all with the same minutes.</summary>
    private async Task WriteYearAsync(LedgerStore ledger, RunningApp app, int year, int minutes)
    {
        var month = new FiscalMonth(year, 4);
        var register = (await app.Services.GetRequiredService<SmartToyonaka.Intake.Reference.ReferenceData>().GetAsync(default)).Register;
        await ledger.WriteAsync(register.In(month)
            .SelectMany(s => new[] { (BuiltInMeasures.Overtime, "minutes", "ordinary", minutes),
                (BuiltInMeasures.Staff, "headcount", "", 10) }.Select(x => new Observation(
            x.Item1, s.Code, month, FigureStatus.Actual, [new(new("general", "regular", x.Item3), x.Item2, x.Item4)], null,
            new(Source.Drop, $"{x.Item1}/{year}-{minutes}.csv", "1"), clock.GetUtcNow()))), default);
    }

    private async Task SubmitAsync(RunningApp app, string month, string measure, int count, string department = "0213")
    {
        await app.AcceptedAsync(
            $$"""{ "department": "{{department}}", "month": "{{month}}", "figures": [ { "measure": "{{measure}}", "count": {{count}} } ] }""");
        clock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task InitiativeAsync(RunningApp app, string month, string name, string status, bool counts = true)
    {
        await app.AcceptedAsync(
            $$"""{ "department": "0213", "month": "{{month}}", "initiatives": [ { "category": "rpa_ai_ocr", "name": "{{name}}", "status": "{{status}}", "countsTowardTarget": {{(counts ? "true" : "false")}} } ] }""");
        clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static Task RecomputeAsync(RunningApp app, params string[] topics) => RecomputeAsync(app, 2021, topics);

    private static Task RecomputeAsync(RunningApp app, int year, params string[] topics) =>
        app.Services.GetRequiredService<IndicatorRecomputer>().HandleAsync(new([.. topics.Select(t => new TopicYear(t, new(year)))], []),
            default);

    /// <summary>As printed: of the month, of the year so far, of the programme so far.</summary>
    private static async Task<string[]> TextsAsync(RunningApp app, string indicator, string month) =>
        await Task.WhenAll(new[] { "month", "ytd", "programme" }.Select(async b =>
            (await app.IndicatorAsync(indicator, b, month))!["text"]!.GetValue<string>()));

    private static async Task<Azure.Data.Tables.TableEntity> RowAsync(RunningApp app, string indicator, string basis, int month) =>
        (await app.RowsAsync(TableNames.FactIndicator)).Single(r => r.GetString("indicatorid") == indicator
            && r.GetString("basis") == basis && r.GetString("status") == "actual" && r.GetInt32("monthkey") == month);
}
