using System.Diagnostics;
using System.Security.Cryptography;

namespace Localhost.Storage;

/// <summary>Azurite's files, installed once from the lock file that this assembly carries.</summary>
internal static class AzuriteInstall
{
    public const string Runner = "run.cjs";

    private const string Stamp = ".installed";
    private static readonly string[] Files = ["package.json", "package-lock.json", Runner, "collector.cjs", "rows.cjs", "keys.cjs"];
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary><c>.local/azurite</c> beside the solution above the current directory, else in the current directory.</summary>
    public static string DefaultFolder
    {
        get
        {
            var current = new DirectoryInfo(Directory.GetCurrentDirectory());
            var root = current;
            while (root is not null && !root.EnumerateFiles("*.sln").Any())
            {
                root = root.Parent;
            }

            return Path.Combine((root ?? current).FullName, ".local", "azurite");
        }
    }

    public static async Task EnsureAsync(string folder, IProgress<string>? progress, CancellationToken cancellation)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(Files.SelectMany(Content).ToArray()));
        if (await IsInstalledAsync(folder, wanted, cancellation))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        await using var turn = await OneAtATimeAsync(folder + ".lock", progress, cancellation);
        if (!await IsInstalledAsync(folder, wanted, cancellation))
        {
            await InstallAsync(folder, wanted, progress, cancellation);
        }
    }

    private static async Task InstallAsync(string folder, string wanted, IProgress<string>? progress, CancellationToken cancellation)
    {
        await Node.CheckAsync(cancellation);
        progress?.Report("Installing Azurite, the storage emulator (first run only, about a minute) …");
        var started = Stopwatch.GetTimestamp();

        // The stamp is deleted first and written last: an interrupted install is repeated.
        File.Delete(Path.Combine(folder, Stamp));
        foreach (var file in Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, file), Content(file), cancellation);
        }

        await Node.NpmAsync(["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, Stamp), wanted, cancellation);
        progress?.Report($"Azurite is installed ({Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s).");
    }

    private static async Task<bool> IsInstalledAsync(string folder, string wanted, CancellationToken cancellation)
    {
        var stamp = Path.Combine(folder, Stamp);
        return File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancellation) == wanted;
    }

    /// <summary>An open file that no other process may open; the system closes it for a process that dies.</summary>
    private static async Task<FileStream> OneAtATimeAsync(string file, IProgress<string>? progress, CancellationToken cancellation)
    {
        for (var first = true; ; first = false)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (first)
                {
                    progress?.Report("Another process is installing Azurite; waiting for it …");
                }

                await Task.Delay(LookAgain, cancellation);
            }
        }
    }

    private static byte[] Content(string file)
    {
        using var resource = typeof(AzuriteInstall).Assembly.GetManifestResourceStream($"azurite/{file}")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
