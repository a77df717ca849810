using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Writes a line when a timer has run to its end: the alert <c>timer-missed</c> waits for it.</summary>
public sealed partial class TimerMiddleware(ILogger<TimerMiddleware> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.IsTriggeredBy("timerTrigger"))
        {
            Log.Ran(log, context.FunctionDefinition.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9301, LogLevel.Information, "Timer {Function} ran to its end")]
        public static partial void Ran(ILogger logger, string function);
    }
}
