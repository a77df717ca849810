using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Intake.Drops.OvertimeFolder;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// Uploads arrive late, twice, corrected, in any order and while they are read: the newest of a pair is effective, and no upload is lost.
/// </summary>
public sealed class UploadOrderTests : IAsyncLifetime
{
    private OvertimeFolder folder = null!;

    public async Task InitializeAsync() => folder = await OvertimeFolder.NewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_month_that_comes_years_late_is_taken_and_the_others_stay()
    {
        await folder.DropAsync("new.csv", Row("2021-06", "1:00"));
        await folder.PullAsync();
        await folder.DropAsync("late.csv", Row("2019-04", "2:00"));

        Assert.Equal(new PullOutcome(1, 0, 0), await folder.PullAsync());

        Assert.Equal([60], await folder.HoldingAsync(2021));
        Assert.Equal([120], await folder.HoldingAsync(2019));
    }

    [Fact]
    public async Task The_same_content_twice_is_two_uploads_that_say_the_same()
    {
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        await folder.PullAsync();
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        await folder.DropAsync("copy.csv", Row("2021-06", "1:00"));

        Assert.Equal(new PullOutcome(2, 0, 0), await folder.PullAsync());

        Assert.Equal([60], await folder.HoldingAsync(2021));
        Assert.Equal(3, (await folder.DropsAsync()).Count);
    }

    [Theory]
    [InlineData("b.csv", "a.csv")]
    [InlineData("a.csv", "b.csv")]
    public async Task Of_two_files_for_one_month_the_later_upload_holds_whatever_its_name_and_both_are_kept(string first, string second)
    {
        await folder.DropAsync(first, Row("2021-06", "2:00"));
        await folder.DropAsync(second, Row("2021-06", "1:00"));
        await folder.PullAsync();

        Assert.Equal([60], await folder.HoldingAsync(2021));
        Assert.Equal(2, (await folder.LedgerAsync()).Count);
        Assert.Equal([second, first],
            (await new DropReceipts(DropStorageFixture.Account(folder.Storage)).NewestAsync("overtime", 10, CancellationToken.None))
                .Select(d => d.File));
    }

    [Fact]
    public async Task A_corrected_file_under_its_name_replaces_the_figures_and_keeps_the_history()
    {
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"), Row("2021-07", "5:00"));
        await folder.PullAsync();
        await folder.DropAsync("a.csv", Row("2021-06", "3:00"));
        await folder.PullAsync();

        // The corrected file does not have July any more, so the figures of July stay.
        Assert.Equal([180, 300], await folder.HoldingAsync(2021));
        Assert.Equal(3, (await folder.LedgerAsync()).Count);
    }

