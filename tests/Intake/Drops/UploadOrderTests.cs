using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// Uploads arrive late, twice, corrected, in any order and while they are read: the newest of a pair is effective, and no upload is lost.
/// </summary>
public sealed class UploadOrderTests : IAsyncLifetime
{
    private string storage = null!;

    private BlobContainerClient Uploads => new(storage, ContainerNames.Drops);

    public async Task InitializeAsync()
    {
        storage = await TestStorage.NewAccountAsync();
        await DropStorageFixture.Account(storage).CreateAllAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_month_that_comes_years_late_is_taken_and_the_others_stay()
    {
        await DropAsync("new.csv", Row("2021-06", "1:00"));
        await PullAsync();
        await DropAsync("late.csv", Row("2019-04", "2:00"));

        Assert.Equal(new PullOutcome(1, 0, 0), await PullAsync());

        Assert.Equal([60], await HoldingAsync(2021));
        Assert.Equal([120], await HoldingAsync(2019));
    }

    [Fact]
    public async Task The_same_content_twice_is_two_uploads_that_say_the_same()
    {
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        await PullAsync();
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        await DropAsync("copy.csv", Row("2021-06", "1:00"));

        Assert.Equal(new PullOutcome(2, 0, 0), await PullAsync());

        Assert.Equal([60], await HoldingAsync(2021));
        Assert.Equal(3, (await DropsAsync()).Count);
    }

    [Theory]
    [InlineData("b.csv", "a.csv")]
    [InlineData("a.csv", "b.csv")]
    public async Task Of_two_files_for_one_month_the_later_upload_holds_whatever_its_name_and_both_are_kept(string first, string second)
    {
        await DropAsync(first, Row("2021-06", "2:00"));
        await DropAsync(second, Row("2021-06", "1:00"));
        await PullAsync();

        Assert.Equal([60], await HoldingAsync(2021));
        Assert.Equal(2, (await LedgerAsync()).Count);
        Assert.Equal([second, first],
            (await new DropReceipts(DropStorageFixture.Account(storage)).NewestAsync("overtime", 10, CancellationToken.None))
                .Select(d => d.File));
    }

    [Fact]
    public async Task A_corrected_file_under_its_name_replaces_the_figures_and_keeps_the_history()
    {
        await DropAsync("a.csv", Row("2021-06", "1:00"), Row("2021-07", "5:00"));
        await PullAsync();
        await DropAsync("a.csv", Row("2021-06", "3:00"));
        await PullAsync();

        // The corrected file does not have July any more, so the figures of July stay.
        Assert.Equal([180, 300], await HoldingAsync(2021));
        Assert.Equal(3, (await LedgerAsync()).Count);
    }

    [Fact]
    public async Task An_older_upload_that_is_taken_after_a_newer_one_does_not_win()
    {
        await DropAsync("old.csv", Row("2021-06", "1:00"));
        var uploaded = (await Uploads.GetBlobClient("overtime/old.csv").GetPropertiesAsync()).Value.LastModified;
        await RunningApp.UntilAsync(() => Task.FromResult(DateTimeOffset.UtcNow >= uploaded.AddSeconds(1)));
        await DropAsync("new.csv", Row("2021-06", "2:00"));

        await using (var proxy = await FaultyStorage.StartAsync(storage))
        {
            proxy.Decide = (_, method, path) => method == "GET" && path.Contains("old.csv", StringComparison.Ordinal) ? CallFault.Changed
                : CallFault.None;
            Assert.Equal(new PullOutcome(1, 0, 0), await DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
        }

        Assert.Equal([120], await HoldingAsync(2021));
        Assert.Equal(new PullOutcome(1, 0, 0), await PullAsync());

        Assert.Equal([120], await HoldingAsync(2021));
        Assert.Equal(2, (await LedgerAsync()).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_that_is_overwritten_while_it_is_read_is_taken_as_it_is_then(int reading)
    {
        // The held row has it read twice: once to be checked, once for the quarantine.
        await DropAsync("a.csv", Row("2021-06", "1:00"), Row("2021-07", "1:99"));
        await using (var proxy = await FaultyStorage.StartAsync(storage))
        {
            var readings = 0;
            proxy.Hold = async (_, method, path) =>
            {
                if (method == "GET" && path.Contains("a.csv", StringComparison.Ordinal) && ++readings == reading)
                {
                    await DropAsync("a.csv", Row("2021-06", "4:00"));
                }
            };
            Assert.Equal(new PullOutcome(0, 0, 0), await DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
        }

        Assert.Empty(await LedgerAsync());
        Assert.Equal(new PullOutcome(1, 0, 0), await PullAsync());
        Assert.Equal([240], await HoldingAsync(2021));
        Assert.Empty(await NamesAsync(ContainerNames.Quarantine));
    }

    [Fact]
    public async Task A_file_that_is_deleted_before_it_is_read_says_nothing_and_its_begin_is_closed()
    {
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        await using (var proxy = await FaultyStorage.StartAsync(storage))
        {
            proxy.Hold = async (_, method, path) =>
            {
                if (method == "GET" && path.Contains("a.csv", StringComparison.Ordinal))
                {
                    await Uploads.DeleteBlobIfExistsAsync("overtime/a.csv");
                }
            };
            Assert.Equal(new PullOutcome(0, 0, 0), await DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
        }

        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20));
        await DropStorageFixture.Puller(storage, clock).PullAsync("overtime", CancellationToken.None);

        Assert.Empty(await LedgerAsync());
        Assert.Equal("overwritten", Assert.Single(Assert.Single(await DropsAsync()).Errors).Code);
        Assert.DoesNotContain(await RowKeysAsync("overtime"), k => k.StartsWith("taking", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_deleted_after_it_was_taken_leaves_its_figures()
    {
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        await PullAsync();
        await Uploads.DeleteBlobAsync("overtime/a.csv");

        Assert.Equal(new PullOutcome(0, 0, 0), await PullAsync());

        Assert.Equal([60], await HoldingAsync(2021));
        Assert.Equal("taken", Assert.Single(await DropsAsync()).State);
    }

    [Fact]
    public async Task A_lease_of_the_uploader_keeps_nobody_from_reading_and_what_is_written_under_it_is_taken_again()
    {
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        var blob = Uploads.GetBlobClient("overtime/a.csv");
        var lease = (await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60))).Value.LeaseId;

        Assert.Equal(new PullOutcome(1, 0, 0), await PullAsync());
        await blob.UploadAsync(
            new MemoryStream(TestDrop.Bytes(TestDrop.OvertimeHeader, Row("2021-06", "2:00"))),
            new Azure.Storage.Blobs.Models.BlobUploadOptions { Conditions = new() { LeaseId = lease } });
        Assert.Equal(new PullOutcome(1, 0, 0), await PullAsync());

        Assert.Equal([120], await HoldingAsync(2021));
        Assert.Equal("Leased", (await blob.GetPropertiesAsync()).Value.LeaseState.ToString());
    }

    [Fact]
    public async Task A_file_that_grows_by_appending_is_taken_at_each_size()
    {
        var blob = Uploads.GetAppendBlobClient("overtime/log.csv");
        await blob.CreateAsync();
        Assert.Equal(new PullOutcome(0, 0, 1), await PullAsync());
        Assert.Equal("empty", Assert.Single((await DropsAsync())[0].Errors).Code);

        await AppendAsync(TestDrop.OvertimeHeader + "\r\n2021-06,0101,経営");
        Assert.Equal(new PullOutcome(0, 0, 1), await PullAsync());
        Assert.Empty(await LedgerAsync());

        await AppendAsync("計画課,一般,通常,通常,1:00\r\n");
        Assert.Equal(new PullOutcome(1, 0, 0), await PullAsync());
        Assert.Equal([60], await HoldingAsync(2021));

        Task AppendAsync(string text) => blob.AppendBlockAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task What_lies_there_already_costs_no_calls()
    {
        const int old = 2_000;
        var content = BinaryData.FromBytes(TestDrop.Bytes(TestDrop.OvertimeHeader));
        await Parallel.ForEachAsync(Enumerable.Range(0, old), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancel) =>
            await Uploads.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"overtime/{i:D5}.csv")).UploadAsync(content, cancel));
        await RememberAsync(await UploadsAsync());
        await DropAsync("new.csv", Row("2021-06", "1:00"));
        await using var proxy = await FaultyStorage.StartAsync(storage);
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
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        await DropAsync("b.csv", Row("2021-07", "2:00"));
        await PullAsync();
        await ForgetAsync();
        await DropAsync("c.csv", Row("2021-08", "3:00"));

        Assert.Equal(new PullOutcome(1, 0, 0), await PullAsync());
        Assert.Equal(3, (await LedgerAsync()).Count);
    }

    [Fact]
    public async Task What_is_remembered_wrongly_as_new_is_told_by_its_claim()
    {
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        await PullAsync();
        await ForgetAsync();
        await RememberAsync([("another.csv", "0x1")]);

        Assert.Equal(new PullOutcome(0, 0, 0), await PullAsync());
        Assert.Single(await DropsAsync());
    }

    [Fact]
    public async Task Uploads_that_were_overwritten_are_forgotten_in_the_end()
    {
        await RememberAsync(Enumerable.Range(0, 9_000).Select(i => ("a.csv", $"gone {i}")));
        Assert.Equal(3, (await RowKeysAsync("seen-overtime")).Count);
        await DropAsync("a.csv", Row("2021-06", "1:00"));
        await PullAsync();

        Assert.Single(await RowKeysAsync("seen-overtime"));
        Assert.Equal(new PullOutcome(0, 0, 0), await PullAsync());
        Assert.Equal([60], await HoldingAsync(2021));
    }

    private static string Row(string month, string time) => $"{month},0101,経営計画課,一般,通常,通常,{time}";

    private Task<PullOutcome> PullAsync() => DropStorageFixture.Puller(storage).PullAsync("overtime", CancellationToken.None);

    private Task DropAsync(string name, params string[] rows) =>
        Uploads.GetBlobClient("overtime/" + name).UploadAsync(BinaryData.FromBytes(TestDrop.Bytes([TestDrop.OvertimeHeader, .. rows])),
            overwrite: true);

    private async Task<IReadOnlyList<Observation>> LedgerAsync() =>
        await new LedgerStore(DropStorageFixture.Account(storage)).ReadYearAsync("overtime", new FiscalYear(2021), CancellationToken.None);

    private async Task<List<long>> HoldingAsync(int year) =>
        [.. EffectiveObservations.Of(await new LedgerStore(DropStorageFixture.Account(storage)).ReadYearAsync("overtime",
            new FiscalYear(year), CancellationToken.None)).OrderBy(o => o.Month).Select(o => o.Value("minutes")!.Value)];

    private Task<IReadOnlyList<DropListing>> DropsAsync() => new DropReceipts(DropStorageFixture.Account(storage))
        .NewestAsync("overtime", 50, CancellationToken.None);

    private async Task<List<string>> NamesAsync(string container)
    {
        var names = new List<string>();
        await foreach (var blob in new BlobContainerClient(storage, container).GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private async Task<List<string>> RowKeysAsync(string partition)
    {
        var keys = new List<string>();
        await foreach (var row in new TableClient(storage, TableNames.Drops).QueryAsync<TableEntity>(r => r.PartitionKey == partition))
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    // As the program keeps it: 4,000 names of uploads to a row, each of 16 bytes.
    private async Task RememberAsync(IEnumerable<(string Name, string ETag)> uploads)
    {
        foreach (var (row, chunk) in uploads.Chunk(4_000).Index())
        {
            byte[] ids = [.. chunk.SelectMany(u => SHA256.HashData(Encoding.UTF8.GetBytes($"{u.Name}|{u.ETag}")).Take(16))];
            await new TableClient(storage, TableNames.Drops)
                .AddEntityAsync(new TableEntity("seen-overtime", row.ToString("D6", CultureInfo.InvariantCulture)) { ["uploads"] = ids });
        }
    }

    private async Task<List<(string, string)>> UploadsAsync()
    {
        var found = new List<(string, string)>();
        await foreach (var blob in DropStorageFixture.Account(storage).Container(ContainerNames.Drops).ListAsync("overtime/"))
        {
            found.Add((blob.Name["overtime/".Length..], blob.ETag));
        }

        return found;
    }

    private async Task ForgetAsync()
    {
        foreach (var key in await RowKeysAsync("seen-overtime"))
        {
            await new TableClient(storage, TableNames.Drops).DeleteEntityAsync("seen-overtime", key);
        }
    }
}
