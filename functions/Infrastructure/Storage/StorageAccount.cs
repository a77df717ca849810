using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// The storage account that <c>AzureWebJobsStorage</c> (a connection string) or <c>AzureWebJobsStorage__accountName</c>
/// (managed identity) names: the same one that the Functions host uses.
/// </summary>
public sealed class StorageAccount
{
    private readonly TableServiceClient tables;
    private readonly BlobServiceClient blobs;
    private readonly QueueServiceClient queues, rawQueues;

    /// <exception cref="InvalidOperationException">Neither setting is there, or the connection string cannot be read.</exception>
    public StorageAccount(IConfiguration configuration, StorageRetryPolicy retryPolicy = StorageRetryPolicy.Client)
    {
        var tableOptions = WithRetryPolicy(new TableClientOptions(), retryPolicy);
        var blobOptions = WithRetryPolicy(new BlobClientOptions(), retryPolicy);
        var rawOptions = WithRetryPolicy(new QueueClientOptions(), retryPolicy);
        var queueOptions = WithRetryPolicy(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, retryPolicy);

        if (configuration["AzureWebJobsStorage"] is { Length: > 0 } connection)
        {
            try
            {
                tables = new(connection, tableOptions);
                blobs = new(connection, blobOptions);
                queues = new(connection, queueOptions);
                rawQueues = new(connection, rawOptions);
            }
            catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
            {
                // The message of the client library may have the connection string in it, with the key.
                throw new InvalidOperationException("AzureWebJobsStorage is not a storage connection string.");
            }

            return;
        }

        if (configuration["AzureWebJobsStorage:accountName"] is not { Length: > 0 } account)
        {
            throw new InvalidOperationException(
                "Set AzureWebJobsStorage (a connection string) or AzureWebJobsStorage__accountName (managed identity).");
        }

        var credential = Credential(configuration["AzureWebJobsStorage:clientId"]);
        tables = new(Endpoint("table"), credential, tableOptions);
        blobs = new(Endpoint("blob"), credential, blobOptions);
        queues = new(Endpoint("queue"), credential, queueOptions);
        rawQueues = new(Endpoint("queue"), credential, rawOptions);

        Uri Endpoint(string service) =>
            new(configuration[$"AzureWebJobsStorage:{service}ServiceUri"] is { Length: > 0 } uri ? uri
                : $"https://{account}.{service}.core.windows.net");
    }

    public TableStore Table(string name) => new(tables.GetTableClient(name));

    public BlobStore Container(string name) => new(blobs.GetBlobContainerClient(name));

    public QueueStore Queue(string name) => new(queues.GetQueueClient(name), rawQueues.GetQueueClient(name));

    /// <summary>Creates what does not exist; idempotent. Every start but the first needs three calls, not one for each name.</summary>
    public async Task CreateAllAsync(CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin("account", file, line);
        var (haveTables, haveQueues, haveContainers) = (
            NamesAsync(tables.QueryAsync(cancellationToken: cancel), t => t.Name),
            NamesAsync(queues.GetQueuesAsync(cancellationToken: cancel), q => q.Name),
            NamesAsync(blobs.GetBlobContainersAsync(cancellationToken: cancel), c => c.Name));
        await Task.WhenAll(haveTables, haveQueues, haveContainers);
        IEnumerable<Task> missing =
        [
            .. TableNames.All.Except(await haveTables).Select(n => tables.CreateTableIfNotExistsAsync(n, cancel)),
            .. QueueNames.All.Except(await haveQueues)
                .Select(n => queues.GetQueueClient(n).CreateIfNotExistsAsync(cancellationToken: cancel)),
            .. ContainerNames.All.Except(await haveContainers)
                .Select(n => blobs.GetBlobContainerClient(n).CreateIfNotExistsAsync(cancellationToken: cancel)),
        ];
        await Task.WhenAll(missing);
    }

    private static async Task<List<string>> NamesAsync<T>(AsyncPageable<T> there, Func<T, string> name)
        where T : notnull
    {
        var names = new List<string>();
        await foreach (var item in there)
        {
            names.Add(name(item));
        }

        return names;
    }

    // On Azure the app's identity; elsewhere the signed-in developer (`az login`).
    internal static TokenCredential Credential(string? clientId) =>
        clientId is { Length: > 0 }
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();

    private static T WithRetryPolicy<T>(T options, StorageRetryPolicy retryPolicy)
        where T : ClientOptions
    {
        var isClient = retryPolicy == StorageRetryPolicy.Client;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = isClient ? 3 : 8;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(isClient ? 2 : 30);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(isClient ? 10 : 100);
        options.AddPolicy(WriteStep.Watch, HttpPipelinePosition.PerRetry);
        options.AddPolicy(StorageSilence.Observer, HttpPipelinePosition.PerRetry);
        return options;
    }
}
