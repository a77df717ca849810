using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Intake.Drops.OvertimeFolder;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>What is remembered of uploads: they cost no calls, and nothing is lost or taken twice where the memory is wrong.</summary>
public sealed class ProcessedUploadsTests : IAsyncLifetime
{
    private OvertimeFolder folder = null!;

    public async Task InitializeAsync() => folder = await OvertimeFolder.NewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_lies_there_already_costs_no_calls()
    {
        const int old = 2_000;
        var content = BinaryData.FromBytes(TestDrop.Bytes(TestDrop.OvertimeHeader));
        await Parallel.ForEachAsync(Enumerable.Range(0, old), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancel) =>
            await folder.Uploads.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"overtime/{i:D5}.csv")).UploadAsync(content, cancel));
        await RememberAsync(await UploadsAsync());
        await folder.DropAsync("new.csv", Row("2021-06", "1:00"));
        await using var proxy = await FaultyStorage.StartAsync(folder.Storage);
        var puller = DropStorageFixture.Puller(proxy.ConnectionString);

        Assert.Equal(new PullOutcome(1, 0, 0), await puller.PullAsync("overtime", CancellationToken.None));
        var withOne = proxy.Calls;
        proxy.Clear();
        Assert.Equal(new PullOutcome(0, 0, 0), await puller.PullAsync("overtime", CancellationToken.None));
        var withNone = proxy.Calls;

        // The processed uploads, one page of the listing (of up to 5,000 names), unfinished decisions, uploads in process; and the listing
        // of other folders.
        Assert.Equal(5, withNone.Count);
        Assert.All(withNone, c => Assert.Equal("GET", c.Method));
        Assert.InRange(withOne.Count, 5, 45);
    }

    [Fact]
    public async Task What_is_remembered_of_the_uploads_is_made_again_where_it_is_lost()
    {
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        await folder.DropAsync("b.csv", Row("2021-07", "2:00"));
        await folder.PullAsync();
        await ForgetAsync();
        await folder.DropAsync("c.csv", Row("2021-08", "3:00"));

        Assert.Equal(new PullOutcome(1, 0, 0), await folder.PullAsync());
        Assert.Equal(3, (await folder.LedgerAsync()).Count);
    }

    [Fact]
    public async Task What_is_remembered_wrongly_as_new_is_told_by_its_claim()
    {
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        await folder.PullAsync();
        await ForgetAsync();
        await RememberAsync([("another.csv", "0x1")]);

        Assert.Equal(new PullOutcome(0, 0, 0), await folder.PullAsync());
        Assert.Single(await folder.DropsAsync());
    }

    [Fact]
    public async Task Uploads_that_were_overwritten_are_forgotten_in_the_end()
    {
        await RememberAsync(Enumerable.Range(0, 9_000).Select(i => ("a.csv", $"gone {i}")));
        Assert.Equal(3, (await folder.RowKeysAsync("seen-overtime")).Count);
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        await folder.PullAsync();

        Assert.Single(await folder.RowKeysAsync("seen-overtime"));
        Assert.Equal(new PullOutcome(0, 0, 0), await folder.PullAsync());
        Assert.Equal([60], await folder.HoldingAsync(2021));
    }

    // As the program keeps it: 4,000 names of uploads to a row, each of 16 bytes.
    private async Task RememberAsync(IEnumerable<(string Name, string ETag)> uploads)
    {
        foreach (var (row, chunk) in uploads.Chunk(4_000).Index())
        {
            byte[] ids = [.. chunk.SelectMany(u => SHA256.HashData(Encoding.UTF8.GetBytes($"{u.Name}|{u.ETag}")).Take(16))];
            await new TableClient(folder.Storage, TableNames.Drops)
                .AddEntityAsync(new TableEntity("seen-overtime", row.ToString("D6", CultureInfo.InvariantCulture)) { ["uploads"] = ids });
        }
    }

    private async Task<List<(string, string)>> UploadsAsync()
    {
        var found = new List<(string, string)>();
        await foreach (var blob in DropStorageFixture.Account(folder.Storage).Container(ContainerNames.Drops).ListAsync("overtime/"))
        {
            found.Add((blob.Name["overtime/".Length..], blob.ETag));
        }

        return found;
    }

    private async Task ForgetAsync()
    {
        foreach (var key in await folder.RowKeysAsync("seen-overtime"))
        {
            await new TableClient(folder.Storage, TableNames.Drops).DeleteEntityAsync("seen-overtime", key);
        }
    }
}
