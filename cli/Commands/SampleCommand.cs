using System.CommandLine;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Cli.Running;
using SmartToyonaka.Cli.Sample;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>sample</c>: the main job. Starts everything, submits the sample by HTTP and drops, prints the indicators, keeps serving.
/// </summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = Of(OptionMessages.Once) };
        var command = new Command("sample", Of(HelpMessages.Sample)) { once };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            var folder = SampleFolder.Find();
            await using var server = await LocalServer.StartAsync(ServerOptions.PortOf(parsed), ServerOptions.DataOf(parsed), quiet: true,
                new PlainTextProgress(), cancel);
            if (server.Credential is not { } credential)
            {
                Console.Error.WriteLine(Of(CommandMessages.NoBootstrap));
                return 1;
            }

            using var client = new SampleClient(server.Address, credential, server.MasterKey, server.StorageConnection);
            var failures = await FeedAsync(server, client, folder, cancel);
            foreach (var failure in failures)
            {
                Console.Error.WriteLine(failure);
            }

            if (parsed.GetValue(once) || failures.Count > 0)
            {
                return failures.Count > 0 ? 1 : 0;
            }

            Announcement.Print(server);
            await server.WaitForShutdownAsync(cancel);
            return 0;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<string>> FeedAsync(LocalServer server, SampleClient client, string folder,
        CancellationToken cancel)
    {
        try
        {
            var failures = await SampleFeed.RunAsync(client, folder, cancel);
            await IndicatorTable.PrintAsync(client, SampleFolder.FiscalYear, cancel);
            return failures;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // After an interruption nothing is completed now; what was interrupted is completed at the next start.
            await server.AbortAsync();
            throw;
        }
    }
}
