using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Localhost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// Accepting submissions, against a bare endpoint that does one table insert and one queue send on the same storage. Each server is a
/// process of its own; the client keeps a number of posts under way. Nothing is recomputed meanwhile.
/// </summary>
internal static class SubmissionBenchmark
{
    public const string OursCommand = "submissions-ours", FloorCommand = "submissions-floor", LoadedCommand = "submissions-loaded";
    public const string MasterKey = "master-key-of-the-benchmarks";
    public const string Administrator = "bootstrap-credential-of-the-benchmarks-0123456789";
    private const string Measure = "online_procedures";
    private const int Rounds = 7, PerRound = 300;

    private static readonly FiscalMonth First = new(2019, 4);

    private static readonly string[] Timers = ["PullEApproval", "PullOvertime", "PullStaff", "PullDrops", "PullReference",
        "SweepUnfinished", "UpdateCompleteness", "SendReminders", "PullForms", "BackUp"];

    /// <param name="atATime">How many connections.</param>
    /// <param name="found">Gains the throughput.</param>
    /// <param name="rounds">How many rounds are counted.</param>
    /// <param name="perRound">How many submissions a round has.</param>
    public static async Task<int> RunAsync(int atATime, Findings found, int rounds = Rounds, int perRound = PerRound)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours", "floor");
        await BenchmarkReference.PutAsync(storage.ConnectionStringOf("ours"), First, sections: 0, [Measure]);
        using var ours = await StartAsync(OursCommand, storage.ConnectionStringOf("ours"));
        using var floor = await StartAsync(FloorCommand, storage.ConnectionStringOf("floor"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{perRound} submissions a round, {atATime} at a time, of one figure each"));
        found.AtLeast(string.Create(CultureInfo.InvariantCulture, $"accept a submission, {atATime} at a time"),
            await PairedMeasurement.RunAsync(
                "one table insert and one queue send", round => ThroughputAsync(floor.Client, round, atATime, perRound),
                "accepted", round => ThroughputAsync(ours.Client, round, atATime, perRound), rounds, unit: "a second"),
            atATime >= 50 ? 0.5 : 0.7);
        return 0;
    }

    /// <summary>
    /// The processor time that a submission takes of servers and storage together, of the floor and of ours: which of two ways costs less
    /// is seen on a machine that others use, too.
    /// </summary>
    public static async Task<int> RunProcessorTimeAsync(Findings found)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours", "floor");
        await BenchmarkReference.PutAsync(storage.ConnectionStringOf("ours"), First, sections: 0, [Measure]);
        using var ours = await StartAsync(OursCommand, storage.ConnectionStringOf("ours"));
        using var floor = await StartAsync(FloorCommand, storage.ConnectionStringOf("floor"));
        foreach (var (turn, atATime) in new[] { 1, 8, 50 }.Index())
        {
            const int submissions = 300, rounds = 2;
            async Task<double> MeasureAsync(HttpClient client, int round)
            {
                var before = ChildProcess.ProcessorTimeOfDescendants();
                await ThroughputAsync(client, (turn * (rounds + 1)) + round, atATime, submissions);
                return (ChildProcess.ProcessorTimeOfDescendants() - before) * 1_000 / submissions;
            }

            found.Add(string.Create(CultureInfo.InvariantCulture, $"processor time of a submission, {atATime} at a time"),
                await PairedMeasurement.RunAsync("one table insert and one queue send", round => MeasureAsync(floor.Client, round),
                    "accepted", round => MeasureAsync(ours.Client, round), rounds, unit: "µs"));
        }

        return 0;
    }

    /// <summary>Counts the calls of a submission: by itself, and of each of many at once.</summary>
    public static async Task<int> RunCallsAsync(Findings found)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours");
        await BenchmarkReference.PutAsync(storage.ConnectionStringOf("ours"), First, sections: 0, [Measure]);
        await using var proxy = await CountingProxy.StartAsync(storage.ConnectionStringOf("ours"));
        using var ours = await StartAsync(OursCommand, proxy.ConnectionString);
        await ThroughputAsync(ours.Client, 0, 1, 5);
        foreach (var atATime in new[] { 1, 8, 50 })
        {
            const int submissions = 200;
            proxy.Clear();
            await ThroughputAsync(ours.Client, atATime, atATime, submissions);
            found.AtMost(string.Create(CultureInfo.InvariantCulture, $"storage calls of a submission, {atATime} at a time"),
                (double)proxy.Calls.Count / submissions, 10, "calls");
        }

