using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Files;
using SmartToyonaka.Publishing.Tables;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Files;

/// <summary>Renewals that are cut off, doubled, or meet a computation: the manifest names whole sets only.</summary>
[Trait(TestCategory.Name, TestCategory.Scaled)]
public sealed class InterruptedRenewalTests
{
    [Fact]
    public async Task Cut_off_at_any_write_the_manifest_names_a_whole_set_and_the_next_renewal_is_complete()
    {
        var storage = await TestStorage.NewEmptyAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var (cutOff, healthy, reader) = (Files(proxy.ConnectionString), Files(storage), new PublishedFilesReader(storage));
        await Account(storage).CreateAllAsync(CancellationToken.None);
        await ChangeAsync(storage, 0);
        await healthy.RenewAsync(CancellationToken.None);

        var cuts = 0;
        for (var n = 1; ; n += TestCategory.IsLongRun ? 1 : 9)
        {
            await ChangeAsync(storage, n);
            var writes = 0;
            var isCut = false;

            // A refusal, which is not retried; from there on for everything, as if the process were gone.
            proxy.Meet = call =>
            {
                if (call.Step.Length > 0 && Interlocked.Increment(ref writes) >= n)
                {
                    isCut = true;
                }

                return isCut ? CallFault.Forbidden : CallFault.None;
            };
            await Record.ExceptionAsync(() => cutOff.RenewAsync(CancellationToken.None));
            var named = await NumberAsync(reader, await reader.WholeAsync());
            Assert.True(named <= n, $"{named} at cut {n}");
            await BreakLeaseAsync(storage);

            await healthy.RenewAsync(CancellationToken.None);
            Assert.Equal(n, await NumberAsync(reader, await reader.CompleteAsync()));
            if (!isCut)
            {
                break;
            }

            cuts++;
        }

        // The lease, the mark, two files of ten tables, what is replaced, the manifest, the copies, and that they are made.
        Assert.True(cuts > (TestCategory.IsLongRun ? 40 : 3), $"{cuts}");
    }

    [Fact]
    public async Task Two_instances_at_once_leave_one_complete_set_of_the_newest_rows()
    {
        var storage = await TestStorage.NewEmptyAccountAsync();
        var (one, two, reader) = (Files(storage), Files(storage), new PublishedFilesReader(storage));
        await Account(storage).CreateAllAsync(CancellationToken.None);
        for (var n = 1; n <= 5; n++)
        {
            await ChangeAsync(storage, n);
            await Task.WhenAll(one.RenewAsync(CancellationToken.None), two.RenewAsync(CancellationToken.None));
            Assert.Equal(n, await NumberAsync(reader, await reader.CompleteAsync()));
        }

        Assert.Equal(5, (await reader.SetsAsync()).Count);
    }

    [Fact]
    public async Task Nothing_is_published_while_a_computation_is_at_work()
    {
        var storage = await TestStorage.NewEmptyAccountAsync();
        var (account, files, reader) = (Account(storage), Files(storage), new PublishedFilesReader(storage));
        await account.CreateAllAsync(CancellationToken.None);
        await ChangeAsync(storage, 1);
        var request = new RecomputeRequest([], []) { IsForFiles = true };
        var lease = await account.Container(ContainerNames.State).TryLeaseAsync("leases/overtime/2021", TimeSpan.FromSeconds(15),
            CancellationToken.None);
        Assert.NotNull(lease);

        await files.HandleAsync(request, CancellationToken.None);

        Assert.Null(await reader.ManifestAsync());
        Assert.Equal(1, await account.Queue(QueueNames.Recompute).CountAsync(CancellationToken.None));
        await lease.DisposeAsync();
        await files.HandleAsync(request, CancellationToken.None);
        await reader.CompleteAsync();
    }

