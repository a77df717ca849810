using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>The one place where exceptions of HTTP functions end: an outage of the storage becomes 503, anything else 500.</summary>
public sealed partial class ErrorMiddleware(ILogger<ErrorMiddleware> log) : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(10);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        StorageSilence.Watch();
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var cause = Unwrap(e);
            if (cause is ConnectionResetException or ConnectionAbortedException
                or BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout or StatusCodes.Status400BadRequest })
            {
                // An error of the caller's connection, not of the program: no alert.
                context.GetInvocationResult().Value = Problem.Of(
                    http.Request, (cause as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, "body-incomplete",
                    RequestMessages.BodyIncomplete);
                return;
            }

            if (cause is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
            {
                context.GetInvocationResult().Value = Problem.Of(
                    http.Request, StatusCodes.Status413PayloadTooLarge, "too-large", RequestMessages.FormTooLarge(Html.MaxFormBytes));
                return;
            }

            if (StorageFault.IsOutage(cause, http.RequestAborted))
            {
                Log.Outage(log, context.FunctionDefinition.Name, cause.GetType().Name);
                context.GetInvocationResult().Value = Problem.Of(
                    http.Request, StatusCodes.Status503ServiceUnavailable, "storage-unavailable",
                    RequestMessages.StorageUnavailable, ComeBack);
                return;
            }

            Log.Failed(log, context.FunctionDefinition.Name, cause);
            context.GetInvocationResult().Value = Problem.Of(
                http.Request, StatusCodes.Status500InternalServerError, "internal", RequestMessages.Internal(context.InvocationId));
        }
    }

    // The worker wraps what a function throws.
    private static Exception Unwrap(Exception e) => e is AggregateException { InnerExceptions: [var only] } ? Unwrap(only) : e;

    private static partial class Log
    {
        [LoggerMessage(9001, LogLevel.Warning, "{Function}: the storage did not answer ({Kind})")]
        public static partial void Outage(ILogger logger, string function, string kind);

        [LoggerMessage(9002, LogLevel.Error, "{Function} failed")]
        public static partial void Failed(ILogger logger, string function, Exception exception);
    }
}
