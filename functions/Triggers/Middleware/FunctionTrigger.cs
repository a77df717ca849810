using Microsoft.Azure.Functions.Worker;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>What starts a function.</summary>
internal static class FunctionTrigger
{
    /// <summary>Whether a call is of a function with a trigger of this type: <c>httpTrigger</c>, <c>timerTrigger</c>.</summary>
    public static bool IsTriggeredBy(this FunctionContext context, string type) =>
        context.FunctionDefinition.InputBindings.Values.Any(b => b.Type.Equals(type, StringComparison.OrdinalIgnoreCase));
}