    [Fact]
    public async Task A_burst_asks_once_and_a_message_that_was_lost_is_sent_again()
    {
        var storage = await TestStorage.NewEmptyAccountAsync();
        var (account, files) = (Account(storage), Files(storage));
        await account.CreateAllAsync(CancellationToken.None);
        var renewal = new PublishedFilesRenewal(account, TimeProvider.System, On);
        var queue = account.Queue(QueueNames.Recompute);
        for (var n = 0; n < 5; n++)
        {
            await renewal.AskAsync(CancellationToken.None);
        }

        Assert.True(RecomputeRequest.Parse(Assert.Single(await queue.PeekAsync(CancellationToken.None)).Body).IsForFiles);
        await new Azure.Storage.Queues.QueueClient(storage, QueueNames.Recompute).ClearMessagesAsync();
        Assert.True(await renewal.IsAskedAsync(CancellationToken.None));

        await files.ResumeAsync(new(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(2)), new HashSet<PendingMark>(), default);
        Assert.Equal(0, await queue.CountAsync(CancellationToken.None));
        await files.ResumeAsync(StaleCutoff.Ever, new HashSet<PendingMark>(), default);
        Assert.Equal(1, await queue.CountAsync(CancellationToken.None));
        await files.HandleAsync(new([], []) { IsForFiles = true }, default);
        Assert.False(await renewal.IsAskedAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_long_table_has_several_row_groups()
    {
        IReadOnlyList<PublishedColumn> columns = PublishedColumns.Of[TableNames.DimMeasure];
        using var file = new MemoryStream();
        await using (var writer = await ParquetTableWriter.CreateAsync(columns, file, CancellationToken.None))
        {
            for (var n = 0; n < 20_001; n++)
            {
                await writer.AddAsync(Measure(n), CancellationToken.None);
            }

            await writer.EndAsync(CancellationToken.None);
        }

        var rows = PublishedFilesReader.Rows(file.ToArray(),
            [.. columns.Select(c => new PublishedFileColumn(c.Name, ParquetTableWriter.TypeOf(c), c.Only is not null))]);
        Assert.Equal(Enumerable.Range(0, 20_001), rows.Select(r => (int)r["order"]!));
    }

    [Fact]
    public void Messages_of_recomputations_are_as_before_and_one_for_files_names_nothing_else()
    {
        Assert.DoesNotContain("files", new RecomputeRequest([], []).ToJson(), StringComparison.Ordinal);
        Assert.False(RecomputeRequest.Parse("""{"v":1,"keys":[]}""").IsForFiles);
        Assert.True(RecomputeRequest.Parse("""{"v":1,"keys":[],"files":true}""").IsForFiles);
        Assert.Throws<FormatException>(() =>
            RecomputeRequest.Parse("""{"v":1,"keys":[{"topic":"overtime","fiscalYear":2021}],"files":true}"""));
    }

    [Theory]
    [InlineData("Enabled", "maybe", "SmartToyonaka__PublishedFiles__Enabled must be true or false.")]
    [InlineData("Pause", "-00:00:01", "SmartToyonaka__PublishedFiles__Pause must be a time of at most an hour, such as 00:00:01.")]
    [InlineData("Pause", "soon", "SmartToyonaka__PublishedFiles__Pause must be a time of at most an hour, such as 00:00:01.")]
    public void A_wrong_setting_is_said_in_one_line(string name, string value, string said)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new($"{PublishedFilesOptions.Section}:{name}", value)]).Build();

        Assert.Equal(said, Assert.Throws<InvalidOperationException>(() => PublishedFilesOptions.Of(settings)).Message);
    }

    private static PublishedFilesOptions On => new(true, TimeSpan.Zero);

    private static StorageAccount Account(string storage) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", storage)]).Build());

    private static PublishedFiles Files(string storage)
    {
        var (account, clock) = (Account(storage), TimeProvider.System);
        var sets = new PublishedSets(account, clock);
        var queue = new RecomputeQueue(account, clock, On);
        return new(account, new(account, clock), new(account, sets), sets, queue, On, NullLogger<PublishedFiles>.Instance);
    }

    /// <summary>Writes a number into two tables.</summary>
    private static async Task ChangeAsync(string storage, int number)
    {
        var account = Account(storage);
        await account.Table(TableNames.DimMeasure).PutAsync(Measure(number) with { Key = "one" }, CancellationToken.None);
        await account.Table(TableNames.DimDate).PutAsync(new("dim", "one", new Dictionary<string, object>
        {
            ["monthkey"] = number,
            ["monthstart"] = new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero),
        }), CancellationToken.None);
    }

    private static Row Measure(int number) => new(
        "dim", number.ToString("D6", CultureInfo.InvariantCulture), new Dictionary<string, object> { ["order"] = number });

    /// <summary>The number in a set; fails where its tables are not of one moment.</summary>
    private static async Task<int> NumberAsync(PublishedFilesReader reader, PublishedFilesManifest manifest)
    {
        var number = (int)Assert.Single(await reader.RowsAsync(manifest, TableNames.DimMeasure))["order"]!;
        Assert.Equal(number, Assert.Single(await reader.RowsAsync(manifest, TableNames.DimDate))["monthkey"]);
        return number;
    }

    private static async Task BreakLeaseAsync(string storage)
    {
        var blob = new BlobContainerClient(storage, ContainerNames.State).GetBlobClient("published-files/lease");
        if (await blob.ExistsAsync() && (await blob.GetPropertiesAsync()).Value.LeaseState == Azure.Storage.Blobs.Models.LeaseState.Leased)
        {
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        }
    }
}
