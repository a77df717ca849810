using System.Text;
using Localhost.Functions;
using Localhost.Rpc;
using Localhost.Settings;
using Localhost.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Localhost.Http;

/// <summary>
/// Answers every request that is not the host's own: finds the function, calls it and forwards the request to the worker.
/// </summary>
internal sealed partial class HttpDispatcher(
    WorkerSupervisor workers, Invoker invoker, HttpForwarding forwarding, HostKeys keys, HostSettings settings,
        ILogger<HttpDispatcher> logger)
{
    /// <summary>How long a request waits for a worker that is being restarted.</summary>
    private static readonly TimeSpan TimeToWait = TimeSpan.FromSeconds(20);

    private readonly bool _hasNoHomepage = bool.TryParse(settings["AzureWebJobsDisableHomepage"], out var disabled) && disabled;

    /// <summary>
    /// An endpoint needs a delegate; the dispatcher calls the function itself, so that unknown paths are 404 and never 405.
    /// </summary>
    public static Task NotReached(HttpContext context) => throw new InvalidOperationException("Functions are called by the dispatcher.");

    /// <summary>Wraps routing: after any failure the answer is 500 with an empty body.</summary>
    public async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            if (!context.Request.Host.HasValue)
            {
                Refuse(context, StatusCodes.Status500InternalServerError);
            }
            else if (!HostHeaderCheck.NamesThisMachine(context.Request))
            {
                Refuse(context, StatusCodes.Status400BadRequest);
            }
            else
            {
                await next(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            Failed(error, context.Request.Method, context.Request.Path);
            Refuse(context, StatusCodes.Status500InternalServerError);
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HostedFunction>() is not { IsDisabled: false } function)
        {
            var isHome = _hasNoHomepage && context.Request.Path == "/";
            Refuse(context, isHome ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound);
        }
        else if (!keys.Allow(context.Request, ((HttpBinding)function.Binding).Level))
        {
            Refuse(context, StatusCodes.Status401Unauthorized);
        }
        else if (context.Request.ContentLength > LimitedBody.Limit)
        {
            TooLong(function.Name, context.Request.ContentLength.Value);
            Refuse(context, StatusCodes.Status500InternalServerError);
        }
        else if (context.Request.Headers.ContainsKey(HttpForwarding.InvocationHeader)
            || context.Request.Headers.Any(header => header.Value.Any(value => !Ascii.IsValid(value))))
        {
            // A header with other letters cannot be forwarded. The real host notices that after it has called the function, and the worker
            // keeps what it holds of such a call for good.
            Refuse(context, StatusCodes.Status500InternalServerError);
        }
        else if (await WorkerAsync(context) is not { HttpAddress: { } address } worker)
        {
            context.Response.Headers.RetryAfter = "10";
            Refuse(context, StatusCodes.Status503ServiceUnavailable);
        }
        else
        {
            await CallAsync(context, function, worker, address);
        }
    }

    /// <summary>The worker waits for both the call and the request, so both are sent; when one fails, the other is cancelled.</summary>
    private async Task CallAsync(HttpContext context, HostedFunction function, Worker worker, Uri address)
    {
        if (context.Request.ContentLength is null)
        {
            context.Request.Body = new LimitedBody(context.Request.Body);
        }

        var call = function.Call(new TypedData { Http = new RpcHttp() });
        foreach (var (name, value) in context.Request.RouteValues)
        {
            call.TriggerMetadata[name] = new TypedData { String = value?.ToString() ?? "" };
        }

        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var invoking = invoker.InvokeAsync(worker, function, call, cancelling.Token);
        var sending = forwarding.SendAsync(context, address, call.InvocationId, cancelling.Token);
        var error = await sending;
        if (error != ForwarderError.None)
        {
            await cancelling.CancelAsync();
        }

        if (error != ForwarderError.None || await invoking != InvocationOutcome.Succeeded)
        {
            if (!workers.IsEnding)
            {
                NotForwarded(function.Name, error);
            }

            Refuse(context, StatusCodes.Status500InternalServerError);
        }
    }

    private async Task<Worker?> WorkerAsync(HttpContext context)
    {
        try
        {
            return await workers.ReadyAsync(context.RequestAborted).WaitAsync(TimeToWait, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static void Refuse(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var retryAfter = context.Response.Headers.RetryAfter;
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = status == StatusCodes.Status503ServiceUnavailable ? retryAfter : default;
        if (!HttpMethods.IsHead(context.Request.Method) && status != StatusCodes.Status204NoContent)
        {
            context.Response.ContentLength = 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void Failed(Exception error, string method, PathString path);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A request to {Function} is refused: its body of {Length} bytes is longer than 30,000,000")]
    private partial void TooLong(string function, long length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Function} is answered 500 ({Error})")]
    private partial void NotForwarded(string function, ForwarderError error);
}
