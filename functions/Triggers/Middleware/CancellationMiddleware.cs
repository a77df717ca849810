using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>
/// Before all others, the worker's own included, which wait for the request that belongs to a call: of a client that has left meanwhile
/// none comes, and the call ends without an error. A message or a timer that is cancelled stays one that failed, so that it comes again.
/// </summary>
public sealed class CancellationMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested && context.IsTriggeredBy("httpTrigger"))
        {
            // The client has disconnected.
        }
    }
}
