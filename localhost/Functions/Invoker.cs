using System.Diagnostics;
using Localhost.Rpc;
using Localhost.Workers;
using Microsoft.Extensions.Logging;

namespace Localhost.Functions;

/// <summary>How a call of a function ended.</summary>
internal enum InvocationOutcome
{
    Succeeded,
    Failed,

    /// <summary>The worker exited meanwhile: it is not known how far the call came.</summary>
    Lost,
}

/// <summary>Has the worker call functions.</summary>
internal sealed partial class Invoker(WorkerSupervisor workers, ILogger<Invoker> logger)
{
    /// <summary>Calls a function with its trigger data, as soon as there is a worker; the result is logged.</summary>
    /// <param name="cancellation">Asks the function to end; its end is still waited for.</param>
    public async Task<InvocationOutcome> InvokeAsync(HostedFunction function, TypedData input, CancellationToken cancellation) =>
        await InvokeAsync(await workers.ReadyAsync(cancellation), function, function.Call(input), cancellation);

    /// <summary>Sends a call to a worker and waits for its end.</summary>
    public async Task<InvocationOutcome> InvokeAsync(Worker worker, HostedFunction function, InvocationRequest call,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answering = worker.Channel.AskAsync(new StreamingMessage { InvocationRequest = call });
            await using var cancelling = cancellation.Register(
                () => worker.Channel.Send(
                    new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = call.InvocationId } }));
            var result = (await answering).InvocationResponse?.Result ?? new StatusResult();
            var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (result.Status == StatusResult.Types.Status.Success)
            {
                Succeeded(function.Name, call.InvocationId, milliseconds);
                return InvocationOutcome.Succeeded;
            }

            if (result.Status == StatusResult.Types.Status.Cancelled || cancellation.IsCancellationRequested)
            {
                Cancelled(function.Name, call.InvocationId, milliseconds);
            }
            else
            {
                Failed(function.Name, call.InvocationId, milliseconds, result.Exception?.Message, result.Exception?.StackTrace);
            }

            return InvocationOutcome.Failed;
        }
        catch (WorkerLostException)
        {
            if (!workers.IsEnding)
            {
                Lost(function.Name, call.InvocationId, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return InvocationOutcome.Lost;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} succeeded ({Id}, {Milliseconds:F0} ms)")]
    private partial void Succeeded(string function, string id, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} was cancelled ({Id}, {Milliseconds:F0} ms)")]
    private partial void Cancelled(string function, string id, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed ({Id}, {Milliseconds:F0} ms): {Error} {Stack}")]
    private partial void Failed(string function, string id, double milliseconds, string? error, string? stack);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} was cut off: its worker has ended ({Id}, {Milliseconds:F0} ms)")]
    private partial void Lost(string function, string id, double milliseconds);
}
