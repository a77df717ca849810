using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Operations.Maintenance;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>backup TARGET</c>: a copy of everything that cannot be computed again.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("target") { Description = Of(OptionMessages.BackupTarget) };
        var command = new Command("backup", Of(HelpMessages.Backup)) { target };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            await services.GetRequiredService<SmartToyonaka.Infrastructure.Storage.StorageAccount>().CreateAllAsync(cancel);
            var manifest = await services.GetRequiredService<Backup>()
                .WriteAsync(parsed.GetValue(target)!, new PlainTextProgress(), cancel);
            Console.WriteLine(Of(CommandMessages.Kept(manifest.Tables.Sum(t => t.Rows), manifest.Blobs.Count)));
            return 0;
        }));
        return command;
    }
}
