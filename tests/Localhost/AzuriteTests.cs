using System.Diagnostics;
using Azure.Storage.Queues;
using Localhost;
using Localhost.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Localhost;

public sealed class AzuriteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("azurite-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Data_are_kept_from_one_start_to_the_next()
    {
        await using (var first = await Azurite.StartAsync(new AzuriteOptions { DataFolder = _folder }))
        {
            await new QueueClient(first.ConnectionString, "kept").CreateAsync();
        }

        await using var second = await Azurite.StartAsync(new AzuriteOptions { DataFolder = _folder });
        Assert.True(await new QueueClient(second.ConnectionString, "kept").ExistsAsync());
    }

    [Fact]
    public async Task It_listens_while_it_runs_and_no_longer()
    {
        string connection;
        await using (var azurite = await Azurite.StartAsync(new AzuriteOptions { DataFolder = _folder }))
        {
            connection = azurite.ConnectionString;
            Assert.True(await Azurite.IsListeningAsync(connection));
        }

        Assert.False(await Azurite.IsListeningAsync(connection));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_to_be()
    {
        var taken = new QueueClient(await TestStorage.ConnectionStringAsync(), "any").Uri.Port;

        var error = await Assert.ThrowsAsync<AzuriteException>(
            () => Azurite.StartAsync(new AzuriteOptions { DataFolder = _folder, QueuePort = taken }));
        Assert.Contains("a port is taken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_collector_sees_every_blob_of_a_name_that_many_containers_have()
    {
        await using var installed = await Azurite.StartAsync(new AzuriteOptions { DataFolder = _folder });
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", """
            require('./collector.cjs');
            const Store = require('azurite/dist/src/blob/persistence/LokiBlobMetadataStore.js').default;
            (async () => {
              const store = new Store('', true);
              await store.init();
              const blobs = store.db.getCollection('$BLOBS_COLLECTION$');
              for (let n = 0; n < 12000; n++) {
                blobs.insert({ name: 'a.csv', containerName: `c${n}`, snapshot: '', isCommitted: true, properties: {}, persistency: { id: `e${n}` } });
              }

              const seen = new Set();
              const all = store.iteratorExtents();
              for (let page = await all.next(); !page.done; page = await all.next()) {
                page.value.forEach(id => seen.add(id));
              }

              console.log(seen.size);
            })();
            """])
        { WorkingDirectory = AzuriteInstall.DefaultFolder, RedirectStandardOutput = true })!;
        Assert.Equal("12000", (await node.StandardOutput.ReadToEndAsync()).Trim());
        await node.WaitForExitAsync();
    }

    [Fact]
    public async Task Timers_and_queues_wait_for_storage_that_is_away()
    {
        var probe = new Probe();
        string connection;
        await using (var before = await Azurite.StartAsync(new AzuriteOptions { DataFolder = _folder }))
        {
            connection = before.ConnectionString;
        }

        await using var app = await LocalApp.StartAsync(
            new LocalApp.Options(typeof(Away)) { HostJson = "{}", Configure = builder => builder.Services.AddSingleton(probe) },
                $"AzureWebJobsStorage={connection}");
        await Probe.UntilAsync(() =>
            app.Logs.At(LogLevel.Warning).Count(line => line.Contains("trying again", StringComparison.Ordinal)) >= 2, "both to try");

        await using var after = await Azurite.StartAsync(new AzuriteOptions
        {
            DataFolder = _folder,
            BlobPort = Port(connection, "Blob"),
            QueuePort = Port(connection, "Queue"),
            TablePort = Port(connection, "Table"),
        });
        await Probe.UntilAsync(async () => await new QueueClient(connection, "away").ExistsAsync(), "the queue");
        await new QueueClient(connection, "away").SendMessageAsync("aGk=");
        await probe.CallsAsync(2);

        Assert.Equal(["hi", "timer"], probe.Calls.Order());
    }

    private static int Port(string connection, string service) =>
        new Uri(connection.Split(';').Single(part => part.StartsWith($"{service}Endpoint=", StringComparison.Ordinal))
            .Split('=', 2)[1]).Port;

    public sealed class Away(Probe probe)
    {
        [Function("AwayTimer")]
        public void OnTimer([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => probe.Enter("timer").Dispose();

        [Function("AwayQueue")]
        public void OnQueue([QueueTrigger("away")] string message) => probe.Enter(message).Dispose();
    }
}
