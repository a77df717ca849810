using Localhost.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Localhost.Http;

/// <summary>
/// The step of the pipeline that hands the request to what comes after it and writes the result.
/// Middleware registered before it sees no <see cref="HttpContext"/>, as with the real worker.
/// </summary>
internal sealed partial class HttpStep(ILogger<HttpStep> logger)
{
    /// <summary>The key the real worker keeps the request under.</summary>
    public const string ItemsKey = "HttpRequestContext";

    public static void AddTo(FunctionsApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(HttpStep)))
        {
            return;
        }

        builder.Services.AddMvcCore();
        builder.Services.AddSingleton<HttpStep>();
        builder.Use(next => context => context.InstanceServices.GetRequiredService<HttpStep>().InvokeAsync((Invocation)context, next));
    }

    private async Task InvokeAsync(Invocation invocation, FunctionExecutionDelegate next)
    {
        if (invocation.TriggerSource is not HttpContext http)
        {
            await next(invocation);
            return;
        }

        invocation.Items.Add(ItemsKey, http);
        await next(invocation);
        if (http.Request.Body is LimitedBody { Exceeded: true })
        {
            throw new BadHttpRequestException(LimitedBody.Message, StatusCodes.Status413PayloadTooLarge);
        }

        await WriteAsync(invocation.GetInvocationResult().Value, http, invocation.Function.Name);
    }

    private async Task WriteAsync(object? result, HttpContext http, string function)
    {
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult written:
                await written.ExecuteAsync(http);
                break;
            case not null:
                // The real worker answers 200 with an empty body and says no more than this either.
                NotAResult(function, result.GetType());
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} returned {Type}, which is neither IResult nor IActionResult: the answer is empty")]
    private partial void NotAResult(string function, Type type);
}
