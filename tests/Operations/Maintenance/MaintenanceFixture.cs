using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>A storage account with the whole sample, computed, without a running app. A test that damages it repairs it.</summary>
[CollectionDefinition(Collection)]
public sealed class MaintenanceFixture : IAsyncLifetime, ICollectionFixture<MaintenanceFixture>
{
    public const string Collection = "The sample to keep";

    /// <summary>The storage.</summary>
    internal string Storage { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = new SampleClient(app.Client.BaseAddress!, RunningApp.Bootstrap, RunningApp.MasterKey, app.Storage);
        Assert.Empty(await SampleFeed.RunAsync(client, SampleFolder.Find(), CancellationToken.None));
        await app.RunTimerAsync("UpdateCompleteness");
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactCompleteness)).Count > 0);
        await app.WaitUntilComputedAsync();
        Storage = app.Storage;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Every published row with every column.</summary>
    internal static Task<List<string>> PublishedAsync(string storage) =>
        PublishedAsync(StorageSnapshot.WholeAsync(storage, [.. TableNames.Published]));

    /// <summary>Every published row with every column but the time at which it was computed: what computing it again gives.</summary>
    internal static Task<List<string>> ComputedAsync(string storage) =>
        PublishedAsync(StorageSnapshot.OfAsync(storage, [.. TableNames.Published]));

    private static async Task<List<string>> PublishedAsync(Task<List<string>> read)
    {
        var rows = await read;
        Assert.All(TableNames.Published, t => Assert.Contains(rows, r => r.StartsWith(t + ":", StringComparison.Ordinal)));
        return rows;
    }

    internal static async Task LoseAsync(string storage, string table, string? partition = null)
    {
        var store = DropStorageFixture.Account(storage).Table(table);
        var rows = await (partition is null ? store.ReadAllAsync() : store.ReadAsync(partition)).ToListAsync();
        await store.WriteAsync([], rows, CancellationToken.None);
        Assert.NotEmpty(rows);
    }

    /// <summary>Runs a command that has to succeed.</summary>
    internal static async Task<string> RunAsync(string storage, params string[] arguments)
    {
        var (status, text) = await CommandLine.RunAsync(storage, arguments);
        Assert.True(status == 0, text);
        return text;
    }
}
