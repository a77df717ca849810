using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Localhost.Functions;

/// <summary>
/// Work beside requests: listeners, and functions that they or an administrator started. A stop waits for it, within a limit.
/// </summary>
internal sealed partial class BackgroundWork(ILogger<BackgroundWork> logger) : IDisposable
{
    /// <summary>How long a function may clean up after its token was cancelled.</summary>
    private static readonly TimeSpan LastGrace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborted = new();

    /// <summary>Cancelled: start nothing new.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The functions' token: cancelled when running functions have to end.</summary>
    public CancellationToken Aborted => _aborted.Token;

    public void Start(Func<Task> work)
    {
        var task = Task.Run(work);
        _running[task] = true;
        task.ContinueWith(Ended, TaskScheduler.Default);
    }

    public async Task StopAsync(CancellationToken limit)
    {
        await _stopping.CancelAsync();
        var all = Task.WhenAll(_running.Keys);
        try
        {
            await all.WaitAsync(limit);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await _aborted.CancelAsync();
            await Task.WhenAny(all, Task.Delay(LastGrace, CancellationToken.None));
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _aborted.Dispose();
    }

    private void Ended(Task task)
    {
        _running.TryRemove(task, out _);
        if (task.Exception is { } error)
        {
            Died(error.GetBaseException());
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A listener ended by a bug of this host; its function is not called any more")]
    private partial void Died(Exception error);
}
