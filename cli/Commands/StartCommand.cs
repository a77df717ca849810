using System.CommandLine;
using SmartToyonaka.Cli.Running;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>start</c>: storage and functions, until Ctrl+C.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var options = new ServerOptions();
        var command = new Command("start", "Starts storage and functions and serves until Ctrl+C");
        options.AddTo(command);
        command.SetAction((parsed, cancel) => Run.Safely(async () =>
        {
            await using var server = await LocalServer.StartAsync(parsed.GetValue(options.Port), options.DataOf(parsed), quiet: false, new Lines(), cancel);
            Announcement.Print(server);
            await server.WaitForShutdownAsync(cancel);
            return 0;
        }));
        return command;
    }
}
