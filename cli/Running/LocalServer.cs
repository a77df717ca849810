using System.Security.Cryptography;
using Localhost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using SmartToyonaka.Access;

namespace SmartToyonaka.Cli.Running;

/// <summary>Storage and functions, started together on this machine.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly LocalStorage storage;
    private readonly IHost host;

    private LocalServer(LocalStorage storage, IHost host, string? credential)
    {
        this.storage = storage;
        this.host = host;
        Credential = credential;
    }

    public Uri Address => host.BaseAddress();

    public string StorageConnection => storage.Connection;

    /// <summary>The administrator's credential of this machine; null on a real account where no setting gives one.</summary>
    public string? Credential { get; }

    /// <exception cref="InvalidOperationException">A setting is wrong or the port is taken; the message is one line.</exception>
    public static async Task<LocalServer> StartAsync(int port, string dataFolder, bool quiet, IProgress<string> progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(dataFolder);
        var storage = await LocalStorage.OpenAsync(port, dataFolder, progress, cancel);
        try
        {
            var credential = CredentialOf(storage, dataFolder);
            List<string> args = [$"--urls=http://localhost:{port}"];
            if (storage.Connection.Length > 0)
            {
                args.Add($"--AzureWebJobsStorage={storage.Connection}");
            }

            if (credential is not null)
            {
                args.Add($"--{AccessOptions.BootstrapSetting}={credential}");
            }

            if (quiet)
            {
                args.Add("--Logging:LogLevel:Default=Warning");
            }

            var host = SmartToyonakaApp.Build([.. args]);
            try
            {
                await host.StartAsync(cancel);
            }
            catch (IOException e)
            {
                throw new InvalidOperationException($"Port {port} cannot be used ({e.Message}); choose another with --port.", e);
            }

            return new(storage, host, credential);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancel) => host.WaitForShutdownAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await storage.DisposeAsync();
    }

    // On this machine's own storage a credential is made and kept, so that the first minute needs no set-up. On a real account
    // nothing is opened that a setting does not open.
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

        var file = Path.Combine(dataFolder, "administrator-credential.txt");
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(file, options);
            writer.Write("local-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        }

        return File.ReadAllText(file).Trim();
    }
}
