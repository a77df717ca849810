using System.Text.Json.Nodes;
using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The app with the whole sample in it, for all tests that only look at it.</summary>
[CollectionDefinition(Collection)]
public sealed class SampleApp : IAsyncLifetime, ICollectionFixture<SampleApp>
{
    public const string Collection = "The app with the sample";

    internal RunningApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await RunningApp.StartAsync();
        using var client = new SampleClient(App.Client.BaseAddress!, RunningApp.Bootstrap, RunningApp.MasterKey, App.Storage);
        Assert.Empty(await SampleFeed.RunAsync(client, SampleFolder.Find(), CancellationToken.None));
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>A page as a browser gets it.</summary>
    internal async Task<(System.Net.HttpStatusCode Status, string Html)> PageAsync(string address, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/html");
        using var answer = await (client ?? App.Client).SendAsync(request);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What an address answers as JSON.</summary>
    public async Task<JsonNode> JsonAsync(string address, HttpClient? client = null)
    {
        using var answer = await (client ?? App.Client).GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.JsonAsync();
    }
}
