using System.Diagnostics.Metrics;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Localhost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Drops.Checks;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>An Azurite of its own, because these tests check everything that a pull run leaves in the storage.</summary>
public sealed class DropStorageFixture : IAsyncLifetime
{
    private static readonly HashSet<string> Volatile = ["odata.etag", "Timestamp", "claimedat", "markedat"];

    private readonly string folder = Directory.CreateTempSubdirectory("drops-storage-").FullName;
    private Azurite azurite = null!;
    private TableServiceClient tables = null!;
    private BlobServiceClient blobs = null!;

    public string ConnectionString => azurite.ConnectionString;

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync(new AzuriteOptions { DataFolder = folder });
        (tables, blobs) = (new(ConnectionString), new(ConnectionString));
        await Account(ConnectionString).CreateAllAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public static StorageAccount Account(string connectionString) =>
        new(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString }).Build());

    public static DropPuller Puller(string connectionString, TimeProvider? clock = null, DropOptions? settings = null)
    {
        var account = Account(connectionString);
        var (time, options) = (clock ?? TimeProvider.System, settings ?? new());
        var (ledger, reference, signals) = (new LedgerStore(account), new ReferenceData(account, time), NewSignals());
        var review = new DropReview(new DropChecks(ledger), new HoldChecks(new PriorValuesReader(ledger, new(ledger))), reference);
        var outputs = new DropOutputs(account, new WaitingEntries(account, ledger), signals, NullLogger<DropOutputs>.Instance);
        var writer = new DropLedgerWriter(account, ledger, new WaitingEntries(account, ledger), review, outputs, options, time);
        var processor = new UploadProcessor(
            account, reference, new DropChecker(options), new PeriodChangeStore(account), writer, outputs, time);
        return new(account, processor, writer, new RecomputeQueue(account, time), options, time, NullLogger<DropPuller>.Instance);
    }

    private static Instrumentation NewSignals() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public Task<PullOutcome> PullAsync(string ofFolder) => Puller(ConnectionString).PullAsync(ofFolder, CancellationToken.None);

    public LedgerStore Ledger => new(Account(ConnectionString));

    public DropReceipts Receipts => new(Account(ConnectionString));

    public Task DropAsync(string path, params string[] lines) => DropAsync(path, TestDrop.Bytes(lines));

    public Task DropAsync(string path, byte[] content) =>
        blobs.GetBlobContainerClient(ContainerNames.Drops).GetBlobClient(path).UploadAsync(BinaryData.FromBytes(content), overwrite: true);

    public Task WriteAsync(string container, string name, string content) =>
        blobs.GetBlobContainerClient(container).GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    public async Task<List<string>> BlobsAsync(string container)
    {
        var names = new List<string>();
        await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }

    public async Task<string?> BlobAsync(string container, string name)
    {
        var blob = blobs.GetBlobContainerClient(container).GetBlobClient(name);
        return await blob.ExistsAsync() ? (await blob.DownloadContentAsync()).Value.Content.ToString() : null;
    }

    public async Task<List<TableEntity>> RowsAsync(string table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return rows;
    }

    public async Task<List<string>> MessagesAsync()
    {
        var queue = new QueueClient(ConnectionString, QueueNames.Recompute,
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return [.. (await queue.PeekMessagesAsync(32)).Value.Select(m => m.Body.ToString())];
    }

    /// <summary>Everything that processing drops leaves in the storage, except times of work and ETags of rows.</summary>
    public async Task<string> DumpAsync(bool withRowETags = false)
    {
        var text = new StringBuilder();
        foreach (var table in new[] { TableNames.Ledger, TableNames.Drops, TableNames.FactDrop })
        {
            foreach (var row in await RowsAsync(table))
            {
                text.Append(table).Append(": ").AppendJoin(", ", row.Where(c => !Volatile.Contains(c.Key))
                    .OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"))
                    .AppendLine(withRowETags ? row.ETag.ToString() : "");
            }
        }

        foreach (var container in new[] { ContainerNames.Receipts, ContainerNames.Quarantine })
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync())
            {
                text.Append(container).Append('/').Append(blob.Name).Append(": ").AppendLine(await BlobAsync(container, blob.Name));
            }
        }

        return text.ToString();
    }

    /// <summary>Deletes everything but the uploads, and on request those too.</summary>
    public async Task ResetAsync(bool keepUploads = false)
    {
        foreach (var table in TableNames.All)
        {
            var rows = await RowsAsync(table);
            foreach (var some in rows.GroupBy(r => r.PartitionKey, StringComparer.Ordinal).SelectMany(p => p.Chunk(100)))
            {
                await tables.GetTableClient(table).SubmitTransactionAsync(
                    some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)));
            }
        }

        foreach (var container in ContainerNames.All.Where(c => c != ContainerNames.Drops || !keepUploads))
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync())
            {
                await blobs.GetBlobContainerClient(container).DeleteBlobAsync(blob.Name);
            }
        }

        await new QueueClient(ConnectionString, QueueNames.Recompute).ClearMessagesAsync();
    }
}
