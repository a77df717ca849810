using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Operations.Maintenance;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>rebuild</c>: computes the published tables again from the ledger.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var command = new Command("rebuild", "Computes and publishes every table again from the ledger, here and now; writes only what differs");
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            await services.GetRequiredService<SmartToyonaka.Infrastructure.Storage.StorageAccount>().CreateAllAsync(cancel);
            var done = await services.GetRequiredService<Rebuild>().RunAsync(new PlainTextProgress(), cancel);
            Console.WriteLine($"{done.TopicYears} topics and fiscal years computed, {done.Removed} rows removed that nothing accounts for");
            return 0;
        }));
        return command;
    }
}
