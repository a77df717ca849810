using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Tests.Support.MemoryStorage;
using SmartToyonaka.Triggers.Timers;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>What happens to the instance of the first operation.</summary>
internal enum ProcessKill
{
    None,

    /// <summary>Nothing reaches the storage from the held call on: it is abandoned before the second operation begins.</summary>
    Before,

    /// <summary>The held call reaches the storage late, as the last one.</summary>
    After,
}

/// <summary>How two operations are put in order.</summary>
/// <param name="HeldOfFirst">The call of the first at which it waits while the second works.</param>
/// <param name="HeldOfSecond">The call of the second at which it waits until the first has ended; null to let it end before the first goes
/// on.</param>
/// <param name="Kill">Whether the first is killed.</param>
/// <param name="LeasesEnd">True when the first is held so long that its leases run out.</param>
internal sealed record CallOrder(string HeldOfFirst, string? HeldOfSecond, ProcessKill Kill, bool LeasesEnd);

/// <summary>
/// Two instances on one account in memory, each behind a proxy that can hold or lose any of its calls. The first one's clock is ahead.
/// Queues and sweep run only on request, so that nothing happens outside the order.
/// </summary>
internal sealed partial class OrderSearch : IAsyncDisposable
{
    private readonly FakeTimeProvider ahead, clock;
    private readonly FaultyStorage[] proxies;

    private OrderSearch(FaultyStorage[] proxies, RunningApp[] apps, FakeTimeProvider ahead, FakeTimeProvider clock)
    {
        (this.proxies, Apps, this.ahead, this.clock) = (proxies, apps, ahead, clock);
    }

    public RunningApp[] Apps { get; }

    /// <summary>Looks at the storage as nobody holds it.</summary>
    public string Storage => Apps[0].Storage;

    public static async Task<OrderSearch> StartAsync(DateTimeOffset now)
    {
        var account = new MemoryAccount();
        var seen = await FaultyStorage.StartAsync(account);
        await OpenCatalogue.WriteAsync(seen.ConnectionString);
        var clocks = new[] { new FakeTimeProvider(now.AddSeconds(10)), new FakeTimeProvider(now) };
        var proxies = new[]
        {
            await FaultyStorage.StartAsync(account), await FaultyStorage.StartAsync(account), seen,
        };
        var apps = new[] { await RunningApp.StartAsync(seen.ConnectionString, clocks[0], proxies[0], RunningApp.QueueOff),
            await RunningApp.StartAsync(seen.ConnectionString, clocks[1], proxies[1], RunningApp.QueueOff) };
        return new(proxies, apps, clocks[0], clocks[1]);
    }

    /// <summary>The names of an operation's calls in an undisturbed run.</summary>
    public async Task<IReadOnlyList<string>> CallsOfAsync(int instance, Func<RunningApp, Task> operation)
    {
        var calls = new ConcurrentQueue<string>();
        proxies[instance].HoldAt = call =>
        {
            calls.Enqueue(Name(call));
            return Task.CompletedTask;
        };
        await operation(Apps[instance]);
        proxies[instance].HoldAt = _ => Task.CompletedTask;
        return [.. calls.Distinct()];
    }

    /// <summary>Runs two operations in an order, each on its instance.</summary>
    public async Task RunAsync(CallOrder order, Func<RunningApp, Task> first, Func<RunningApp, Task> second)
    {
        var (holdsFirst, holdsSecond) = (new Hold(order.HeldOfFirst), new Hold(order.HeldOfSecond));
        var isKilled = false;
        proxies[0].HoldAt = order.Kill == ProcessKill.Before ? _ => Task.CompletedTask : holdsFirst.MeetAsync;
        proxies[0].Meet = call =>
        {
            var isIt = Name(call).EndsWith(order.HeldOfFirst, StringComparison.Ordinal);
            var isLost = order.Kill != ProcessKill.None && (isKilled || (isIt && order.Kill == ProcessKill.Before));
            isKilled |= isIt;
            return isLost ? CallFault.Lost : CallFault.None;
        };
        proxies[1].HoldAt = holdsSecond.MeetAsync;
        var one = first(Apps[0]);
        await Task.WhenAny(one, holdsFirst.Reached);
        if (order.Kill == ProcessKill.Before)
        {
            await one;
        }

        if (order.LeasesEnd || order.Kill == ProcessKill.Before)
        {
            await BreakLeasesAsync();
        }

        var other = second(Apps[1]);
        await Task.WhenAny(other, holdsSecond.Reached);
        holdsFirst.Open();
        await one;
        holdsSecond.Open();
        await other;
        foreach (var proxy in proxies)
        {
            (proxy.HoldAt, proxy.Meet) = (_ => Task.CompletedTask, _ => CallFault.None);
        }
    }

    /// <summary>Runs timers and queue until everything that was started is complete.</summary>
    public async Task SettleAsync()
    {
        // Limits the drift of the two clocks.
        clock.Advance(TimeSpan.FromMinutes(20));
        ahead.SetUtcNow(clock.GetUtcNow().AddSeconds(10));
        await SweepAsync(Apps[1]);
        await Apps[1].Services.GetRequiredService<DropPuller>().PullAsync("e-approval", default);
        var queue = Apps[1].Queue(QueueNames.Recompute);
        var recomputer = Apps[1].Services.GetRequiredService<IndicatorRecomputer>();
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value is { Length: > 0 } messages)
        {
            // Merged into one message, since their requests are equal.
            var requests = messages.Select(m => RecomputeRequest.Parse(m.Body.ToString())).ToList();
            await recomputer.HandleAsync(new([.. requests.SelectMany(r => r.TopicYears)], [.. requests.SelectMany(r => r.Pending)]),
                waitsForOthers: true, default);
            foreach (var message in messages)
            {
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }
    }

    /// <summary>Lets time pass for both instances.</summary>
    public void Advance(TimeSpan time)
    {
        clock.Advance(time);
        ahead.Advance(time);
    }

    /// <summary>Ends all leases, as if their time had expired.</summary>
    public async Task BreakLeasesAsync()
    {
        var state = Apps[1].Container(ContainerNames.State);
        await foreach (var blob in state.GetBlobsAsync(BlobTraits.None, BlobStates.None, "leases/", default))
        {
            if (blob.Properties.LeaseState == LeaseState.Leased)
            {
                await state.GetBlobClient(blob.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
            }
        }
    }

    public static Task SweepAsync(RunningApp app) => ActivatorUtilities.CreateInstance<SweepUnfinished>(app.Services).Run(null!, default);

    public async ValueTask DisposeAsync()
    {
        foreach (var app in Apps)
        {
            await app.DisposeAsync();
        }

        foreach (var proxy in proxies)
        {
            await proxy.DisposeAsync();
        }
    }

    // Equal for the same call of all operations of a kind.
    private static string Name(StorageCall call) =>
        call.Step.Length > 0 ? call.Step
            : $"{call.Method} {Differs().Replace(call.Path.Split('(', '?')[0], "#")}{Prefix().Match(call.Path).Groups[1].Value}";

    [GeneratedRegex(@"[0-9a-f]{6,}|\d+")]
    private static partial Regex Differs();

    [GeneratedRegex(@"RowKey%20ge%20%27(\w%21)")]
    private static partial Regex Prefix();

    /// <summary>Holds the first call of a name, and its retries, until it is opened.</summary>
    private sealed class Hold(string? name)
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously),
            opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public Task MeetAsync(StorageCall call)
        {
            if (name is null || Name(call) != name)
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return opened.Task;
        }

        public void Open() => opened.TrySetResult();
    }
}
