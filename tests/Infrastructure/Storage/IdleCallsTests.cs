using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Triggers.Timers;

namespace SmartToyonaka.Tests.Infrastructure.Storage;

/// <summary>What an app in which nothing happens asks of its storage: each timer's calls, which are paid for day and night.</summary>
[Collection(AloneCollection.Name)]
public sealed class IdleCallsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>The timers, how often each runs on a day (as <c>local.settings.json</c> schedules it), and the most calls that
    /// a run without work may make.</summary>
    private static readonly (string Name, int RunsADay, int MaxCalls)[] Timers =
    [
        ("SweepUnfinished", 288, 15), ("PullReference", 96, 9), ("PullForms", 24, 4), ("SendReminders", 9, 20), ("PullDrops", 1, 5),
        ("PullEApproval", 1, 6), ("PullOvertime", 1, 6), ("PullStaff", 1, 6), ("UpdateCompleteness", 1, 20),
    ];

    [Fact]
    public async Task Timers_without_work_make_few_calls()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2021, 7, 15, 1, 0, 0, TimeSpan.Zero));
        await using var proxy = await FaultyStorage.StartAsync(await TestStorage.NewAccountAsync());
        await using var app = await RunningApp.StartAsync(null, clock, proxy, RunningApp.FilesOn);

        // The first run of each creates what later ones find.
        foreach (var (name, _, _) in Timers)
        {
            await CallsOfAsync(name);
        }

        await app.WaitUntilComputedAsync();
        var day = 0;
        foreach (var (name, runs, most) in Timers)
        {
            var calls = await CallsOfAsync(name);
            output.WriteLine($"{name}: {calls.Count} calls, {runs} runs a day\n  {string.Join("\n  ", calls)}");
            Assert.InRange(calls.Count, 0, most);
            day += calls.Count * runs;
        }

        output.WriteLine($"{day} calls a day");
        Assert.InRange(day, 0, 6_000);

        async Task<IReadOnlyList<StorageCall>> CallsOfAsync(string name)
        {
            proxy.Clear();
            await RunAsync(app, name);

            // The host looks at the queue meanwhile, at a pace of its own.
            return [.. proxy.Calls.Where(c => !c.Path.Contains("/messages?numofmessages", StringComparison.Ordinal))];
        }
    }

    private static async Task RunAsync(RunningApp app, string name)
    {
        var type = typeof(SweepUnfinished).Assembly.GetType($"{typeof(SweepUnfinished).Namespace}.{name}", throwOnError: true)!;
        var run = type.GetMethods().Single(m => m.GetCustomAttribute<FunctionAttribute>() is not null);
        await (Task)run.Invoke(ActivatorUtilities.CreateInstance(app.Services, type),
            [.. run.GetParameters().Select(p => p.ParameterType == typeof(CancellationToken) ? (object?)CancellationToken.None : null)])!;
    }
}
