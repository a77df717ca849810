using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace SmartToyonaka.Tests.Localhost;

/// <summary>Says of the functions of a class of this assembly what the SDK's generator says of an app's.</summary>
internal sealed class ReflectedFunctions(Type functions) : IFunctionMetadataProvider
{
    public Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) => Task.FromResult(
        functions.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Function is not null)
            .Select(found => Describe(found.Method, found.Function!.Name))
            .ToImmutableArray());

    private static IFunctionMetadata Describe(MethodInfo method, string name) => new DefaultFunctionMetadata
    {
        Name = name,
        Language = "dotnet-isolated",
        ScriptFile = Path.GetFileName(method.DeclaringType!.Assembly.Location),
        EntryPoint = $"{method.DeclaringType.FullName}.{method.Name}",
        RawBindings = [.. method.GetParameters().Select(Binding).OfType<string>()],
    };

    private static string? Binding(ParameterInfo parameter)
    {
        JsonObject? binding = parameter.GetCustomAttribute<TriggerBindingAttribute>() switch
        {
            HttpTriggerAttribute http => new()
            {
                ["type"] = "httpTrigger",
                ["authLevel"] = $"{http.AuthLevel}",
                ["route"] = http.Route,
                ["methods"] = Array(http.Methods),
            },
            TimerTriggerAttribute timer => new()
            {
                ["type"] = "timerTrigger",
                ["schedule"] = timer.Schedule,
                ["useMonitor"] = timer.UseMonitor,
                ["runOnStartup"] = timer.RunOnStartup,
            },
            QueueTriggerAttribute queue => new()
            {
                ["type"] = "queueTrigger",
                ["queueName"] = queue.QueueName,
                ["connection"] = queue.Connection,
                ["dataType"] = parameter.ParameterType == typeof(string) ? "String" : parameter.ParameterType == typeof(byte[]) ? "Binary"
                    : "Undefined",
                ["properties"] = parameter.ParameterType == typeof(BinaryData) ? new JsonObject { ["supportsDeferredBinding"] = "True" }
                    : new JsonObject(),
            },
            _ => null,
        };
        if (binding is not null)
        {
            binding["name"] = parameter.Name;
            binding["direction"] = "In";
        }

        return binding?.ToJsonString();
    }

    private static JsonArray Array(IEnumerable<string>? texts) => new([.. (texts ?? []).Select(text => (JsonNode)text)]);
}
