using Localhost.Rpc;

namespace Localhost.Functions;

/// <summary>A function that the worker has and this host can call.</summary>
/// <param name="Name">Unique in the app.</param>
/// <param name="Parameter">The name of the parameter that takes what the trigger brings.</param>
/// <param name="Binding">What calls it.</param>
/// <param name="IsDisabled">Its trigger is off; it can still be run by hand.</param>
/// <param name="Metadata">What the worker said of it.</param>
internal sealed record HostedFunction(string Name, string Parameter, TriggerBinding Binding, bool IsDisabled, RpcFunctionMetadata Metadata)
{
    public string Id => Metadata.FunctionId.Length > 0 ? Metadata.FunctionId : Name;

    /// <summary>A request to call it, with what the trigger brings.</summary>
    public InvocationRequest Call(TypedData input) => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = Id,
        InputData = { new ParameterBinding { Name = Parameter, Data = input } },
        TraceContext = System.Diagnostics.Activity.Current is { } activity
            ? new RpcTraceContext { TraceParent = activity.Id ?? "", TraceState = activity.TraceStateString ?? "" }
            : new RpcTraceContext(),
    };
}
