using Localhost;
using Microsoft.Extensions.Configuration;

namespace SmartToyonaka.Cli.Running;

/// <summary>The storage that commands use: the one that <c>AzureWebJobsStorage</c> names, or Azurite on this machine.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    public const int DefaultPort = 7071;
    private const string DevelopmentAccount = "devstoreaccount1";
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Azurite? azurite;

    private LocalStorage(string connection, bool isDevelopment, Azurite? azurite)
    {
        Connection = connection;
        IsDevelopment = isDevelopment;
        this.azurite = azurite;
    }

    /// <summary>The connection string; <c>""</c> when settings name an account by managed identity.</summary>
    public string Connection { get; }

    /// <summary>True for the emulator on this machine, false for a real account.</summary>
    public bool IsDevelopment { get; }

    /// <summary>Whether the settings name a storage other than this machine's own emulator.</summary>
    public static bool IsNamed(IConfiguration settings) =>
        settings["AzureWebJobsStorage"] is { Length: > 0 } named
            ? named != "UseDevelopmentStorage=true"
            : settings["AzureWebJobsStorage:accountName"] is { Length: > 0 };

    /// <summary>
    /// Takes the storage that the settings name; where they name none or the development storage and nothing listens there, starts
    /// Azurite on ports that follow the program's own, so that two instances do not meet.
    /// </summary>
    public static async Task<LocalStorage> OpenAsync(int port, string dataFolder, IProgress<string> progress, CancellationToken cancel)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var named = settings["AzureWebJobsStorage"];
        if (named is { Length: > 0 } && named != "UseDevelopmentStorage=true")
        {
            return new(named, named.Contains($"AccountName={DevelopmentAccount};", StringComparison.OrdinalIgnoreCase), null);
        }

        if (string.IsNullOrEmpty(named) && settings["AzureWebJobsStorage:accountName"] is { Length: > 0 })
        {
            return new("", false, null);
        }

        var (blob, queue, table) = Ports(port);
        var expected = Development((blob, queue, table));
        if (await Azurite.IsListeningAsync(expected, cancel))
        {
            return new(expected, true, null);
        }

        var options = new AzuriteOptions
        {
            DataFolder = Path.Combine(dataFolder, "storage"),
            BlobPort = blob,
            QueuePort = queue,
            TablePort = table
        };
        return await StartAsync(options, progress, cancel);
    }

    private static async Task<LocalStorage> StartAsync(AzuriteOptions options, IProgress<string> progress, CancellationToken cancel)
    {
        Azurite started;
        try
        {
            started = await Azurite.StartAsync(options, progress, cancel);
        }
        catch (AzuriteException e) when (options.BlobPort is not null && e.Message.Contains("a port is taken", StringComparison.Ordinal))
        {
            // One of the ports is in use; any others will do, since all parts get the connection string from here.
            started = await Azurite.StartAsync(options with { BlobPort = null, QueuePort = null, TablePort = null }, progress, cancel);
        }

        return new(started.ConnectionString, true, started);
    }

    /// <summary>
    /// 10000, 10001, 10002 for the default port, as every tool for the emulator expects; three further for each port further.
    /// </summary>
    public static (int Blob, int Queue, int Table) Ports(int port)
    {
        const int first = 10_000, span = 50_000;
        var blob = first + ((3 * (port - DefaultPort) % span) + span) % span;
        return (blob, blob + 1, blob + 2);
    }

    /// <summary>The connection string of an emulator on these ports.</summary>
    public static string Development((int Blob, int Queue, int Table) ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={DevelopmentAccount};AccountKey={DevelopmentKey};"
        + $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{DevelopmentAccount};QueueEndpoint=http://127.0.0.1:{ports.Queue}/"
        + $"{DevelopmentAccount};TableEndpoint=http://127.0.0.1:{ports.Table}/{DevelopmentAccount};";

    /// <summary>Ends an Azurite that was started here, without waiting until its data are saved; the next start waits.</summary>
    public void Release() => azurite?.Release();

    public ValueTask DisposeAsync() => azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
