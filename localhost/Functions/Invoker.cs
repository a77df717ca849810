using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Localhost.Functions;

/// <summary>Calls functions: each in a scope of its own, through the app's middleware.</summary>
internal sealed partial class Invoker(IServiceScopeFactory scopes, FunctionExecutionDelegate pipeline, ILogger<Invoker> logger)
{
    /// <summary>Whether the call ended without an exception; what went wrong is logged. First <paramref name="begin"/> is given the call's services.</summary>
    public async Task<bool> TryInvokeAsync(LocalFunction function, object triggerSource, CancellationToken cancellation, Action<IServiceProvider>? begin = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var invocation = new Invocation(function, triggerSource, scope.ServiceProvider, cancellation);
        begin?.Invoke(scope.ServiceProvider);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await pipeline(invocation);
            Succeeded(function.Name, invocation.InvocationId, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Cancelled(function.Name, invocation.InvocationId, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return false;
        }
        // The boundary: whatever a function throws must not end the host.
        catch (Exception error)
        {
            Failed(error, function.Name, invocation.InvocationId, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} succeeded ({Id}, {Milliseconds:F0} ms)")]
    private partial void Succeeded(string function, string id, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} was cancelled ({Id}, {Milliseconds:F0} ms)")]
    private partial void Cancelled(string function, string id, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed ({Id}, {Milliseconds:F0} ms)")]
    private partial void Failed(Exception error, string function, string id, double milliseconds);
}
