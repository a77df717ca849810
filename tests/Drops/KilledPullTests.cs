using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Tests.Drops;

/// <summary>A process may be killed between any two steps; the next look into the folder ends where an undisturbed one would have.</summary>
public sealed class KilledPullTests(DropsStorage storage) : IClassFixture<DropsStorage>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_write_the_next_look_ends_the_same(bool losesAnswer)
    {
        await storage.ResetAsync();
        await storage.DropAsync("overtime/good.csv", Drop.OvertimeHeader, "2021-04,0101,経営計画課,一般,通常,通常,1:30", "2020-04,0101,経営計画課,一般,通常,通常,1:30");
        await storage.DropAsync("overtime/part.csv", Drop.OvertimeHeader, "2021-05,0101,経営計画課,一般,通常,通常,1:30", "2021-05,0211,財政課,一般,通常,通常,12:60");
        await storage.DropAsync("overtime/refused.csv", "年月,所属コード");
        await storage.PullAsync("overtime");
        var undisturbed = await storage.DumpAsync();

        var writes = 0;
        while (true)
        {
            await storage.ResetAsync(keepUploads: true);
            await using var proxy = await BreakingProxy.StartAsync(storage.ConnectionString, writes, losesAnswer);
            var error = await Record.ExceptionAsync(() => DropsStorage.Puller(proxy.ConnectionString).PullAsync("overtime", CancellationToken.None));
            if (!proxy.HasBroken)
            {
                Assert.Null(error);
                break;
            }

            Assert.NotNull(error);
            await storage.PullAsync("overtime");
            Assert.Equal(undisturbed, await storage.DumpAsync());

            // What has a mark but no message is asked for by the sweep; it may be asked twice, never not at all.
            await DropsStorage.Puller(storage.ConnectionString).ResumeAsync(TimeSpan.Zero, new HashSet<PendingMark>(), CancellationToken.None);
            var marked = await MarkedAsync();
            Assert.Equal(3, marked.Count);
            Assert.Subset(await AskedAsync(), marked);
            Assert.InRange(++writes, 1, 60);
        }

        Assert.InRange(writes, 12, 60);
    }

    // A message that takes a mark away must also ask for what the mark stands for.
    private async Task<HashSet<(string, string)>> AskedAsync() =>
        [.. (await storage.MessagesAsync()).Select(RecomputeRequest.Parse).SelectMany(m => m.TopicYears.SelectMany(t => m.Pending.Select(p => ($"{t.Topic}|{t.Year}", p.Key))))];

    private async Task<HashSet<(string, string)>> MarkedAsync() =>
        [.. (await storage.RowsAsync(TableNames.Drops)).Where(r => r.PartitionKey == "pending").SelectMany(r => ((string)r["keys"]).Split(' ').Select(k => (k, r.RowKey)))];
}
