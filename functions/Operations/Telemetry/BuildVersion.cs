using System.Reflection;

namespace SmartToyonaka.Operations.Telemetry;

/// <summary>Which build of the program runs.</summary>
public static class BuildVersion
{
    /// <summary>
    /// The commit that the program was built from, in full; <c>unknown</c> where it was built outside a repository. The SDK puts it behind
    /// the <c>+</c> of the informational version.
    /// </summary>
    public static string Commit { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            .Split('+', 2) is [_, { Length: > 0 } commit] ? commit : "unknown";
}
