using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Running;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// The program's parts for maintenance commands: on the storage that <c>AzureWebJobsStorage</c> names, else on the emulator of the instance
/// that <c>--port</c> and <c>--data</c> name.
/// </summary>
internal static class CommandServices
{
    /// <exception cref="InvalidOperationException">Nothing answers there.</exception>
    public static Task<ServiceProvider> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        // Not in an asynchronous method, which would leave it behind when it returns.
        var measures = new MeasureRegistry();
        measures.Enter();
        return OpenAsync(parsed, measures, cancel);
    }

    private static async Task<ServiceProvider> OpenAsync(ParseResult parsed, MeasureRegistry measures, CancellationToken cancel)
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

        var services = new ServiceCollection().AddLogging().AddSmartToyonaka(settings).AddSingleton(measures)
            .AddSingleton(new StorageAccount(settings, StorageRetryPolicy.LongRun)).BuildServiceProvider();
        await services.GetRequiredService<ReferenceData>().GetAsync(cancel);
        return services;
    }
}
