using System.Net.Sockets;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using SmartToyonaka.Cli.Messages;

namespace SmartToyonaka.Cli.Running;

/// <summary>Reports an unreachable storage at once, before a client library retries for a minute.</summary>
internal static class StorageProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <exception cref="InvalidOperationException">Nothing listens at one of its addresses; the message says at which.</exception>
    public static async Task CheckAsync(string connection, CancellationToken cancel)
    {
        Uri[] addresses;
        try
        {
            addresses = [new BlobServiceClient(connection).Uri, new QueueServiceClient(connection).Uri,
                new TableServiceClient(connection).Uri];
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // The message of the client library may have the connection string in it, with the key.
            throw new InvalidOperationException(TerminalLanguage.Of(CommandMessages.NoConnectionString));
        }

        await Task.WhenAll(addresses.Select(address => CheckAsync(address, cancel)));
    }

    private static async Task CheckAsync(Uri address, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, limit.Token);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new InvalidOperationException(
                TerminalLanguage.Of(CommandMessages.NoStorage(address.GetLeftPart(UriPartial.Authority))));
        }
    }
}
