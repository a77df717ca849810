using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>The program's own parts, for commands that look after the data: on the storage that <c>AzureWebJobsStorage</c> names, else on the one that <c>start</c> runs here.</summary>
internal static class Services
{
    public static ServiceProvider Create()
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (settings["AzureWebJobsStorage"] is null or "" or "UseDevelopmentStorage=true" && string.IsNullOrEmpty(settings["AzureWebJobsStorage:accountName"]))
        {
            settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        }

        return new ServiceCollection().AddLogging().AddSmartToyonaka(settings).AddSingleton(new StorageAccount(settings, StoragePatience.LongRun)).BuildServiceProvider();
    }
}
