using System.Security.Cryptography;
using Localhost;
using Microsoft.Extensions.Configuration;
using SmartToyonaka.Operations.Access;

namespace SmartToyonaka.Cli.Running;

/// <summary>Storage and functions, started together on this machine.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly LocalStorage storage;
    private readonly WorkerHost host;
    private readonly string dataFolder;
    private bool hasEnded;

    private LocalServer(LocalStorage storage, WorkerHost host, string dataFolder, string? credential)
    {
        this.storage = storage;
        this.host = host;
        this.dataFolder = dataFolder;
        Credential = credential;
    }

    public Uri Address => host.Address;

    public string StorageConnection => storage.Connection;

    /// <summary>The key of the Functions host's own addresses under <c>/admin</c>.</summary>
    public string MasterKey => host.MasterKey;

    /// <summary>The administrator's credential of this machine; null on a real account where no setting gives one.</summary>
    public string? Credential { get; }

    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line.</exception>
    /// <exception cref="WorkerHostException">The app does not start, or the port is taken; the message is one line.</exception>
    public static async Task<LocalServer> StartAsync(int port, string dataFolder, bool quiet, IProgress<string> progress,
        CancellationToken cancel)
    {
        var app = FunctionsApp.Folder;
        Directory.CreateDirectory(dataFolder);
        var storage = await LocalStorage.OpenAsync(port, dataFolder, progress, cancel);
        try
        {
            var credential = CredentialOf(storage, dataFolder);
            List<string> settings = [$"--port={port}", $"--Localhost:MasterKey={SecretIn(dataFolder, "master-key.txt")}"];
            if (storage.IsDevelopment)
            {
                // Looking at the emulator's queue costs nothing, and whoever tries the program waits for it.
                settings.Add("--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:01");
            }

            if (storage.Connection.Length > 0)
            {
                settings.Add($"--AzureWebJobsStorage={storage.Connection}");
            }

            if (credential is not null)
            {
                settings.Add($"--{AccessOptions.BootstrapSetting}={credential}");
            }

            if (quiet)
            {
                settings.Add("--Logging:LogLevel:Default=Warning");
            }

            var host = await WorkerHost.StartAsync(new WorkerHostOptions { AppFolder = app, Settings = settings }, cancel);
            if (storage.IsDevelopment)
            {
                new RunningInstance(port, storage.Connection).Write(dataFolder);
            }

            return new(storage, host, dataFolder, credential);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancel) => host.WaitForShutdownAsync(cancel);

    /// <summary>Ends at once: running functions are aborted and run again at the next start. Nothing is left to dispose of.</summary>
    public async Task AbortAsync()
    {
        hasEnded = true;
        RunningInstance.Remove(dataFolder);
        await host.AbortAsync();
        storage.Release();
    }

    public async ValueTask DisposeAsync()
    {
        if (hasEnded)
        {
            return;
        }

        RunningInstance.Remove(dataFolder);
        try
        {
            await host.DisposeAsync();
        }
        finally
        {
            await storage.DisposeAsync();
        }
    }

    // On this machine's own storage a credential is created and stored, so that no set-up is needed. A real account has none unless a
    // setting gives one.
    private static string? CredentialOf(LocalStorage storage, string dataFolder)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (settings[AccessOptions.BootstrapSetting] is { Length: > 0 } set)
        {
            return set;
        }

        if (!storage.IsDevelopment)
        {
            return null;
        }

        return SecretIn(dataFolder, "administrator-credential.txt", "local-");
    }

    /// <summary>A secret of this data folder, made once and readable by its owner alone.</summary>
    private static string SecretIn(string dataFolder, string name, string prefix = "")
    {
        var file = Path.Combine(dataFolder, name);
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(file, options);
            writer.Write(prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        }

        return File.ReadAllText(file).Trim();
    }
}
