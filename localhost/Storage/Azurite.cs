using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Localhost.Storage;

namespace Localhost;

/// <summary>
/// Azurite, Azure Storage's emulator, as a child of this process: it ends when this is disposed of and when the process ends, however it
/// ends.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>The emulator's well-known account; it opens nothing but emulators.</summary>
    private const string Account = "devstoreaccount1";

    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(1);

    private readonly AzuriteProcess _process;
    private readonly IReadOnlyDictionary<string, Uri> _addresses;
    private readonly IReadOnlyDictionary<string, string> _accounts;

    private Azurite(AzuriteProcess process, IReadOnlyDictionary<string, Uri> addresses, IReadOnlyDictionary<string, string> accounts)
    {
        _process = process;
        _addresses = addresses;
        _accounts = accounts;
    }

    /// <summary>The connection string of its well-known account.</summary>
    public string ConnectionString => ConnectionStringOf(Account);

    /// <summary>The connection string of an account of <see cref="AzuriteOptions.Accounts"/>.</summary>
    /// <exception cref="KeyNotFoundException">It was not started with that account.</exception>
    public string ConnectionStringOf(string account)
    {
        var endpoints = _addresses.Select(address => $"{address.Key}Endpoint={address.Value.ToString().TrimEnd('/')}/{account};");
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={_accounts[account]};{string.Concat(endpoints)}";
    }

    /// <summary>Installs Azurite where it is not yet, starts it, and waits until blobs, queues and tables answer.</summary>
    /// <exception cref="AzuriteException">It could not be installed or started.</exception>
    public static async Task<Azurite> StartAsync(AzuriteOptions options, IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var folder = Path.GetFullPath(options.InstallFolder ?? AzuriteInstall.DefaultFolder);
        await AzuriteInstall.EnsureAsync(folder, progress, cancellationToken);

        // Azurite knows its own account only as long as it is given no others.
        var accounts = new Dictionary<string, string>(options.Accounts) { [Account] = Key };
        var process = await AzuriteProcess.StartAsync(folder, options with { Accounts = accounts }, cancellationToken);
        try
        {
            var addresses = await process.ListeningAsync(cancellationToken).WaitAsync(TimeToStart, cancellationToken);
            return new Azurite(process, addresses, accounts);
        }
        catch (TimeoutException error)
        {
            await process.DisposeAsync();
            throw new AzuriteException($"Azurite did not start within {TimeToStart.TotalSeconds:F0} s.", error);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether blobs and queues of this connection string answer: a quick check before storage is started.</summary>
    public static async Task<bool> IsListeningAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        Uri[] addresses = [new BlobServiceClient(connectionString).Uri, new QueueServiceClient(connectionString).Uri];
        var answers = await Task.WhenAll(addresses.Select(address => AnswersAsync(address, cancellationToken)));
        return answers.All(answer => answer);
    }

    /// <summary>Makes Azurite save its data and end, without waiting; the next start on the same data waits.</summary>
    public void Release() => _process.Release();

    /// <summary>Makes Azurite save its data and end, and waits for that.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
