using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a functions app begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with the usual configuration and logging; the functions are those of the calling assembly.</summary>
    // Inlined into its caller, this frame would be gone and the caller's caller taken for the app.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(Assembly.GetCallingAssembly(), args);
}
