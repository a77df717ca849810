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
using static SmartToyonaka.Tests.Publishing.Recomputation.RecomputationSteps;

namespace SmartToyonaka.Tests.Publishing.Recomputation;

/// <summary>Years that build on each other: what one hands on to the next, whatever arrives first and whoever computes it.</summary>
public sealed class SuccessiveYearsTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));

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
}
