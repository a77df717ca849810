using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>
/// Tells <see cref="InstanceActivity"/> of every run that may change something: messages, timers, and requests that do not only read.
/// </summary>
public sealed class ActivityMiddleware(InstanceActivity activity) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var reads = context.GetHttpContext() is { Request.Method: var method } && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
        using (reads ? null : activity.Begin())
        {
            await next(context);
        }
    }
}
