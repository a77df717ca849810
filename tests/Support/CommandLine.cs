using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SmartToyonaka.Tests.Support;

/// <summary>The command line as its user calls it: as a process.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command on a storage account; gives its exit status and everything that it wrote.</summary>
    public static Task<(int Status, string Text)> RunAsync(string storage, params string[] arguments) =>
        RunWithAsync(new() { ["AzureWebJobsStorage"] = storage }, arguments);

    /// <summary>The same with other variables of the environment.</summary>
    public static async Task<(int Status, string Text)> RunWithAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        using var limit = new CancellationTokenSource(10 * RunningApp.Deadline);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token),
            process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, said[0] + said[1]);
    }

    /// <summary>Runs a command that asks, without storage, with these lines as answers.</summary>
    public static async Task<(int Status, string Text)> AnswerAsync(string answers, params string[] arguments)
    {
        using var process = Start([], arguments, answersQuestions: true);
        using var limit = new CancellationTokenSource(RunningApp.Deadline);
        await process.StandardInput.WriteAsync(answers.AsMemory(), limit.Token);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token),
            process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, said[0] + said[1]);
    }

    /// <summary>Starts a command and asks it to end, as Ctrl+C and a service manager do, once it has written a text.</summary>
    public static async Task<(int Status, string Text)> InterruptAsync(string storage, string text, params string[] arguments)
    {
        using var process = Start(new()
        {
            ["AzureWebJobsStorage"] = storage,
            ["SmartToyonaka__Access__BootstrapCredential"] = RunningApp.Bootstrap
        }, arguments);
        using var limit = new CancellationTokenSource(RunningApp.Deadline);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            said.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                break;
            }
        }

        // Not SIGINT: processes started by a shell in the background ignore it. Both signals have the same handler.
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        said.Append(await process.StandardOutput.ReadToEndAsync(limit.Token)).Append(await errors);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, said.ToString());
    }

    private static Process Start(Dictionary<string, string> environment, string[] arguments, bool answersQuestions = false)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, typeof(Cli.Sample.SampleFolder).Assembly.GetName().Name + ".dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = answersQuestions,
        };
        start.Environment[RunningApp.FilesOff.Split('=')[0].Replace(":", "__", StringComparison.Ordinal)] = "false";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
