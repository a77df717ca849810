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
        var messages = (await storage.MessagesAsync()).Order().ToHashSet();

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

            // A message may have been sent twice, never not at all.
            Assert.Equal(messages, (await storage.MessagesAsync()).ToHashSet());
            Assert.InRange(++writes, 1, 60);
        }

        Assert.InRange(writes, 12, 60);
    }
}
