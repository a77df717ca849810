using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Triggers.Timers;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// A function has ten minutes. A file that takes longer is continued by the sweep, and ends in the same state as without an interruption.
/// </summary>
public sealed class SuspendedPullTests(DropStorageFixture storage) : IClassFixture<DropStorageFixture>, IAsyncLifetime
{
    private const int Stretch = 100;

    /// <summary>The time of every run is up as soon as it has begun.</summary>
    private static readonly DropOptions NoTime = new() { TimeBudget = TimeSpan.FromTicks(1), EntriesPerCheckpoint = Stretch };

    public Task InitializeAsync() => storage.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Stopped_after_each_checkpoint_it_ends_the_same_and_writes_no_more()
    {
        var entries = await DropLargeAsync("overtime/a.csv", years: 2);
        await DropLargeAsync("overtime/b.csv", years: 1, "2021-04,0211,財政課,一般,通常,通常,12:60");
        await using (var undisturbed = await FaultyStorage.StartAsync(storage.ConnectionString))
        {
            await DropStorageFixture.Puller(undisturbed.ConnectionString, settings: NoTime with { TimeBudget = TimeSpan.FromMinutes(8) })
                .PullAsync("overtime", CancellationToken.None);
            var (expected, writes) = (await storage.DumpAsync(), LedgerWrites(undisturbed));
            await storage.ResetAsync(keepUploads: true);

            await using var proxy = await FaultyStorage.StartAsync(storage.ConnectionString);
            var outcomes = new List<PullOutcome>();
            do
            {
                // Each run is a process of its own, without common state except in the storage.
                outcomes.Add(await DropStorageFixture.Puller(proxy.ConnectionString, new TickingClock(), NoTime)
                    .PullAsync("overtime", CancellationToken.None));
                Assert.InRange(outcomes.Count, 1, 40);
            }
            while (outcomes[^1].HasMore);

            Assert.Equal(expected, await storage.DumpAsync());
            Assert.Equal(writes, LedgerWrites(proxy));
            Assert.InRange(outcomes.Count, entries / Stretch, 40);
            Assert.Equal((1, 1), (outcomes.Sum(o => o.Taken), outcomes.Sum(o => o.TakenInPart)));
            Assert.Empty(await storage.BlobsAsync(ContainerNames.State));
        }
    }

    [Fact]
    public async Task The_sweep_goes_on_with_it()
    {
        await DropLargeAsync("elsewhere/ignored.csv", years: 1);
        await DropLargeAsync("overtime/a.csv", years: 1);
        await DropLargeAsync("overtime/b.csv", years: 1);
        Assert.True((await DropStorageFixture.Puller(storage.ConnectionString, new TickingClock(), NoTime)
            .PullAsync("overtime", CancellationToken.None)).HasMore);
        Assert.Equal("taking", Assert.Single(await storage.Receipts.NewestAsync("overtime", 10, CancellationToken.None)).State);
        Assert.Equal(1, await storage.Receipts.CountPendingAsync(CancellationToken.None));

        await using var app = await RunningApp.StartAsync(storage.ConnectionString, settings: RunningApp.QueueOff);
        await ActivatorUtilities.CreateInstance<SweepUnfinished>(app.Services).Run(new(), CancellationToken.None);

        Assert.Equal(["taken", "taken"], (await storage.Receipts.NewestAsync("overtime", 10, CancellationToken.None)).Select(d => d.State));
        Assert.DoesNotContain(await storage.RowsAsync(TableNames.Drops), r => r.PartitionKey is "looks" or "decided");
    }

