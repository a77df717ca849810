using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>
/// The host sends a call and its request beside each other. Of a client that has left the call may be over when the request comes: what it
/// would be answered with is gone, and nobody waits for it.
/// </summary>
public sealed partial class LateRequestFilter(ILogger<LateRequestFilter> log) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(EndAsync);
        next(app);
    };

    private async Task EndAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ObjectDisposedException) when (!context.Response.HasStarted)
        {
            Log.Late(log);
            context.Abort();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9003, LogLevel.Information, "A request came after its call had ended: its client has left")]
        public static partial void Late(ILogger logger);
    }
}
