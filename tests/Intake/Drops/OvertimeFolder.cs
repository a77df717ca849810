using Azure.Data.Tables;
using Azure.Storage.Blobs;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>The folder of overtime in a storage account of its own: what is uploaded to it, and what becomes of it.</summary>
internal sealed class OvertimeFolder
{
    private OvertimeFolder(string storage) => Storage = storage;

    /// <summary>The account's connection string.</summary>
    public string Storage { get; }

    /// <summary>The container of all drops.</summary>
    public BlobContainerClient Uploads => new(Storage, ContainerNames.Drops);

    public static async Task<OvertimeFolder> NewAsync()
    {
        var storage = await TestStorage.NewAccountAsync();
        await DropStorageFixture.Account(storage).CreateAllAsync(CancellationToken.None);
        return new(storage);
    }

    /// <summary>A row of the file, of one section and group.</summary>
    public static string Row(string month, string time) => $"{month},0101,経営計画課,一般,通常,通常,{time}";

    /// <summary>Takes what lies in the folder.</summary>
    public Task<PullOutcome> PullAsync() => DropStorageFixture.Puller(Storage).PullAsync("overtime", CancellationToken.None);

    /// <summary>Uploads a file.</summary>
    public Task DropAsync(string name, params string[] rows) =>
        Uploads.GetBlobClient("overtime/" + name).UploadAsync(BinaryData.FromBytes(TestDrop.Bytes([TestDrop.OvertimeHeader, .. rows])),
            overwrite: true);

    /// <summary>Everything in the ledger of FY2021.</summary>
    public async Task<IReadOnlyList<Observation>> LedgerAsync() =>
        await new LedgerStore(DropStorageFixture.Account(Storage)).ReadYearAsync("overtime", new FiscalYear(2021), CancellationToken.None);

    /// <summary>The minutes that hold, by month.</summary>
    public async Task<List<long>> HoldingAsync(int year) =>
        [.. EffectiveObservations.Of(await new LedgerStore(DropStorageFixture.Account(Storage)).ReadYearAsync("overtime",
            new FiscalYear(year), CancellationToken.None)).OrderBy(o => o.Month).Select(o => o.Value("minutes")!.Value)];

    /// <summary>The receipts, newest first.</summary>
    public Task<IReadOnlyList<DropListing>> DropsAsync() => new DropReceipts(DropStorageFixture.Account(Storage))
        .NewestAsync("overtime", 50, CancellationToken.None);

    /// <summary>The keys of a partition of what is remembered of drops.</summary>
    public async Task<List<string>> RowKeysAsync(string partition)
    {
        var keys = new List<string>();
        await foreach (var row in new TableClient(Storage, TableNames.Drops).QueryAsync<TableEntity>(r => r.PartitionKey == partition))
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }
}
