using System.Security.Cryptography;
using Localhost.Functions;
using Localhost.Rpc;
using Localhost.Settings;
using Microsoft.Extensions.Logging;

namespace Localhost.Workers;

/// <summary>Keeps a worker running: starts it, and restarts it with a growing delay when it exits.</summary>
internal sealed partial class WorkerSupervisor(
    HostSettings settings, HostJson hostJson, string folder, IWorkerLauncher launcher, WorkerLog workerLog,
        ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    private static readonly TimeSpan TimeToConnect = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>A worker that ran for so long did not exit because of its start.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private RpcServer? _rpc;
    private IRunningWorker? _running;
    private TaskCompletionSource<Worker> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _keeping = Task.CompletedTask;
    private bool _isDisposed;

    /// <summary>The secret by which the worker's HTTP endpoint knows this host.</summary>
    public string ForwarderSecret { get; } = NewSecret();

    /// <summary>The functions of the app; set by <see cref="StartAsync"/>.</summary>
    public FunctionCatalogue Functions { get; private set; } = null!;

    /// <summary>True once the end of the worker is wanted.</summary>
    public bool IsEnding => _stopping.IsCancellationRequested;

    /// <summary>Starts the first worker.</summary>
    /// <exception cref="WorkerHostException">It does not start, and would not the next time.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _rpc = await RpcServer.StartAsync(cancellation);
        var worker = await LaunchAsync(cancellation);
        _keeping = KeepAsync(worker);
    }

    /// <summary>The worker; waits while there is none.</summary>
    public Task<Worker> ReadyAsync(CancellationToken cancellation) => Volatile.Read(ref _ready).Task.WaitAsync(cancellation);

    /// <summary>The worker is about to end with this process: it is not started again.</summary>
    public void ExpectEnd() => _stopping.Cancel();

    /// <summary>Ends the worker at once, for good.</summary>
    public void Kill()
    {
        ExpectEnd();
        Volatile.Read(ref _running)?.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _stopping.CancelAsync();
        await EndAsync(TellToEnd());
        await _keeping;
        if (_rpc is not null)
        {
            await _rpc.DisposeAsync();
        }
    }

    private async Task KeepAsync(Worker worker)
    {
        var pause = FirstPause;
        while (!_stopping.IsCancellationRequested)
        {
            var since = TimeProvider.System.GetTimestamp();
            await Task.WhenAny(worker.Channel.Closed, _running!.Ended);
            Volatile.Write(ref _ready, new TaskCompletionSource<Worker>(TaskCreationOptions.RunContinuationsAsynchronously));
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            var cause = await EndAsync(isTold: false);
            pause = TimeProvider.System.GetElapsedTime(since) >= Settled ? FirstPause : pause;
            if (await RelaunchAsync(cause, pause) is not ({ } next, var longer))
            {
                return;
            }

            (worker, pause) = (next, longer);
        }
    }

    private async Task<(Worker? Next, TimeSpan Pause)> RelaunchAsync(string cause, TimeSpan pause)
    {
        while (true)
        {
            try
            {
                Died(cause, pause.TotalSeconds);
                await Task.Delay(pause, _stopping.Token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                return (await LaunchAsync(_stopping.Token), pause);
            }
            catch (WorkerHostException error)
            {
                cause = error.Message;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return (null, pause);
            }
        }
    }

    private async Task<Worker> LaunchAsync(CancellationToken cancellation)
    {
        var id = NewSecret();
        var channel = new WorkerChannel(workerLog.Write);
        var connecting = _rpc!.Service.ExpectAsync(id, channel);
        try
        {
            var start = new WorkerStart(folder, _rpc.Address, id, ForwarderSecret, settings.ForWorker());
            _running = await launcher.StartAsync(start, cancellation);
            await ConnectedAsync(connecting, cancellation);
            var worker = await ShakeHandsAsync(channel).WaitAsync(TimeToConnect, cancellation);
            Volatile.Read(ref _ready).TrySetResult(worker);
            return worker;
        }
        catch (Exception error) when (error is WorkerLostException or TimeoutException)
        {
            var ended = await EndAsync(isTold: false);
            var cause = error is TimeoutException ? "it does not answer" : ended;
            throw new WorkerHostException($"The app ended before it was ready: {cause}", error);
        }
        catch
        {
            await EndAsync(isTold: false);
            throw;
        }
        finally
        {
            _rpc.Service.Forget(id);
        }
    }

    private async Task ConnectedAsync(Task connecting, CancellationToken cancellation)
    {
        var ended = _running!.Ended;
        var first = await Task.WhenAny(connecting, ended).WaitAsync(TimeToConnect, cancellation);
        if (first == ended)
        {
            throw new WorkerHostException($"The app ended before it was ready: {await ended}");
        }
    }

    private async Task<Worker> ShakeHandsAsync(WorkerChannel channel)
    {
        var http = await WorkerHandshake.InitialiseAsync(channel, folder);
        if (Functions is null)
        {
            Functions = FunctionCatalogue.Read(await WorkerHandshake.ReadFunctionsAsync(channel, folder), settings, hostJson);
            Functions.Errors.ToList().ForEach(NotLoaded);
        }

        foreach (var (function, cause) in await WorkerHandshake.LoadAsync(channel, Functions.Loaded))
        {
            Functions.Refuse(function, cause);
            NotLoaded(Functions.Errors[^1]);
        }

        return new Worker(channel, _running!.HttpAddress ?? http);
    }

    private bool TellToEnd()
    {
        if (!Volatile.Read(ref _ready).Task.IsCompletedSuccessfully)
        {
            return false;
        }

        _ready.Task.Result.Channel.Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate() });
        return true;
    }

    /// <summary>Waits until the worker has ended; one that was not told to is killed.</summary>
    private async Task<string> EndAsync(bool isTold)
    {
        if (Interlocked.Exchange(ref _running, null) is not { } running)
        {
            return "";
        }

        if (!isTold && !running.Ended.IsCompleted)
        {
            running.Kill();
        }

        await running.DisposeAsync();
        return running.Ended.IsCompletedSuccessfully ? running.Ended.Result : "it was ended";
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Error}")]
    private partial void NotLoaded(string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The app has ended ({Cause}); it is started again in {Seconds:F0} s")]
    private partial void Died(string cause, double seconds);
}
