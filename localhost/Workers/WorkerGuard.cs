using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Localhost.Workers.WorkerGuard))]

namespace Localhost.Workers;

/// <summary>
/// Added to a worker process from outside by .NET hooks, without changes in the app: it ends with its host (<see cref="StartupHook"/>), and
/// its HTTP endpoint answers only the host's forwarder (<see cref="ForwarderGate"/>).
/// </summary>
public sealed class WorkerGuard : IHostingStartup
{
    private const string SecretVariable = "LOCALHOST_FORWARDER_SECRET";
    private const string HooksVariable = "DOTNET_STARTUP_HOOKS";
    private const string AssembliesVariable = "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES";

    /// <inheritdoc/>
    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret)
        {
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new ForwarderGate(secret)));
        }
    }

    internal static void AddTo(IDictionary<string, string?> environment, string secret)
    {
        var assembly = typeof(WorkerGuard).Assembly;
        environment[SecretVariable] = secret;
        environment[HooksVariable] = Joined(environment, HooksVariable, assembly.Location, Path.PathSeparator);
        environment[AssembliesVariable] = Joined(environment, AssembliesVariable, assembly.GetName().Name!, ';');
    }

    private static string Joined(IDictionary<string, string?> environment, string name, string added, char separator) =>
        environment.TryGetValue(name, out var present) && !string.IsNullOrEmpty(present) ? $"{present}{separator}{added}" : added;
}
