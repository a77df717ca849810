using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Running;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// The program's parts for maintenance commands: on the storage that <c>AzureWebJobsStorage</c> names, else on the emulator of the instance
/// that <c>--port</c> and <c>--data</c> name.
/// </summary>
internal static class CommandServices
{
    /// <exception cref="InvalidOperationException">Nothing answers there.</exception>
    public static async Task<ServiceProvider> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (!LocalStorage.IsNamed(settings))
        {
            settings["AzureWebJobsStorage"] = RunningInstance.ConnectionOf(ServerOptions.DataOf(parsed), ServerOptions.NamedPortOf(parsed));
        }

        if (settings["AzureWebJobsStorage"] is { Length: > 0 } connection)
        {
            await StorageProbe.CheckAsync(connection, cancel);
        }

        return new ServiceCollection().AddLogging().AddSmartToyonaka(settings)
            .AddSingleton(new StorageAccount(settings, StorageRetryPolicy.LongRun)).BuildServiceProvider();
    }
}
