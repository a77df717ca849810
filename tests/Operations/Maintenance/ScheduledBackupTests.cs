using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>The timer puts backups into another account, and what it put there can be restored.</summary>
public sealed class ScheduledBackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scheduled-backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task A_backup_of_the_timer_lies_in_the_other_account_and_restores_an_empty_one()
    {
        var (elsewhere, to) = (await TestStorage.NewEmptyAccountAsync(), await TestStorage.NewEmptyAccountAsync());
        var backups = new BlobContainerClient(elsewhere, "backups");
        await backups.CreateAsync();
        await using var app = await RunningApp.StartAsync(settings: $"SmartToyonaka:Backup:ConnectionString={elsewhere}");
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""");
        await app.WaitUntilComputedAsync();
        await app.RunTimerAsync("BackUp");
        await RunningApp.UntilAsync(async () => await backups.GetBlobsAsync().AnyAsync());

        var blob = Assert.Single(await backups.GetBlobsAsync().ToListAsync());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d{6}Z\.zip$", blob.Name);
        var file = Path.Combine(folder, blob.Name);
        await backups.GetBlobClient(blob.Name).DownloadToAsync(file);
        var (status, told) = await CommandLine.RunAsync(to, "restore", file);
        Assert.True(status == 0, told);

        // Of what falls due with the days there may be more: the restored account is brought up to date.
        string[] kept = [.. BackupContents.Tables.Except([TableNames.FactCompleteness])];
        Assert.Equal(await StorageSnapshot.WholeAsync(app.Storage, kept), await StorageSnapshot.WholeAsync(to, kept));
    }

    [Fact]
    public async Task Without_another_account_nothing_is_made_and_a_wrong_setting_stops_the_start_with_one_line()
    {
        await using (var app = await RunningApp.StartAsync())
        {
            await app.RunTimerAsync("BackUp");
        }

        foreach (var (name, value) in (List<(string, string)>)[("ContainerUrl", "http://backup.example/backups"),
            ("ContainerUrl", "backups"), ("ConnectionString", "AccountKey=secret")])
        {
            var settings = new ConfigurationBuilder().AddInMemoryCollection([new($"SmartToyonaka:Backup:{name}", value)]).Build();
            var error = Assert.Throws<InvalidOperationException>(() => new BackupTarget(settings));
            Assert.StartsWith("SmartToyonaka__Backup__" + name, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        }
    }
}