    [Fact]
    public async Task A_look_that_was_killed_is_gone_on_with_when_no_function_can_be_at_it_any_more()
    {
        await DropLargeAsync("overtime/a.csv", years: 1);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using (var proxy = await FaultInjectionProxy.StartAsync(storage.ConnectionString, writes: 4, losesAnswer: false))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => DropStorageFixture.Puller(proxy.ConnectionString, clock)
                .PullAsync("overtime", CancellationToken.None));
        }

        await DropStorageFixture.Puller(storage.ConnectionString, clock).ContinueAsync(CancellationToken.None);
        Assert.Equal("taking", Assert.Single(await storage.Receipts.NewestAsync("overtime", 10, CancellationToken.None)).State);

        clock.Advance(TimeSpan.FromMinutes(16));
        await DropStorageFixture.Puller(storage.ConnectionString, clock).ContinueAsync(CancellationToken.None);
        Assert.Equal("taken", Assert.Single(await storage.Receipts.NewestAsync("overtime", 10, CancellationToken.None)).State);
    }

    [Fact]
    public async Task When_the_host_goes_down_the_next_sweep_goes_on_at_once()
    {
        await DropLargeAsync("overtime/a.csv", years: 1);
        await using var proxy = await FaultyStorage.StartAsync(storage.ConnectionString);
        using var host = new CancellationTokenSource();
        proxy.Hold = (_, _, path) => path.Contains("ledger", StringComparison.Ordinal)
            || path.Contains("$batch", StringComparison.Ordinal) ? host.CancelAsync() : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DropStorageFixture.Puller(proxy.ConnectionString)
            .PullAsync("overtime", host.Token));

        await DropStorageFixture.Puller(storage.ConnectionString).ContinueAsync(CancellationToken.None);

        Assert.Equal("taken", Assert.Single(await storage.Receipts.NewestAsync("overtime", 10, CancellationToken.None)).State);
    }

    /// <summary>
    /// The register changes between two runs, so that a section of the first is unknown to the second. The decision stays in force;
    /// otherwise half of the pairs would be in the ledger and the others held.
    /// </summary>
    [Fact]
    public async Task A_register_that_changes_between_two_runs_changes_nothing_of_what_was_decided()
    {
        await DropLargeAsync("overtime/a.csv", years: 1);
        await storage.PullAsync("overtime");
        var expected = await storage.DumpAsync();
        await storage.ResetAsync(keepUploads: true);

        await DropStorageFixture.Puller(storage.ConnectionString, new TickingClock(), NoTime).PullAsync("overtime", CancellationToken.None);
        await storage.WriteAsync(ContainerNames.State, "reference/departments.csv",
            "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\n0211,財政課,02,財務部,2015-04,,,,\n");
        await storage.PullAsync("overtime");

        Assert.Equal(expected, await storage.DumpAsync());
    }

    [Fact]
    public async Task An_upload_that_is_overwritten_between_two_runs_is_taken_whole_and_then_the_new_one()
    {
        var entries = await DropLargeAsync("overtime/a.csv", years: 1);
        await DropStorageFixture.Puller(storage.ConnectionString, new TickingClock(), NoTime).PullAsync("overtime", CancellationToken.None);
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, "2021-04,0211,財政課,一般,通常,通常,9:00");

        Assert.Equal(new PullOutcome(2, 0, 0), await storage.PullAsync("overtime"));

        Assert.Equal(entries + 1, (await storage.RowsAsync(TableNames.Ledger)).Count);
        Assert.Equal(1, JsonDocument.Parse(
            (await storage.BlobAsync(ContainerNames.Receipts, "overtime/a.csv.json"))!).RootElement.GetProperty("rowsRead").GetInt32());
    }

    [Fact]
    public async Task A_decision_whose_entries_are_lost_is_made_anew()
    {
        await DropLargeAsync("overtime/a.csv", years: 1);
        await DropStorageFixture.Puller(storage.ConnectionString, new TickingClock(), NoTime).PullAsync("overtime", CancellationToken.None);
        await new BlobContainerClient(storage.ConnectionString, ContainerNames.State)
            .DeleteBlobAsync(Assert.Single(await storage.BlobsAsync(ContainerNames.State)));

        await storage.PullAsync("overtime");
        Assert.Equal(new PullOutcome(1, 0, 0), await storage.PullAsync("overtime"));
    }

    [Fact]
    public async Task Two_at_once_end_the_same()
    {
        await DropLargeAsync("overtime/a.csv", years: 1);
        await storage.PullAsync("overtime");
        var expected = await storage.DumpAsync();
        await storage.ResetAsync(keepUploads: true);

        var often = new DropOptions { EntriesPerCheckpoint = Stretch };
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => DropStorageFixture.Puller(storage.ConnectionString, settings: often)
            .PullAsync("overtime", CancellationToken.None)));
        await storage.PullAsync("overtime");

        Assert.Equal(expected, await storage.DumpAsync());
    }

    [Fact]
    public void The_time_of_a_look_leaves_the_function_time_to_end()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        var limit = TimeSpan.Parse(host.RootElement.GetProperty("functionTimeout").GetString()!, CultureInfo.InvariantCulture);

        Assert.True(new DropOptions().TimeBudget + TimeSpan.FromMinutes(2) <= limit);
        Assert.Throws<InvalidOperationException>(() => new DropOptions { TimeBudget = limit }.Checked());
        Assert.Throws<InvalidOperationException>(() => new DropOptions { EntriesPerCheckpoint = 0 }.Checked());
    }

    /// <summary>One row for every section and month of some years from FY2019 on, and further rows; returns the pairs.</summary>
    private async Task<int> DropLargeAsync(string path, int years, params string[] further)
    {
        var rows = Enumerable.Range(0, 12 * years).Select(new FiscalMonth(2019, 4).AddMonths)
            .SelectMany(m => ReferenceData.BuiltInRegister.In(m).Select(s => $"{m},{s.Code},{s.Name},一般,通常,通常,{m.Month}:30")).ToList();
        await storage.DropAsync(path, [TestDrop.OvertimeHeader, .. rows, .. further]);
        return rows.Count;
    }

    private static int LedgerWrites(FaultyStorage proxy) =>
        proxy.Calls.Count(c => c.Service == "Table" && c.Path.Contains("$batch", StringComparison.Ordinal));

    /// <summary>A clock on which time passes whenever somebody looks.</summary>
    private sealed class TickingClock : FakeTimeProvider
    {
        public TickingClock()
            : base(DateTimeOffset.UtcNow) => AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
    }
}
