using System.Collections.Concurrent;

namespace SmartToyonaka.Tests.Localhost;

/// <summary>What a test's functions report to the test, and what they wait for.</summary>
public sealed class Probe
{
    // Reached only by a failing test: a busy machine is slow.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private int _running;

    /// <summary>In the order of the calls.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The most calls there were at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>A function that waits goes on when this completes.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"Waited {Deadline.TotalSeconds} s in vain: {what}");
            await Task.Delay(LookAgain, CancellationToken.None);
        }
    }

    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    public Task CallsAsync(int count) => UntilAsync(() => Calls.Count >= count, $"{count} calls, of which there were {Calls.Count}");

    /// <summary>Notes a call, and that it runs until the result is disposed of.</summary>
    public IDisposable Enter(string call)
    {
        Calls.Enqueue(call);
        lock (Calls)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        return new Leave(this);
    }

    private sealed class Leave(Probe probe) : IDisposable
    {
        public void Dispose()
        {
            lock (probe.Calls)
            {
                probe._running--;
            }
        }
    }
}
