namespace SmartToyonaka.Tests.Support;

/// <summary>Holds the first call of a kind until it is opened: what happens in between always happens before that call.</summary>
internal sealed class CallBarrier
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously),
        opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int met;

    private CallBarrier(FaultyStorage proxy, Func<StorageCall, bool> which) =>
        proxy.HoldAt = call =>
        {
            // Retries of the client library are held, too.
            if (!which(call) || (Volatile.Read(ref met) > 0 && opened.Task.IsCompleted))
            {
                return Task.CompletedTask;
            }

            Interlocked.Increment(ref met);
            reached.TrySetResult();
            return opened.Task;
        };

    /// <summary>Holds calls that write from a place in the program: <c>SubmissionStore</c>, table <c>submissions</c>.</summary>
    public static CallBarrier AtWrite(FaultyStorage proxy, string place, string target) =>
        new(proxy, c => c.Step.StartsWith(place + ":", StringComparison.Ordinal)
            && c.Step.EndsWith("/" + target, StringComparison.Ordinal));

    /// <summary>Holds calls of a method and a part of a path.</summary>
    public static CallBarrier At(FaultyStorage proxy, string method, string path) =>
        new(proxy, c => c.Method == method && c.Path.Contains(path, StringComparison.Ordinal));

    /// <summary>Waits until a call is held.</summary>
    public Task ReachedAsync() => reached.Task.WaitAsync(RunningApp.Deadline);

    /// <summary>Lets it pass.</summary>
    public void Open() => opened.TrySetResult();
}
