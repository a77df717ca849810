using System.Diagnostics.Metrics;
using Azure.Storage.Queues;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>As many instances as <c>infra/</c> allows, on one storage, with a queue that a large drop would leave.</summary>
[Collection(AloneCollection.Name)]
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class FortyInstancesTests(ITestOutputHelper output)
{
    private const int Instances = 40, Messages = 2_000;
    private const string SlowlyPolled = "AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:05";

    private static readonly (string Code, int Count)[] Departments = [("0212", 12), ("0213", 13), ("0214", 14), ("0401", 1)];
    private static readonly string[] Months = ["2020-06", "2020-11", "2021-05", "2021-09"];

    [Fact]
    public async Task Two_thousand_messages_are_computed_once_over_none_fails_and_the_calls_stay_within_bounds()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var first = await RunningApp.StartAsync(storage, settings: RunningApp.QueueOff))
        {
            foreach (var (department, month) in Departments.SelectMany(d => Months.Select(m => (d, m))))
            {
                await first.AcceptedAsync($$"""
                    { "department": "{{department.Code}}", "month": "{{month}}",
                      "figures": [ { "measure": "seal_abolitions", "count": {{department.Count}} } ] }
                    """);
            }

            await FillAsync(first.Queue(QueueNames.Recompute));
        }

        using var calls = new StorageCalls(storage);
        List<RunningApp> instances = [];
        try
        {
            for (var n = 0; n < Instances; n++)
            {
                instances.Add(await RunningApp.StartAsync(storage, settings: SlowlyPolled));
            }

            await instances[0].WaitUntilComputedAsync();
            var counted = calls.Count;
            output.WriteLine($"{counted} calls for {Messages} messages on {Instances} instances");

            Assert.Equal(0, (await instances[^1].Queue(QueueNames.RecomputePoison).GetPropertiesAsync()).Value.ApproximateMessagesCount);
            Assert.DoesNotContain(await instances[0].RowsAsync(TableNames.Work), r =>
                r.PartitionKey == "failures" && r.GetInt32("failures") > 0);
            foreach (var (month, months) in Months.Select((m, n) => (m, n + 1)))
            {
                // What was abolished since the programme began, by all who said so.
                Assert.Equal($"{months * Departments.Sum(d => d.Count)}",
                    (await instances[0].IndicatorAsync("seal_abolitions", "programme", month))!["text"]!.GetValue<string>());
            }

            Assert.InRange(counted, Messages, Messages * 40);
        }
        finally
        {
            foreach (var instance in instances)
            {
                await instance.DisposeAsync();
            }
        }
    }

    // The messages of the submissions again and again, as deliveries and sweeps may repeat them.
    private static async Task FillAsync(QueueClient queue)
    {
        var bodies = (await queue.PeekMessagesAsync(32)).Value.Select(m => m.Body.ToString()).ToList();
        Assert.Equal(Departments.Length * Months.Length, bodies.Count);
        await Parallel.ForAsync(bodies.Count, Messages, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (n, cancel) => await queue.SendMessageAsync(bodies[n % bodies.Count], cancel));
    }

    /// <summary>Counts the calls that this process makes to the storage.</summary>
    private sealed class StorageCalls : IDisposable
    {
        private readonly MeterListener listener = new();
        private long count;

        public StorageCalls(string storage)
        {
            HashSet<int> ports = [new QueueServiceClient(storage).Uri.Port, new Azure.Data.Tables.TableServiceClient(storage).Uri.Port,
                new Azure.Storage.Blobs.BlobServiceClient(storage).Uri.Port];
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "http.client.request.duration")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag.Key == "server.port" && tag.Value is int port && ports.Contains(port))
                    {
                        Interlocked.Increment(ref count);
                    }
                }
            });
            listener.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
