using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Localhost.Functions;

/// <summary>What a function's parameters are given.</summary>
internal static class Arguments
{
    public static object? Bind(ParameterInfo parameter, Invocation invocation)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
        {
            return invocation;
        }

        if (type == typeof(CancellationToken))
        {
            return invocation.CancellationToken;
        }

        return invocation.Function.InputBindings.ContainsKey(parameter.Name!)
            ? invocation.TriggerValue(type)
            : FromRoute(parameter, (invocation.TriggerSource as HttpContext)?.Request.RouteValues[parameter.Name!]);
    }

    private static object? FromRoute(ParameterInfo parameter, object? value)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return value switch
        {
            null when parameter.HasDefaultValue => parameter.DefaultValue,
            null when type.IsValueType && type == parameter.ParameterType =>
                throw new InvalidOperationException($"The route has no value for the parameter {parameter.Name}, which cannot be null."),
            null => null,
            string text when type != typeof(string) => TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text),
            _ => value,
        };
    }
}
