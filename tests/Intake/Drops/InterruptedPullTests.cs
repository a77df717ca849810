using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>A process may be killed between any two steps; the next pull run ends in the same state as an undisturbed one.</summary>
public sealed class InterruptedPullTests(DropStorageFixture storage) : IClassFixture<DropStorageFixture>
{
    [Theory]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_write_the_next_look_ends_the_same(bool losesAnswer)
    {
        await storage.ResetAsync();
        await storage.DropAsync("overtime/good.csv", TestDrop.OvertimeHeader, "2021-04,0101,経営計画課,一般,通常,通常,1:30",
            "2020-04,0101,経営計画課,一般,通常,通常,1:30");
        await storage.DropAsync("overtime/part.csv", TestDrop.OvertimeHeader, "2021-05,0101,経営計画課,一般,通常,通常,1:30",
            "2021-05,0211,財政課,一般,通常,通常,12:60");
        await storage.DropAsync("overtime/refused.csv", "年月,所属コード");
        await storage.PullAsync("overtime");
        var undisturbed = await storage.DumpAsync();

        var writes = 0;
        while (true)
        {
            await storage.ResetAsync(keepUploads: true);
            await using var proxy = await FaultInjectionProxy.StartAsync(storage.ConnectionString, writes, losesAnswer);
            var error = await Record.ExceptionAsync(() => DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
            if (!proxy.HasBroken)
            {
                Assert.Null(error);
                break;
            }

            Assert.NotNull(error);
            await storage.PullAsync("overtime");

            // Killed before the last step, deleting the row of the run: the sweep deletes it.
            await DropStorageFixture.Puller(storage.ConnectionString, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20)))
                .ContinueAsync(CancellationToken.None);
            Assert.Equal(undisturbed, await storage.DumpAsync());
            Assert.Empty(await storage.BlobsAsync(ContainerNames.State));

            // Marks without a message are requested by the sweep; possibly twice, but never omitted.
            await DropStorageFixture.Puller(storage.ConnectionString)
                .ResumeAsync(StaleCutoff.Ever, new HashSet<PendingMark>(), CancellationToken.None);
            var marked = await MarkedAsync();
            Assert.Equal(3, marked.Count);
            Assert.Subset(await AskedAsync(), marked);
            writes += TestCategory.IsLongRun ? 1 : 6;
            Assert.InRange(writes, 1, 60);
        }

        Assert.InRange(writes, 12, 60);
    }

    /// <summary>A file of several transactions, killed at each of its writes, most of them to the ledger.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Killed_in_the_middle_of_a_large_file_the_next_look_goes_on_and_ends_the_same(bool losesAnswer)
    {
        await storage.ResetAsync();
        var settings = new DropOptions { EntriesPerCheckpoint = 150 };
        await storage.DropAsync("overtime/large.csv", [TestDrop.OvertimeHeader, .. LargeRows(), "2021-05,0211,財政課,一般,通常,通常,12:60"]);
        await DropStorageFixture.Puller(storage.ConnectionString, settings: settings).PullAsync("overtime", CancellationToken.None);
        var undisturbed = await storage.DumpAsync();

        for (var writes = 0; ; writes++)
        {
            Assert.InRange(writes, 0, 60);
            await storage.ResetAsync(keepUploads: true);
            await using var proxy = await FaultInjectionProxy.StartAsync(storage.ConnectionString, writes, losesAnswer);
            var error = await Record.ExceptionAsync(() => DropStorageFixture.Puller(proxy.ConnectionString, settings: settings)
                .PullAsync("overtime", CancellationToken.None));
            if (!proxy.HasBroken)
            {
                Assert.Null(error);
                break;
            }

            // Of the remaining entries, at most one batch of 150 is written again.
            var there = (await storage.RowsAsync(TableNames.Ledger)).Count;
            await using var counted = await FaultyStorage.StartAsync(storage.ConnectionString);
            await DropStorageFixture.Puller(counted.ConnectionString, settings: settings).PullAsync("overtime", CancellationToken.None);
            await DropStorageFixture.Puller(storage.ConnectionString, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20)))
                .ContinueAsync(CancellationToken.None);
            Assert.Equal(undisturbed, await storage.DumpAsync());
            var again = counted.Calls.Count(c => c.Path.Contains("$batch", StringComparison.Ordinal));
            Assert.InRange(again, 0, ((LargeRows().Count() - there) / 100) + 7);
        }
    }

    // No month is like another one, so that nothing waits.
    private static IEnumerable<string> LargeRows() => Enumerable.Range(0, 24).SelectMany(k =>
    {
        var month = new FiscalMonth(2019, 10).AddMonths(k);
        return ReferenceData.BuiltInRegister.In(month).Select((s, i) => string.Create(CultureInfo.InvariantCulture,
            $"{month},{s.Code},{s.Name},一般,通常,通常,{5 + (month.Month % 3)}:{((i * 7) + (k * 11)) % 60:D2}"));
    });

    // A message that deletes a mark must also request everything that the mark covers.
    private async Task<HashSet<(string, string)>> AskedAsync() =>
        [.. (await storage.MessagesAsync()).Select(RecomputeRequest.Parse)
            .SelectMany(m => m.TopicYears.SelectMany(t => m.Pending.Select(p => ($"{t.Topic}|{t.Year}", p.Key))))];

    private async Task<HashSet<(string, string)>> MarkedAsync() =>
        [.. (await storage.RowsAsync(TableNames.Drops)).Where(r => r.PartitionKey == "pending")
            .SelectMany(r => ((string)r["keys"]).Split(' ').Select(k => (k, r.RowKey)))];
}
