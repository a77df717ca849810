using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SmartToyonaka.Tests.CrashRecovery;

/// <summary>
/// The places where the program writes to its storage, read from the compiled program. Writes have a caller location filled in by the
/// compiler (<see cref="CallerFilePathAttribute"/>, <see cref="CallerLineNumberAttribute"/>), so every such call is a durable step.
/// </summary>
internal static class StorageWriteSites
{
    // Client methods that change nothing.
    private static readonly string[] Reads = ["get_", "Get", "Query", "Peek", "Download", "Exists", "CreateQueryFilter"];

    /// <summary>All places (<c>DropClaimStore:104</c>), each with the method that it is in and the one that it calls.</summary>
    public static IReadOnlyDictionary<string, string> Read()
    {
        using var module = ModuleDefinition.ReadModule(typeof(SmartToyonakaApp).Assembly.Location);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (method, call) in Calls(module).Where(c => IsNamed(c.Call)))
        {
            // A line that is not a constant is passed on from the caller.
            if (call.Instruction.Previous is { } line && Constant(line) is { } number)
            {
                places[$"{Path.GetFileName((string?)line.Previous.Operand ?? "").Split('.')[0]}:{number}"] =
                    $"{method.DeclaringType.FullName}::{method.Name} {call.Target.Name}";
            }
        }

        return places;
    }

    /// <summary>Methods of the storage room that write without a caller location.</summary>
    public static IReadOnlyList<string> Nameless()
    {
        using var module = ModuleDefinition.ReadModule(typeof(SmartToyonakaApp).Assembly.Location);
        return
        [
            .. Calls(module).Where(c => IsWrite(c.Call.Target)).Where(c => !Outer(c.Method).Any(m => m.Parameters.Any(IsLine)))
                .Select(c => $"{c.Method.FullName} calls {c.Call.Target.DeclaringType.Name}.{c.Call.Target.Name}").Distinct(),
        ];
    }

    private static IEnumerable<(MethodDefinition Method, (Instruction Instruction, MethodReference Target) Call)> Calls(
        ModuleDefinition module) =>
        module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody)
            .SelectMany(m => m.Body.Instructions.Where(i => i.Operand is MethodReference && i.OpCode.FlowControl == FlowControl.Call)
                .Select(i => (m, (i, (MethodReference)i.Operand))));

    private static bool IsNamed((Instruction Instruction, MethodReference Target) call) =>
        call.Target.DeclaringType.Namespace.StartsWith("SmartToyonaka", StringComparison.Ordinal) && call.Target.Resolve() is { } target
            && target.Parameters is [.., var last] && IsLine(last);

    private static bool IsLine(ParameterDefinition parameter) =>
        parameter.CustomAttributes.Any(a => a.AttributeType.Name == nameof(CallerLineNumberAttribute));

    private static bool IsWrite(MethodReference target) =>
        target.DeclaringType.Namespace is { } space
            && (space.StartsWith("Azure.Storage", StringComparison.Ordinal) || space.StartsWith("Azure.Data", StringComparison.Ordinal))
        && target.DeclaringType.Name.EndsWith("Client", StringComparison.Ordinal) && target.Name != ".ctor"
            && !Reads.Any(r => target.Name.StartsWith(r, StringComparison.Ordinal));

    // The methods of the name from which the compiler made this one: a state machine's MoveNext, a lambda.
    private static IEnumerable<MethodDefinition> Outer(MethodDefinition method)
    {
        var (type, name) = (method.DeclaringType, method.Name);
        while (type.DeclaringType is not null)
        {
            name = Inner(name) ?? Inner(type.Name) ?? name;
            type = type.DeclaringType;
        }

        name = Inner(name) ?? name;
        return type.Methods.Where(m => m.Name == name);
    }

    private static string? Inner(string name) => name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is var end and > 1
        ? name[1..end].TrimStart('<') : null;

    private static int? Constant(Instruction i) => i.OpCode.Code switch
    {
        Code.Ldc_I4 => (int)i.Operand,
        Code.Ldc_I4_S => (sbyte)i.Operand,
        >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => i.OpCode.Code - Code.Ldc_I4_0,
        _ => null,
    };
}
