using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>A backup brings everything back into an empty account, and into no other.</summary>
[Collection(MaintenanceFixture.Collection)]
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class BackupTests(MaintenanceFixture sample) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("backup.zip")]
    [InlineData("backup")]
    public async Task A_backup_restores_an_empty_account_so_that_all_that_is_kept_and_published_is_byte_identical(string name)
    {
        var (from, to, backup) = (sample.Storage, await TestStorage.NewEmptyAccountAsync(), Path.Combine(folder, name));
        await MaintenanceFixture.RunAsync(from, "backup", backup);
        await MaintenanceFixture.RunAsync(to, "restore", backup);

        // Every table, published ones too, with every column down to the time of computing.
        Assert.Empty(TableNames.All.Except(BackupContents.Tables).Except([TableNames.Work]));
        var published = await MaintenanceFixture.PublishedAsync(to);
        Assert.Contains(published, r => r.Contains("computedat=DateTimeOffset 20", StringComparison.Ordinal));
        Assert.Equal(await MaintenanceFixture.PublishedAsync(from), published);
        Assert.Equal(await StorageSnapshot.WholeAsync(from, [.. BackupContents.Tables]),
            await StorageSnapshot.WholeAsync(to, [.. BackupContents.Tables]));
        Assert.Equal(await ExportedAsync(from), await ExportedAsync(to));
        foreach (var container in BackupContents.Containers)
        {
            Assert.Equal(await BlobsAsync(from, container), await BlobsAsync(to, container));
        }

        await MaintenanceFixture.RunAsync(to, "verify");
        Assert.Equal(0, (await DropStorageFixture.Puller(to).PullAsync("overtime", CancellationToken.None)).Taken);

        // The ledger can be made again there as well, from uploads that storage calls otherwise now.
        var ledger = await StorageSnapshot.OfAsync(to, TableNames.Ledger);
        await MaintenanceFixture.LoseAsync(to, TableNames.Ledger, "overtime|2021");
        await MaintenanceFixture.RunAsync(to, "restore", "--ledger");
        Assert.Equal(ledger, await StorageSnapshot.OfAsync(to, TableNames.Ledger));

        var (status, told) = await CommandLine.RunAsync(to, "restore", backup);
        Assert.Equal(1, status);
        Assert.Contains("The storage account is not empty", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_before_anything_is_written()
    {
        var (from, to, backup) = (await TestStorage.NewAccountAsync(), await TestStorage.NewEmptyAccountAsync(), Path.Combine(folder, "b"));
        await DropStorageFixture.Account(from).CreateAllAsync(CancellationToken.None);
        await new BlobContainerClient(from, ContainerNames.Drops).UploadBlobAsync("staff/a.csv", BinaryData.FromString("年月"));
        await MaintenanceFixture.RunAsync(from, "backup", backup);
        await File.WriteAllTextAsync(Path.Combine(backup, "blobs", "000000"), "年日");

        var (status, told) = await CommandLine.RunAsync(to, "restore", backup);

        Assert.Equal(1, status);
        Assert.Contains("blobs/000000 of the backup is damaged", told, StringComparison.Ordinal);
        Assert.Empty(await new TableServiceClient(to).QueryAsync().ToListAsync());

        File.Delete(Path.Combine(backup, BackupManifest.FileName));
        (status, told) = await CommandLine.RunAsync(to, "restore", backup);
        Assert.Equal(1, status);
        Assert.Contains("it is no backup, or was broken off", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_there_is_written_over_by_a_backup()
    {
        var target = Path.Combine(folder, "there.zip");
        await File.WriteAllTextAsync(target, "mine");

        var (status, told) = await CommandLine.RunAsync(await TestStorage.NewAccountAsync(), "backup", target);

        Assert.Equal(1, status);
        Assert.Contains("is there already", told, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(target));
    }

    [Fact]
    public async Task Export_writes_every_published_row_as_CSV()
    {
        var storage = sample.Storage;
        await MaintenanceFixture.RunAsync(storage, "export", folder);

        foreach (var table in TableNames.Published)
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(folder, table + ".csv"));
            Assert.Equal(Encoding.UTF8.Preamble.ToArray(), content[..3]);
            var rows = await new TableClient(storage, table).QueryAsync<TableEntity>().ToListAsync();
            Assert.NotEmpty(rows);
            Assert.Equal(rows.Count + 1, Records(content));
        }

        Assert.Contains("59.4", await File.ReadAllTextAsync(Path.Combine(folder, "factindicator.csv")), StringComparison.Ordinal);
    }

    private async Task<List<(string, string)>> ExportedAsync(string storage)
    {
        var exported = Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName()));
        await MaintenanceFixture.RunAsync(storage, "export", exported.FullName);
        return [.. exported.GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => (f.Name, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f.FullName)))))];
    }

    private static async Task<List<string>> BlobsAsync(string storage, string container)
    {
        var client = new BlobContainerClient(storage, container);
        var blobs = new List<string>();
        await foreach (var blob in client.GetBlobsAsync())
        {
            blobs.Add($"{blob.Name} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData((await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content))}");
        }

        return blobs;
    }

    // A line break within quotes does not end a record.
    private static int Records(byte[] content)
    {
        var (records, quoted) = (0, false);
        foreach (var b in content)
        {
            quoted ^= b == '"';
            records += b == '\n' && !quoted ? 1 : 0;
        }

        return records;
    }
}
