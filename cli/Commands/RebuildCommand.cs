using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Operations.Maintenance;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>rebuild</c>: computes the published tables again from the ledger.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var command = new Command("rebuild", Of(HelpMessages.Rebuild));
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            await services.GetRequiredService<SmartToyonaka.Infrastructure.Storage.StorageAccount>().CreateAllAsync(cancel);
            var done = await services.GetRequiredService<Rebuild>().RunAsync(new PlainTextProgress(), cancel);
            Console.WriteLine(Of(CommandMessages.Rebuilt(done.TopicYears, done.Removed, done.Noted)));
            return 0;
        }));
        return command;
    }
}