    [Fact]
    public async Task An_older_upload_that_is_taken_after_a_newer_one_does_not_win()
    {
        await folder.DropAsync("old.csv", Row("2021-06", "1:00"));
        var uploaded = (await folder.Uploads.GetBlobClient("overtime/old.csv").GetPropertiesAsync()).Value.LastModified;
        await RunningApp.UntilAsync(() => Task.FromResult(DateTimeOffset.UtcNow >= uploaded.AddSeconds(1)));
        await folder.DropAsync("new.csv", Row("2021-06", "2:00"));

        await using (var proxy = await FaultyStorage.StartAsync(folder.Storage))
        {
            proxy.Decide = (_, method, path) => method == "GET" && path.Contains("old.csv", StringComparison.Ordinal) ? CallFault.Changed
                : CallFault.None;
            Assert.Equal(new PullOutcome(1, 0, 0), await DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
        }

        Assert.Equal([120], await folder.HoldingAsync(2021));
        Assert.Equal(new PullOutcome(1, 0, 0), await folder.PullAsync());

        Assert.Equal([120], await folder.HoldingAsync(2021));
        Assert.Equal(2, (await folder.LedgerAsync()).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_that_is_overwritten_while_it_is_read_is_taken_as_it_is_then(int reading)
    {
        // The held row has it read twice: once to be checked, once for the quarantine.
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"), Row("2021-07", "1:99"));
        await using (var proxy = await FaultyStorage.StartAsync(folder.Storage))
        {
            var readings = 0;
            proxy.Hold = async (_, method, path) =>
            {
                if (method == "GET" && path.Contains("a.csv", StringComparison.Ordinal) && ++readings == reading)
                {
                    await folder.DropAsync("a.csv", Row("2021-06", "4:00"));
                }
            };
            Assert.Equal(new PullOutcome(0, 0, 0), await DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
        }

        Assert.Empty(await folder.LedgerAsync());
        Assert.Equal(new PullOutcome(1, 0, 0), await folder.PullAsync());
        Assert.Equal([240], await folder.HoldingAsync(2021));
        Assert.Empty(await NamesAsync(ContainerNames.Quarantine));
    }

    [Fact]
    public async Task A_file_that_is_deleted_before_it_is_read_says_nothing_and_its_begin_is_closed()
    {
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        await using (var proxy = await FaultyStorage.StartAsync(folder.Storage))
        {
            proxy.Hold = async (_, method, path) =>
            {
                if (method == "GET" && path.Contains("a.csv", StringComparison.Ordinal))
                {
                    await folder.Uploads.DeleteBlobIfExistsAsync("overtime/a.csv");
                }
            };
            Assert.Equal(new PullOutcome(0, 0, 0), await DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
        }

        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20));
        await DropStorageFixture.Puller(folder.Storage, clock).PullAsync("overtime", CancellationToken.None);

        Assert.Empty(await folder.LedgerAsync());
        Assert.Equal("overwritten", Assert.Single(Assert.Single(await folder.DropsAsync()).Errors).Code);
        Assert.DoesNotContain(await folder.RowKeysAsync("overtime"), k => k.StartsWith("taking", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_deleted_after_it_was_taken_leaves_its_figures()
    {
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        await folder.PullAsync();
        await folder.Uploads.DeleteBlobAsync("overtime/a.csv");

        Assert.Equal(new PullOutcome(0, 0, 0), await folder.PullAsync());

        Assert.Equal([60], await folder.HoldingAsync(2021));
        Assert.Equal("taken", Assert.Single(await folder.DropsAsync()).State);
    }

    [Fact]
    public async Task A_lease_of_the_uploader_keeps_nobody_from_reading_and_what_is_written_under_it_is_taken_again()
    {
        await folder.DropAsync("a.csv", Row("2021-06", "1:00"));
        var blob = folder.Uploads.GetBlobClient("overtime/a.csv");
        var lease = (await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60))).Value.LeaseId;

        Assert.Equal(new PullOutcome(1, 0, 0), await folder.PullAsync());
        await blob.UploadAsync(
            new MemoryStream(TestDrop.Bytes(TestDrop.OvertimeHeader, Row("2021-06", "2:00"))),
            new Azure.Storage.Blobs.Models.BlobUploadOptions { Conditions = new() { LeaseId = lease } });
        Assert.Equal(new PullOutcome(1, 0, 0), await folder.PullAsync());

        Assert.Equal([120], await folder.HoldingAsync(2021));
        Assert.Equal("Leased", (await blob.GetPropertiesAsync()).Value.LeaseState.ToString());
    }

    [Fact]
    public async Task A_file_that_grows_by_appending_is_taken_at_each_size()
    {
        var blob = folder.Uploads.GetAppendBlobClient("overtime/log.csv");
        await blob.CreateAsync();
        Assert.Equal(new PullOutcome(0, 0, 1), await folder.PullAsync());
        Assert.Equal("empty", Assert.Single((await folder.DropsAsync())[0].Errors).Code);

        await AppendAsync(TestDrop.OvertimeHeader + "\r\n2021-06,0101,経営");
        Assert.Equal(new PullOutcome(0, 0, 1), await folder.PullAsync());
        Assert.Empty(await folder.LedgerAsync());

        await AppendAsync("計画課,一般,通常,通常,1:00\r\n");
        Assert.Equal(new PullOutcome(1, 0, 0), await folder.PullAsync());
        Assert.Equal([60], await folder.HoldingAsync(2021));

        Task AppendAsync(string text) => blob.AppendBlockAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
    }

    private async Task<List<string>> NamesAsync(string container)
    {
        var names = new List<string>();
        await foreach (var blob in new BlobContainerClient(folder.Storage, container).GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
