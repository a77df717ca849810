using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Localhost.Functions;

/// <summary>A function that was found and loaded.</summary>
internal sealed class LocalFunction : FunctionDefinition
{
    private readonly Type _class;
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;
    private readonly ObjectFactory? _make;

    public LocalFunction(string name, MethodInfo method, ParameterInfo trigger, TriggerBinding binding, bool disabled)
    {
        _class = method.ReflectedType!;
        _method = method;
        _parameters = method.GetParameters();
        _make = method.IsStatic ? null : ActivatorUtilities.CreateFactory(_class, []);
        Name = name;
        Binding = binding;
        Disabled = disabled;
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty.Add(trigger.Name!, new Trigger(trigger.Name!, binding.Kind));
    }

    public TriggerBinding Binding { get; }

    /// <summary>Its trigger is off; it can still be run by hand.</summary>
    public bool Disabled { get; }

    public override string Name { get; }

    public override string Id => Name;

    public override string EntryPoint => $"{_class.FullName}.{_method.Name}";

    public override string PathToAssembly => _class.Assembly.Location;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>The last step of the pipeline: makes the class, calls the method, keeps what it returns.</summary>
    public async Task CallAsync(Invocation invocation)
    {
        var instance = _make?.Invoke(invocation.InstanceServices, []);
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Arguments.Bind(_parameters[i], invocation);
        }

        var returned = _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (returned is Task task)
        {
            await task;
            returned = _method.ReturnType.IsGenericType ? _method.ReturnType.GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
        }

        invocation.Result.Value = returned;
    }

    private sealed class Trigger(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
