using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Sample;

/// <summary>The app after one run of the sample, which takes seconds: shared by tests that only read it.</summary>
[CollectionDefinition(Collection)]
public sealed class SampleRun : IAsyncLifetime, ICollectionFixture<SampleRun>
{
    public const string Collection = "The sample";

    private RunningApp? app;

    internal string Storage => app!.Storage;

    internal HttpClient Client => app!.Client;

    /// <summary>What failed.</summary>
    internal IReadOnlyList<string> Failures { get; private set; } = [];

    public async Task InitializeAsync()
    {
        app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Failures = await FeedAsync();
    }

    public async Task DisposeAsync() => await app!.DisposeAsync();

    /// <summary>Feeds the sample once more.</summary>
    internal async Task<IReadOnlyList<string>> FeedAsync()
    {
        using var client = new SampleClient(app!.Client.BaseAddress!, RunningApp.Bootstrap, RunningApp.MasterKey, app.Storage);
        return await SampleFeed.RunAsync(client, SampleFolder.Find(), CancellationToken.None);
    }
}
