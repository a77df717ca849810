namespace Localhost.Workers;

/// <summary>Starts an app as a worker: as a process of its own, or (in tests) in this one.</summary>
public interface IWorkerLauncher
{
    /// <summary>Starts the worker; it connects by itself.</summary>
    /// <exception cref="WorkerHostException">It cannot be started.</exception>
    Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellation);
}

/// <summary>A worker that was started; disposing of it waits for its end, for a while.</summary>
public interface IRunningWorker : IAsyncDisposable
{
    /// <summary>Completes when it has ended, with what is known of why.</summary>
    Task<string> Ended { get; }

    /// <summary>Where it answers HTTP, when that is known better than by what it says of itself.</summary>
    Uri? HttpAddress { get; }

    /// <summary>Ends it at once; disposing of it lets it end by itself.</summary>
    void Kill();
}
