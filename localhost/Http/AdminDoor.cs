using System.Net;
using System.Text.Json;
using Localhost.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Localhost.Http;

/// <summary><c>POST /admin/functions/{name}</c>: runs a timer or queue function by hand, after answering 202.</summary>
internal sealed class AdminDoor(FunctionCatalogue functions, Invoker invoker, BackgroundWork work)
{
    private const string Path = "/admin";

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = await RunAsync(context, rest);
    }

    private async Task<int> RunAsync(HttpContext context, PathString rest)
    {
        // No key guards this door here, so it is open to this machine only.
        if (context.Connection.RemoteIpAddress is not { } caller || !IPAddress.IsLoopback(caller))
        {
            return StatusCodes.Status401Unauthorized;
        }

        if (!HttpMethods.IsPost(context.Request.Method)
            || !rest.StartsWithSegments("/functions", StringComparison.OrdinalIgnoreCase, out var name)
            || functions.Find(name.Value!.Trim('/')) is not { } function)
        {
            return StatusCodes.Status404NotFound;
        }

        // As on the real host; it also keeps a web page from posting here without being asked first.
        if (!context.Request.HasJsonContentType())
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        if (await InputAsync(context.Request) is not { } input || TriggerSource(function, input) is not { } source)
        {
            return StatusCodes.Status400BadRequest;
        }

        work.Start(() => invoker.TryInvokeAsync(function, source, work.Aborted));
        return StatusCodes.Status202Accepted;
    }

    private static object? TriggerSource(LocalFunction function, string input) => function.Binding switch
    {
        TimerBinding => new TimerInfo { ScheduleStatus = new ScheduleStatus() },
        QueueBinding => BinaryData.FromString(input),
        _ => null,
    };

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
}
