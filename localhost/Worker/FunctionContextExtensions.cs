using Localhost.Functions;
using Localhost.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>HTTP's side of a <see cref="FunctionContext"/>.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request's context; null for a call that is no HTTP request.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpStep.ItemsKey, out var value) ? value as HttpContext : null;
}

/// <summary>The result's side of a <see cref="FunctionContext"/>.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The call's result, to read or replace.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => ((Invocation)context).Result;
}

/// <summary>Loggers of a <see cref="FunctionContext"/>.</summary>
public static class FunctionContextLoggerExtensions
{
    /// <summary>A logger with the type's full name as its category.</summary>
    public static ILogger<T> GetLogger<T>(this FunctionContext context) =>
        context.InstanceServices.GetRequiredService<ILogger<T>>();

    /// <summary>A logger of the given category.</summary>
    public static ILogger GetLogger(this FunctionContext context, string categoryName) =>
        context.InstanceServices.GetRequiredService<ILoggerFactory>().CreateLogger(categoryName);
}
