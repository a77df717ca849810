using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Localhost;

public sealed class TimerTests
{
    private const string Hourly = "0 0 * * * *";

    private readonly string _id = $"t{Guid.NewGuid():N}";
    private readonly Probe _probe = new();
    private readonly AdjustableClock _clock = new(Utc("2026-04-01 00:30:00"));

    [Fact]
    public async Task A_timer_runs_when_its_schedule_says_so_in_UTC()
    {
        await using var app = await StartAsync(typeof(Monitored), Hourly);
        await ScheduledAsync(app);

        await AdvanceUntilCalledAsync(2);

        Assert.Equal(["2026-04-01 01:00 due, last 0001-01-01", "2026-04-01 02:00 due, last 2026-04-01"], _probe.Calls);
    }

    [Fact]
    public async Task Runs_missed_while_stopped_are_made_up_once()
    {
        await using (var before = await StartAsync(typeof(Monitored), Hourly))
        {
            await ScheduledAsync(before);
            await AdvanceUntilCalledAsync(1);
        }

        _clock.Advance(TimeSpan.FromHours(5));
        await using (var after = await StartAsync(typeof(Monitored), Hourly))
        {
            await _probe.CallsAsync(2);
            await AdvanceUntilCalledAsync(3);
        }

        await using var again = await StartAsync(typeof(Monitored), Hourly);
        await ScheduledAsync(again);

        Assert.Equal([true, false], _probe.Calls.Skip(1).Select(call => call.Contains("past due", StringComparison.Ordinal)));
        Assert.Equal(3, _probe.Calls.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clock_that_is_set_back_makes_no_timer_wait_until_it_has_caught_up(bool isStopped)
    {
        await using (var app = await StartAsync(typeof(Monitored), Hourly))
        {
            await ScheduledAsync(app);
            await AdvanceUntilCalledAsync(1);
            if (!isStopped)
            {
                _clock.SetBack(TimeSpan.FromDays(1));
                await AdvanceUntilCalledAsync(2);
            }
        }

        if (isStopped)
        {
            _clock.SetBack(TimeSpan.FromDays(1));
            await using var after = await StartAsync(typeof(Monitored), Hourly);
            await ScheduledAsync(after);
            await AdvanceUntilCalledAsync(2);
        }

        Assert.Equal(["2026-04-01 01:00", "2026-03-31 02:00"], _probe.Calls.Select(c => c[..16]));
    }

    [Fact]
    public async Task A_schedule_that_was_changed_meanwhile_is_not_made_up()
    {
        await using (var before = await StartAsync(typeof(Monitored), Hourly))
        {
            await ScheduledAsync(before);
        }

        _clock.Advance(TimeSpan.FromHours(5));
        await using var after = await StartAsync(typeof(Monitored), "0 30 * * * *");
        await ScheduledAsync(after);
        await AdvanceUntilCalledAsync(1, minute: 30);

        Assert.Equal(["2026-04-01 06:30 due, last 0001-01-01"], _probe.Calls);
    }

    [Fact]
    public async Task A_timer_that_is_not_monitored_makes_nothing_up_and_knows_no_status()
    {
        await using (var before = await StartAsync(typeof(Unmonitored), Hourly))
        {
            await ScheduledAsync(before);
        }

        _clock.Advance(TimeSpan.FromHours(5));
        await using var after = await StartAsync(typeof(Unmonitored), Hourly);
        await ScheduledAsync(after);
        await AdvanceUntilCalledAsync(1);

        Assert.Equal(["2026-04-01 06:00 due"], _probe.Calls);
    }

    [Fact]
    public async Task Runs_do_not_overlap_and_those_missed_meanwhile_are_one()
    {
        await using var app = await StartAsync(typeof(Waiting), Hourly);
        await ScheduledAsync(app);
        await AdvanceUntilCalledAsync(1);
        _clock.Advance(TimeSpan.FromHours(4));
        _probe.Gate.SetResult();
        await _probe.CallsAsync(2);
        await AdvanceUntilCalledAsync(3);

        Assert.Equal(1, _probe.MostAtOnce);
        Assert.Equal(["01", "05", "06"], _probe.Calls);
    }

    [Fact]
    public async Task A_timer_may_also_run_at_the_start()
    {
        await using var app = await StartAsync(typeof(AtStart), Hourly);
        await _probe.CallsAsync(1);

        Assert.Equal(["2026-04-01 00:30 due, last 0001-01-01"], _probe.Calls);
    }

    [Fact]
    public async Task One_instance_only_runs_a_timer_and_another_takes_over_when_it_stops()
    {
        var one = await StartAsync(typeof(Monitored), Hourly);
        await ScheduledAsync(one);
        await using var two = await StartAsync(typeof(Monitored), Hourly);
        await AdvanceUntilCalledAsync(3);
        Assert.DoesNotContain(two.Logs.At(LogLevel.Information), line => line.Contains("runs next", StringComparison.Ordinal));
        await one.DisposeAsync();
        await ScheduledAsync(two);
        await AdvanceUntilCalledAsync(4);

        Assert.Equal(["01:00", "02:00", "03:00", "04:00"], _probe.Calls.Select(call => call.Substring(11, 5)));
    }

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task An_instance_whose_storage_falls_silent_leaves_the_timer_to_another()
    {
        await using var storage = await FaultyStorage.StartAsync(await TestStorage.ConnectionStringAsync());
        storage.MeetsTheHost = true;
        await using var one = await StartAsync(typeof(Monitored), Hourly, $"AzureWebJobsStorage={storage.ConnectionString}");
        await ScheduledAsync(one);
        storage.Decide = (_, _, _) => CallFault.Silent;

        await using var two = await StartAsync(typeof(Monitored), Hourly);
        await ScheduledAsync(two);
        await Probe.UntilAsync(() => one.Logs.At(LogLevel.Warning).Any(line => line.Contains("is interrupted", StringComparison.Ordinal)),
            "the first instance to let go");
        await AdvanceUntilCalledAsync(2);

        Assert.Equal(["01:00", "02:00"], _probe.Calls.Select(call => call.Substring(11, 5)));
    }

    [Fact]
    public async Task A_timer_that_is_switched_off_runs_by_hand_only()
    {
        await using var app = await StartAsync(typeof(Monitored), Hourly, "AzureWebJobs.TimerMonitored.Disabled=true");
        _clock.Advance(TimeSpan.FromHours(2));
        using var answer = await app.Client.PostAsync(
            "admin/functions/timermonitored",
                new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        await _probe.CallsAsync(1);

        Assert.Equal(["2026-04-01 02:30 due, last 0001-01-01"], _probe.Calls);
    }

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static Task ScheduledAsync(LocalApp app) => Probe.UntilAsync(
        () => app.Logs.At(LogLevel.Information).Any(line => line.Contains("runs next", StringComparison.Ordinal)),
            "the timer to be scheduled");

    /// <summary>
    /// A minute at a time, since the listener may compute its wait just before or just after the clock moves; slowly after the due minute,
    /// so that a delayed call is not given a later hour.
    /// </summary>
    /// <param name="count">How many calls there are then.</param>
    /// <param name="minute">Of the hour at which the schedule is due.</param>
    private async Task AdvanceUntilCalledAsync(int count, int minute = 0)
    {
        while (_probe.Calls.Count is var before && before < count)
        {
            do
            {
                _clock.Advance(TimeSpan.FromMinutes(1));
                await Task.Delay(Probe.LookAgain);
            }
            while (_clock.GetUtcNow().Minute != minute);

            var looks = 0;
            await Probe.UntilAsync(
                () =>
                {
                    if (++looks % 25 == 0)
                    {
                        _clock.Advance(TimeSpan.FromSeconds(30));
                    }

                    return _probe.Calls.Count > before;
                },
                $"a run after the {before} there were");
        }
    }

    private async Task<LocalApp> StartAsync(Type functions, string schedule, params string[] settings) => await LocalApp.StartAsync(
        new LocalApp.Options(functions)
        {
            HostJson = "{}",
            Clock = _clock,
            Configure = builder => builder.Services.AddSingleton(_probe).AddSingleton<TimeProvider>(_clock),
        },
        [$"AzureWebJobsStorage={await TestStorage.ConnectionStringAsync()}", $"AzureFunctionsWebHost__hostid={_id}",
            $"Schedule={schedule}", .. settings]);

    /// <summary>The clock to ten minutes: how many steps past the hour it is does not matter.</summary>
    private static string Describe(TimeProvider clock, TimerInfo timer)
    {
        var now = clock.GetUtcNow();
        var rounded = now.AddMinutes(-(now.Minute % 10));
        return string.Create(CultureInfo.InvariantCulture, $"{rounded:yyyy-MM-dd HH:mm} {(timer.IsPastDue ? "past due" : "due")}")
            + (timer.ScheduleStatus is { } status ? string.Create(CultureInfo.InvariantCulture, $", last {status.Last:yyyy-MM-dd}") : "");
    }

    public sealed class Monitored(Probe probe, TimeProvider clock)
    {
        [Function("TimerMonitored")]
        public void Run([TimerTrigger("%Schedule%", UseMonitor = true)] TimerInfo timer) => probe.Enter(Describe(clock, timer)).Dispose();
    }

    public sealed class Unmonitored(Probe probe, TimeProvider clock)
    {
        [Function("TimerUnmonitored")]
        public void Run([TimerTrigger("%Schedule%", UseMonitor = false)] TimerInfo timer) => probe.Enter(Describe(clock, timer)).Dispose();
    }

    public sealed class AtStart(Probe probe, TimeProvider clock)
    {
        [Function("TimerAtStart")]
        public void Run([TimerTrigger("%Schedule%", RunOnStartup = true)] TimerInfo timer) => probe.Enter(Describe(clock, timer)).Dispose();
    }

    public sealed class Waiting(Probe probe, TimeProvider clock)
    {
        [Function("TimerWaiting")]
        public async Task Run([TimerTrigger("%Schedule%")] TimerInfo timer, CancellationToken cancellation)
        {
            using var call = probe.Enter($"{clock.GetUtcNow():HH}");
            await probe.Gate.Task.WaitAsync(cancellation);
        }
    }
}
