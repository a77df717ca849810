using Localhost;
using SmartToyonaka.Infrastructure.Storage;
using Spectre.Console;

namespace SmartToyonaka.Cli.Commands;

/// <summary>Runs a command so that errors that the user can correct end in one line and exit status 1.</summary>
internal static class CommandRunner
{
    public static async Task<int> Safely(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or AzuriteException or WorkerHostException
            or IOException or UnauthorizedAccessException || StorageFault.IsOutage(e))
        {
            AnsiConsole.Console.Profile.Out.Writer.Flush();
            Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}
