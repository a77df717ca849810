using System.Diagnostics;
using System.Runtime.InteropServices;
using Localhost;

namespace SmartToyonaka.Benchmarks;

/// <summary>The built apps that benchmarks run under the host: ours, and an empty one as its floor.</summary>
internal static class BuiltApps
{
    /// <summary>Where ours was built, in the configuration of this program.</summary>
    public static string Ours => Path.Combine(Root, "functions", "bin", Configuration, Target);

    private static DirectoryInfo Here => new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string Target => Here.Name;

    private static string Configuration => Here.Parent!.Name;

    private static string Root => Here.Parent!.Parent!.Parent!.Parent!.FullName;

    /// <summary>Builds the empty app where it is not yet.</summary>
    public static async Task<string> EmptyAsync()
    {
        var project = Path.Combine(Root, "benchmarks", "EmptyApp");
        var folder = Path.Combine(project, "bin", Configuration, Target);
        return File.Exists(Path.Combine(folder, "worker.config.json")) ? folder : await RunAsync("build", project, folder);
    }

    /// <summary>Publishes ours as it is put on Azure, where it was not since it was built.</summary>
    public static async Task<string> PublishedAsync()
    {
        var folder = Path.Combine(Root, "benchmarks", "obj", "published");
        return IsNewer(Path.Combine(folder, "functions.metadata"), Path.Combine(Ours, "SmartToyonaka.Functions.dll")) ? folder
            : await RunAsync("publish", Path.Combine(Root, "functions"), folder, "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder);
    }

    /// <summary>Builds the command line, and gives its assembly.</summary>
    public static async Task<string> CommandLineAsync()
    {
        var project = Path.Combine(Root, "cli");
        var file = Path.Combine(project, "bin", Configuration, Target, "smart-toyonaka.dll");
        return IsNewer(file, Path.Combine(Ours, "SmartToyonaka.Functions.dll")) ? file : await RunAsync("build", project, file);
    }

    private static bool IsNewer(string file, string than) =>
        File.Exists(file) && File.GetLastWriteTimeUtc(file) >= File.GetLastWriteTimeUtc(than);

    private static async Task<string> RunAsync(string command, string project, string built, params string[] options)
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet",
            [command, project, "-c", Configuration, "-v", "quiet", "-nologo", .. options]))!;
        await run.WaitForExitAsync();
        return run.ExitCode == 0 ? built : throw new InvalidOperationException($"dotnet {command} {project} failed.");
    }

    /// <summary>Starts an app under the host, both as processes; it answers at the port when it is ready.</summary>
    public static Process Start(string folder, int port, params string[] settings) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(WorkerHost).Assembly.Location, folder, $"--port={port}", "--Logging:LogLevel:Default=Warning", .. settings])
    {
        RedirectStandardOutput = true,
        RedirectStandardInput = true,
    })!;
}
