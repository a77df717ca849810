using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>Backup, rebuild and verify while the program goes on working.</summary>
public sealed class RunningBackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task A_backup_of_a_running_app_restores_to_a_state_that_was_true_at_some_moment()
    {
        var (storage, to) = (await TestStorage.NewAccountAsync(), await TestStorage.NewEmptyAccountAsync());
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage);
        for (var month = 4; month <= 6; month++)
        {
            await SubmitAsync(app, month, month);
        }

        await app.WaitUntilComputedAsync();

        // Before every reading of what is copied another one is accepted.
        List<string> order = [];
        var count = 100;
        using var one = new SemaphoreSlim(1, 1);
        proxy.Hold = async (service, method, path) =>
        {
            if (method == "GET" && (path.StartsWith("/submissions", StringComparison.Ordinal)
                || path.StartsWith("/ledger", StringComparison.Ordinal)
                || path.StartsWith("/closings", StringComparison.Ordinal) || path.StartsWith("/drops", StringComparison.Ordinal)))
            {
                await one.WaitAsync();
                order.Add(await SubmitAsync(app, 7, ++count));
                one.Release();
            }
        };
        await new Backup(DropStorageFixture.Account(proxy.ConnectionString), TimeProvider.System)
            .WriteAsync(Path.Combine(folder, "b"), new Progress<string>(), CancellationToken.None);
        Assert.True(order.Count >= 5, $"{order.Count}");
        await MaintenanceFixture.RunAsync(to, "restore", Path.Combine(folder, "b"));

        // Those that are there are the first of them, without a gap, and whole.
        await using var restored = await RunningApp.StartAsync(to);
        var there = (await restored.RowsAsync(TableNames.Submissions)).Select(r => r.RowKey)
            .Where(k => k.StartsWith("s!", StringComparison.Ordinal)).Select(k => k[2..]).ToHashSet();
        var kept = order.TakeWhile(there.Contains).Count();
        Assert.Equal(3 + kept, there.Count);
        Assert.Equal(3 + kept, (await restored.RowsAsync(TableNames.Ledger)).Count);
        var compared = await restored.Services.GetRequiredService<LedgerRecovery>()
            .RunAsync(write: false, new Progress<string>(), CancellationToken.None);
        Assert.True(compared.IsGood);
        Assert.Empty(compared.Incomplete);
        await MaintenanceFixture.RunAsync(to, "verify");

        // One that is not there is handed in again.
        foreach (var (again, number) in Enumerable.Range(101, order.Count).Select((n, i) => (n, i)))
        {
            Assert.Equal(order[number], await SubmitAsync(restored, 7, again));
        }
    }

    [Theory]
    [InlineData("there")]
    [InlineData("new")]
    [InlineData("new.zip")]
    public async Task A_backup_can_be_read_by_its_owner_alone(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var target = Path.Combine(folder, name);
        if (name == "there")
        {
            Directory.CreateDirectory(target);
            File.SetUnixFileMode(target, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        var storage = await TestStorage.NewAccountAsync();
        await DropStorageFixture.Account(storage).CreateAllAsync(CancellationToken.None);
        await new Backup(DropStorageFixture.Account(storage), TimeProvider.System)
            .WriteAsync(target, new Progress<string>(), CancellationToken.None);

        var all = Directory.Exists(target) ? Directory.EnumerateFileSystemEntries(target, "*", SearchOption.AllDirectories).Append(target)
            : [target];
        foreach (var entry in all)
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(entry) & (UnixFileMode)Convert.ToInt32("77", 8));
        }
    }

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task A_rebuild_beside_the_running_app_takes_away_no_row_that_was_published_meanwhile()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage);
        await SubmitAsync(app, 6, 5);
        await app.WaitUntilComputedAsync();
        await app.Table(TableNames.FactIndicator).AddEntityAsync(new Azure.Data.Tables.TableEntity("nothing|2021", "x"));

        // Published between the reading of the ledger and that of the tables, each time they are read.
        var year = 2021;
        ConcurrentBag<string> published = [];
        proxy.Hold = async (_, method, path) =>
        {
            if (method == "GET" && path.StartsWith("/factindicator()", StringComparison.Ordinal)
                && !path.Contains("filter", StringComparison.Ordinal))
            {
                var next = Interlocked.Increment(ref year);
                await app.AcceptedAsync(string.Create(CultureInfo.InvariantCulture,
                    $$"""{ "department": "0213", "month": "{{next}}-06", "figures": [ { "measure": "seal_abolitions", "count": 9 } ] }"""));
                await app.WaitUntilComputedAsync();
                published.Add(next.ToString(CultureInfo.InvariantCulture));
            }
        };
        await using var beside = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        var outcome = await beside.Services.GetRequiredService<Rebuild>().RunAsync(new Progress<string>(), CancellationToken.None);
        proxy.Hold = (_, _, _) => Task.CompletedTask;

        Assert.NotEmpty(published);
        Assert.Equal(1, outcome.Removed);
        var years = (await app.RowsAsync(TableNames.FactIndicator)).Select(r => r.PartitionKey).ToHashSet();
        Assert.All(published, y => Assert.Contains($"seal_abolitions|{y}", years));
        Assert.DoesNotContain("nothing|2021", years);
        Assert.Equal(0, (await CommandLine.RunAsync(storage, "verify")).Status);
    }

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Verify_ends_with_0_before_a_timer_has_run_and_tells_what_was_lost_after()
    {
        await using var app = await RunningApp.StartAsync();
        await MaintenanceFixture.RunAsync(app.Storage, "verify");
        await SubmitAsync(app, 6, 5);
        await app.WaitUntilComputedAsync();
        await MaintenanceFixture.RunAsync(app.Storage, "verify");

        await app.RunTimerAsync("UpdateCompleteness");
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.Work)).Any(r => r.PartitionKey == "completeness"));
        await MaintenanceFixture.RunAsync(app.Storage, "verify");
        var lost = (await app.RowsAsync(TableNames.FactCompleteness)).First(r => r.GetBoolean("hasreceived") == false);
        await app.Table(TableNames.FactCompleteness).DeleteEntityAsync(lost.PartitionKey, lost.RowKey);
        var (status, told) = await CommandLine.RunAsync(app.Storage, "verify");
        Assert.Equal(1, status);
        Assert.Contains($"missing      factcompleteness {lost.PartitionKey} {lost.RowKey}", told, StringComparison.Ordinal);
    }

    private static async Task<string> SubmitAsync(RunningApp app, int month, int count) =>
        (await app.AcceptedAsync(string.Create(CultureInfo.InvariantCulture,
        $$"""{ "form": "f", "responseId": "{{count}}", "department": "0213", "month": "2021-{{month:D2}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""")))["id"]!.GetValue<string>();
}
