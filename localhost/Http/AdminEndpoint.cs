using System.Text.Json;
using Localhost.Functions;
using Localhost.Settings;
using Localhost.Timers;
using Localhost.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Localhost.Http;

/// <summary>
/// The host's own addresses: <c>POST /admin/functions/{name}</c> runs a function by hand after answering 202, <c>GET /admin/functions</c>
/// lists them, <c>/admin/host/status</c> and <c>/admin/host/ping</c>. All but the last need the master key.
/// </summary>
internal sealed partial class AdminEndpoint(
    WorkerSupervisor workers, Invoker invoker, BackgroundWork work, HostKeys keys, HostId hostId, ILogger<AdminEndpoint> logger)
{
    private const string Path = "/admin";
    private const string Functions = "/functions";

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase, out var rest)
            || !IsOwn(rest))
        {
            await next(context);
        }
        else if (Is(rest, "/host/ping"))
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
        }
        else if (!keys.Allow(context.Request, KeyLevel.Admin))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (HttpMethods.IsGet(context.Request.Method) && Is(rest, "/host/status"))
        {
            await context.Response.WriteAsJsonAsync(new
            {
                id = hostId.Value,
                state = "Running",
                version = typeof(AdminEndpoint).Assembly.GetName().Version?.ToString()
            });
        }
        else if (HttpMethods.IsGet(context.Request.Method) && Is(rest, Functions))
        {
            await context.Response.WriteAsJsonAsync(workers.Functions.Loaded.Select(function =>
                new { name = function.Name, isDisabled = function.IsDisabled }));
        }
        else
        {
            context.Response.StatusCode = await RunAsync(context, rest);
        }
    }

    // A function may answer the others, by a template that does not begin with the word "admin".
    private static bool IsOwn(PathString rest) => rest.StartsWithSegments("/host", StringComparison.OrdinalIgnoreCase)
        || rest.StartsWithSegments(Functions, StringComparison.OrdinalIgnoreCase);

    private static bool Is(PathString path, string wanted) => path.Value!.TrimEnd('/').Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private async Task<int> RunAsync(HttpContext context, PathString rest)
    {
        if (!HttpMethods.IsPost(context.Request.Method)
            || !rest.StartsWithSegments(Functions, StringComparison.OrdinalIgnoreCase, out var name)
            || workers.Functions.Find(name.Value!.Trim('/')) is not { } function)
        {
            return StatusCodes.Status404NotFound;
        }

        if (!context.Request.HasJsonContentType())
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        if (await InputAsync(context.Request) is not { } input)
        {
            return StatusCodes.Status400BadRequest;
        }

        Start(function, input);
        return StatusCodes.Status202Accepted;
    }

    private void Start(HostedFunction function, string input)
    {
        switch (function.Binding)
        {
            case TimerBinding:
                work.Start(() => invoker.InvokeAsync(function, TimerInput.ByHand, work.Aborted));
                break;
            case QueueBinding queue:
                work.Start(() => invoker.InvokeAsync(function, Queues.QueueInput.Of(queue, BinaryData.FromString(input)), work.Aborted));
                break;
            default:
                // As on the real host: the call is accepted, and fails for want of a request.
                NoRequest(function.Name);
                break;
        }
    }

    private static async Task<string?> InputAsync(HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? null
                : root.EnumerateObject().FirstOrDefault(property => property.Name.Equals("input", StringComparison.OrdinalIgnoreCase)).Value
                    is { ValueKind: not JsonValueKind.Undefined } input ? input.ToString()
                : "";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Function} is an HTTP function: it cannot be run without a request; call its own address")]
    private partial void NoRequest(string function);
}
