using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Localhost.Functions;

/// <summary>One call of a function.</summary>
internal sealed class Invocation(LocalFunction function, object triggerSource, IServiceProvider services, CancellationToken cancellation) : FunctionContext
{
    public LocalFunction Function => function;

    /// <summary>The <see cref="HttpContext"/>, the <see cref="TimerInfo"/>, or the queue message's body as <see cref="BinaryData"/>.</summary>
    public object TriggerSource => triggerSource;

    public InvocationResult Result { get; } = new Returned();

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Id;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellation;

    public object TriggerValue(Type type) => triggerSource switch
    {
        HttpContext http => http.Request,
        BinaryData body when type == typeof(string) => body.ToString(),
        _ => triggerSource,
    };

    private sealed class Returned : InvocationResult
    {
        public override object? Value { get; set; }
    }
}
