using System.Net;
using Localhost.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Localhost.Http;

/// <summary>Answers every request that is not the host's own.</summary>
internal sealed partial class FunctionDoor(Invoker invoker, Keys keys, ILogger<FunctionDoor> logger)
{
    /// <summary>An endpoint must have a delegate; the door calls the function itself, so that what is no function's is 404 and never 405.</summary>
    public static Task NotReached(HttpContext context) => throw new InvalidOperationException("Functions are called by the door.");

    /// <summary>Stands around routing: whatever goes wrong, the answer is 500 with an empty body.</summary>
    public async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            Failed(error, context.Request.Method, context.Request.Path);
            Refuse(context, StatusCodes.Status500InternalServerError);
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<LocalFunction>() is not { Disabled: false } function)
        {
            Refuse(context, StatusCodes.Status404NotFound);
            return;
        }

        if (!keys.Allow(context.Request, ((HttpBinding)function.Binding).Level))
        {
            Refuse(context, StatusCodes.Status401Unauthorized);
            return;
        }

        if (context.Request.ContentLength > LimitedBody.Limit)
        {
            TooLong(function.Name, context.Request.ContentLength.Value);
            Refuse(context, StatusCodes.Status500InternalServerError);
            return;
        }

        if (context.Request.ContentLength is null)
        {
            context.Request.Body = new LimitedBody(context.Request.Body);
        }

        // What the real worker sees: its host calls it from this machine.
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        if (!await invoker.TryInvokeAsync(function, context, context.RequestAborted, services => context.RequestServices = services))
        {
            Refuse(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Refuse(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void Failed(Exception error, string method, PathString path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Function} is refused: its body of {Length} bytes is longer than 30,000,000")]
    private partial void TooLong(string function, long length);
}
