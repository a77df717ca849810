using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Localhost.Storage;

/// <summary>Node.js and npm on this machine.</summary>
internal static class Node
{
    private const int Oldest = 20;

    private const string Remedy = "Azurite, the storage emulator, needs Node.js 20 or newer with npm: install it from https://nodejs.org, "
        + "or set AzureWebJobsStorage to a storage account's connection string.";

    public static async Task CheckAsync(CancellationToken cancellation)
    {
        var (_, said) = await RunAsync("node", ["--version"], ".", cancellation);
        if (!int.TryParse(said.Trim().TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || version < Oldest)
        {
            throw new AzuriteException($"Node.js {said.Trim()} is too old. {Remedy}");
        }
    }

    public static async Task NpmAsync(IReadOnlyList<string> arguments, string folder, CancellationToken cancellation)
    {
        // npm is a script on Windows, which only its shell can start.
        var (status, said) = OperatingSystem.IsWindows()
            ? await RunAsync("cmd.exe", ["/c", "npm", .. arguments], folder, cancellation)
            : await RunAsync("npm", arguments, folder, cancellation);
        if (status != 0)
        {
            throw new AzuriteException($"npm {arguments[0]} failed in {folder} with status {status}:{Environment.NewLine}{said.Trim()}");
        }
    }

    public static Process Start(string program, IEnumerable<string> arguments, string folder,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new AzuriteException($"{program} was not found. {Remedy}", error);
        }
    }

    private static async Task<(int Status, string Said)> RunAsync(string program, IReadOnlyList<string> arguments, string folder,
        CancellationToken cancellation)
    {
        using var process = Start(program, arguments, folder);
        process.StandardInput.Close();
        try
        {
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, string.Concat(said));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
