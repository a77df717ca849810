namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a call returned; middleware may read and replace it.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>The value the function returned, or that stands in for it.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>What a call returned, of whatever type.</summary>
public abstract class InvocationResult : InvocationResult<object>;
