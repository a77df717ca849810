using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// The app against an empty isolated-worker app, both as processes under the same host: from the start to the first answered request, and
/// the time of a request. The storage runs and its tables are there.
/// </summary>
internal static class StartBenchmark
{
    // The catalogue is read for what an indicator is, and nothing else.
    private const string Described = "api/indicators/seal_abolitions";

    private const string Health = "api/health", Asset = "assets/icon.svg", Indicators = "api/indicators?fiscalYear=2021";
    private const int Starts = 11, Rounds = 11, Requests = 300;

    /// <summary>Starts.</summary>
    public static async Task<int> RunAsync(Findings found, int starts = Starts)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours");
        var (empty, published) = (await BuiltApps.EmptyAsync(), await BuiltApps.PublishedAsync());
        foreach (var path in new[] { Health, Indicators })
        {
            Console.WriteLine($"GET /{path}, the empty app's GET /{Health}");
            found.AtMost($"start to the first answered request, `/{path}`", await PairedMeasurement.RunAsync(
                "an empty isolated-worker app", _ => FirstAnswerAsync(empty, Health),
                "ours, published for Linux", _ => FirstAnswerAsync(published, path, Settings(storage)), starts), 1.5);
        }

        return 0;
    }

    /// <summary>The memory of the worker that has answered once and then rested.</summary>
    public static async Task<int> RunRestAsync(Findings found)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours");
        await using var ours = await ServedApp.StartAsync(await BuiltApps.PublishedAsync(), Settings(storage), Indicators);
        await Task.Delay(TimeSpan.FromSeconds(5));
        found.AtMost("memory of the app at rest", ChildProcess.MemoryOfChildren(ours.Id) / 1e6, 200, "MB");
        return 0;
    }

    /// <summary>Requests, one after another.</summary>
    public static async Task<int> RunHostAsync(Findings found, int rounds = Rounds)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours");
        await using var empty = await ServedApp.StartAsync(await BuiltApps.EmptyAsync());
        await using var ours = await ServedApp.StartAsync(BuiltApps.Ours, Settings(storage));

        // The one asks no storage, so that it shows what host, worker and middleware cost; health asks the storage ten times a second.
        foreach (var path in new[] { Asset, Health })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"GET /{path} through host and worker, the empty app's GET /{Health}, {Requests} a round"));
            found.AtMost($"a request through host and worker, `/{path}`", await PairedMeasurement.RunAsync(
                "an empty isolated-worker app", _ => RequestsAsync(empty.Client, Health),
                "ours", _ => RequestsAsync(ours.Client, path), rounds, unit: "µs"), 1.5);
        }

        return 0;
    }

    /// <summary>Starts of the app on two storage accounts in turn.</summary>
    public static Task<Pair> CompareAsync(string floorName, string floor, string oursName, string ours) =>
        PairedMeasurement.RunAsync(
            floorName, _ => FirstAnswerAsync(BuiltApps.Ours, Described, $"--AzureWebJobsStorage={floor}"),
            oursName, _ => FirstAnswerAsync(BuiltApps.Ours, Described, $"--AzureWebJobsStorage={ours}"), Starts);

    private static string[] Settings(BenchmarkStorage storage) => [$"--AzureWebJobsStorage={storage.ConnectionStringOf("ours")}"];

    private static async Task<double> RequestsAsync(HttpClient client, string path)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Requests; i++)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Requests;
    }

    private static async Task<double> FirstAnswerAsync(string folder, string path, params string[] settings)
    {
        var start = Stopwatch.GetTimestamp();
        await using var app = await ServedApp.StartAsync(folder, settings, path);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>An app that answers.</summary>
    private sealed class ServedApp(Process process, Task printed, HttpClient client) : IAsyncDisposable
    {
        public HttpClient Client => client;

        public int Id => process.Id;

        public static async Task<ServedApp> StartAsync(string folder, string[]? settings = null, string path = Health)
        {
            var port = FreePort();
            var client = new HttpClient { BaseAddress = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };
            var process = BuiltApps.Start(folder, port, settings ?? []);

            // What it prints is taken away, so that it never waits for that.
            var app = new ServedApp(process, process.StandardOutput.ReadToEndAsync(), client);
            while (true)
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                    if (answer.StatusCode == HttpStatusCode.OK)
                    {
                        return app;
                    }
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    await Task.Delay(2);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            await printed;
            process.Dispose();
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
