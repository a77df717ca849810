using System.Diagnostics;

namespace SmartToyonaka.Tests.Support;

/// <summary>The command line as its user calls it: a process of its own.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command on a storage account; gives its exit status and everything that it wrote.</summary>
    public static Task<(int Status, string Text)> RunAsync(string storage, params string[] arguments) => RunWithAsync(new() { ["AzureWebJobsStorage"] = storage }, arguments);

    /// <summary>The same with other variables of the environment.</summary>
    public static async Task<(int Status, string Text)> RunWithAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, typeof(Cli.Sample.SampleFolder).Assembly.GetName().Name + ".dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(10 * RunningApp.Deadline);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, said[0] + said[1]);
    }
}
