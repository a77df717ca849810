using System.CommandLine;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Cli.Running;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>start</c>: storage and functions, until Ctrl+C.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var command = new Command("start", Of(HelpMessages.Start));
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var server = await LocalServer.StartAsync(ServerOptions.PortOf(parsed), ServerOptions.DataOf(parsed),
                quiet: false, new PlainTextProgress(), cancel);
            Announcement.Print(server);
            await server.WaitForShutdownAsync(cancel);
            return 0;
        }));
        return command;
    }
}
