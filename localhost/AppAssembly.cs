using System.Reflection;
using Localhost.Functions;

namespace Localhost;

/// <summary>Which assembly the functions are in.</summary>
internal static class AppAssembly
{
    /// <summary>
    /// The one that asked for a builder. When that has no functions its method was inlined into another assembly's:
    /// then the only loaded one that has some.
    /// </summary>
    public static Assembly From(Assembly caller)
    {
        if (FunctionCatalogue.HasFunctions(caller))
        {
            return caller;
        }

        var worker = typeof(AppAssembly).Assembly.GetName().Name;
        var candidates = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(name => name.Name == worker))
            .Where(FunctionCatalogue.HasFunctions)
            .ToArray();
        return candidates.Length == 1 ? candidates[0] : caller;
    }
}