        return 0;
    }

    /// <summary>The app as it runs, but that nothing is recomputed and no timer runs.</summary>
    public static async Task<int> ServeOursAsync(string connectionString)
    {
        await using var app = await HostAsync(
            connectionString, l => l.ClearProviders(), "--AzureWebJobs.RecomputeIndicators.Disabled=true",
                "--SmartToyonaka:Access:SubmissionsPerMinute=1000000");
        return await ServeAsync(app.Address);
    }

    /// <summary>
    /// The app as it runs, recomputation and all; the timers when they are asked for. In the end it says how often it computed, and its
    /// memory.
    /// </summary>
    public static async Task<int> ServeLoadedAsync(string connectionString)
    {
        var computed = new RecomputationCounter();
        await using var app = await HostAsync(connectionString, l => l.ClearProviders().AddProvider(computed));
        await ServeAsync(app.Address);
        Console.WriteLine($"computed: {computed}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"the most memory: host {ChildProcess.PeakMemory() / 1e6:F0} MB, app {ChildProcess.PeakMemoryOfChildren() / 1e6:F0} MB"));
        return 0;
    }

    private static Task<WorkerHost> HostAsync(string connectionString, Action<ILoggingBuilder> logging, params string[] settings) =>
        WorkerHost.StartAsync(new WorkerHostOptions
        {
            AppFolder = BuiltApps.Ours,
            Logging = logging,
            Settings =
            [
                "--port=0", $"--Localhost:MasterKey={MasterKey}", .. Timers.Select(t => $"--{t}Schedule=0 0 0 29 2 *"),
                    $"--AzureWebJobsStorage={connectionString}",
                $"--SmartToyonaka:Access:BootstrapCredential={Administrator}", .. settings,
            ],
        });

    /// <summary>The floor.</summary>
    public static async Task<int> ServeFloorAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var table = new TableClient(connectionString, TableNames.Submissions);
        var queue = new QueueClient(connectionString, QueueNames.Recompute,
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        app.MapPost("/api/submissions", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync();
            var id = Guid.NewGuid().ToString("N");
            await table.AddEntityAsync(new TableEntity("submission", id) { ["body"] = body, ["receivedat"] = DateTimeOffset.UtcNow });
            await queue.SendMessageAsync(id);
            return Results.Accepted();
        });
        await app.StartAsync();
        return await ServeAsync(new Uri(app.Urls.First()));
    }

    private static async Task<int> ServeAsync(Uri address)
    {
        Console.WriteLine(address);

        // Until whoever started it goes away.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task<Server> StartAsync(string command, string connectionString)
    {
        var process = ChildProcess.Start(readsOutput: true, command, connectionString);
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{command} did not start.");
        var client = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Administrator);
        return new(process, client);
    }

    // Submissions of every section and month in turn, so that none has a longer history than a real one.
    private static async Task<double> ThroughputAsync(HttpClient client, int round, int atATime, int perRound)
    {
        var sections = ReferenceData.BuiltInRegister.In(First).Select(s => s.Code)
            .Intersect(ReferenceData.BuiltInRegister.In(First.AddMonths(200)).Select(s => s.Code)).ToList();
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(round * perRound, perRound),
            new ParallelOptions { MaxDegreeOfParallelism = atATime }, async (n, cancel) =>
        {
            var month = First.AddMonths(n / sections.Count % 200);
            var body = new JsonObject
            {
                ["form"] = "monthly-figures",
                ["responseId"] = string.Create(CultureInfo.InvariantCulture, $"r{n}"),
                ["department"] = sections[n % sections.Count],
                ["month"] = month.ToString(),
                ["figures"] = new JsonArray(new JsonObject
                {
                    ["measure"] = Measure,
                    ["online"] = 472 + n,
                    ["eligible"] = 938 + n,
                }),
            };
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync("api/submissions", content, cancel);
            if (answer.StatusCode != System.Net.HttpStatusCode.Accepted)
            {
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancel));
            }
        });
        return perRound / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed record Server(Process Process, HttpClient Client) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            Process.StandardInput.Close();
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}
