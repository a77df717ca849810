namespace Microsoft.Azure.Functions.Worker;

/// <summary>One call of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to this call.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Unique to the function, the same for each call.</summary>
    public abstract string FunctionId { get; }

    /// <summary>This call's services (a scope of its own).</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function called.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware and function share during this call.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the call should end: the client went away, or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
