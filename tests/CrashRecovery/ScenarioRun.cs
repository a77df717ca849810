using System.Net;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.CrashRecovery;

/// <summary>How a run ended.</summary>
/// <param name="Image">What is in the storage, and what was answered, as text.</param>
/// <param name="Writes">The writes of the process that was to be killed, in order.</param>
/// <param name="WasKilled">True when it was.</param>
internal sealed record RunOutcome(IReadOnlyList<string> Image, IReadOnlyList<StorageWrite> Writes, bool WasKilled);

/// <summary>
/// One run of a scenario: the app, killed at most once, and its clients. An app that is to be killed is a process of its own; the one that
/// goes on after it, and one that nothing disturbs, run in the test's process.
/// </summary>
internal sealed class ScenarioRun : IAsyncDisposable
{
    // Longer than the time after which anything counts as stale.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(20);

    private readonly Scenario scenario;
    private readonly ProcessKill? kill;
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<StorageWrite> writes = [];
    private readonly TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> remembered = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> answers = new(StringComparer.Ordinal);
    private FaultyStorage proxy = null!;
    private AppProcess? victim;
    private DateTimeOffset now;
    private volatile bool isKilling;

    private ScenarioRun(Scenario scenario, ProcessKill? kill, string storage, FakeGraph graph)
    {
        (this.scenario, this.kill, Storage, Graph) = (scenario, kill, storage, graph);
        now = scenario.Now;
    }

    public SteeredApp App { get; private set; } = null!;

    public HttpClient Client => App.Client;

    /// <summary>The account, as others reach it.</summary>
    public string Storage { get; }

    public FakeGraph Graph { get; }

    /// <summary>Where the clock stood at first.</summary>
    public DateTimeOffset Began => scenario.Now;

    /// <summary>Runs a scenario, with a kill if requested, and returns the final state.</summary>
    public static async Task<RunOutcome> RunAsync(Scenario scenario, ProcessKill? kill = null)
    {
        var storage = await (scenario.HasChecks ? TestStorage.NewEmptyAccountAsync() : TestStorage.NewAccountAsync());
        if (!scenario.IsFirstStart)
        {
            await DropStorageFixture.Account(storage).CreateAllAsync(CancellationToken.None);
        }

        await using var graph = await FakeGraph.StartAsync();
        await using var run = new ScenarioRun(scenario, kill, storage, graph);
        await run.StartAsync(run.Meet);
        Func<ScenarioRun, Task>[] all = [r => r.App.ReadyAsync(), .. scenario.Acts, .. Settling(scenario)];
        for (var next = 0; next < all.Length;)
        {
            try
            {
                await all[next](run);
                next++;
            }
            catch (Exception e) when (run.isKilling && !run.killed.Task.IsCompleted && e is not OutOfMemoryException)
            {
                // Actions that had no response are repeated with the next process, the others are not.
                await run.RestartAsync();
            }
        }

        if (run.isKilling && !run.killed.Task.IsCompleted)
        {
            await run.RestartAsync();
        }

        await run.App.DisposeAsync();
        await run.proxy.IdleAsync();
        var image = await StorageSnapshot.KeptAsync(storage, [.. scenario.Ignored]);
        image.AddRange(run.answers.Select(a => $"answer {a.Key}: {a.Value}"));
        return new(scenario.Look(run, image), run.writes, run.isKilling);
    }

    /// <summary>Calls until the response is no failure; keeps the response for comparison.</summary>
    public async Task<string> CallAsync(string name, HttpMethod method, string path, HttpContent? content = null,
        params HttpStatusCode[] expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected.Contains(answer.StatusCode), $"{name}: {(int)answer.StatusCode} {text}");
        if (name.Length > 0)
        {
            answers[name] = text;
        }

        return text;
    }

    /// <summary>Keeps data of a client across kills; they are not compared.</summary>
    public void Remember(string name, string value) => remembered[name] = value;

    public string Remembered(string name) => remembered[name];

    /// <summary>Submits as a flow does: again when there was no response. The receipt is compared.</summary>
    public Task SubmitAsync(string name, string json) =>
        CallAsync(name, HttpMethod.Post, "api/submissions", new StringContent(json, Encoding.UTF8, "application/json"),
            HttpStatusCode.Accepted);

    /// <summary>Uploads a file, once. ETag and time are set as for a restored one, so that they are equal in every run.</summary>
    public async Task UploadAsync(string container, string name, byte[] content, string tag = "1")
    {
        var options = new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string>
            {
                ["originaletag"] = $"\"0x{tag}\"",
                ["originaltime"] = scenario.Now.AddHours(-1)
                .ToString("O", System.Globalization.CultureInfo.InvariantCulture)
            },
        };
        await new BlobContainerClient(Storage, container).GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options);
    }

    public Task UploadAsync(string container, string name, string content, string tag = "1") =>
        UploadAsync(container, name, Encoding.UTF8.GetBytes(content), tag);

    /// <summary>Waits until no message waits or is being worked on.</summary>
    public Task ComputedAsync()
    {
        var queue = new QueueClient(Storage, QueueNames.Recompute);
        return App.UntilAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, "the queue is empty");
    }

    /// <summary>Sets the clock to a time after the start.</summary>
    public async Task AtAsync(TimeSpan after)
    {
        var ahead = scenario.Now + after - now;
        if (ahead > TimeSpan.Zero)
        {
            await App.AdvanceAsync(ahead);
            now += ahead;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await proxy.DisposeAsync();
    }

    // Everything that runs without a client: the queue, the timers, and the sweep after some time.
    private static Func<ScenarioRun, Task>[] Settling(Scenario scenario) =>
    [
        r => r.ComputedAsync(),
        r => r.AtAsync(Later),
        .. scenario.Timers.Select<string, Func<ScenarioRun, Task>>(t => r => r.App.RunTimerAsync(t)),
        r => r.ComputedAsync(),
        r => r.App.RunTimerAsync("SweepUnfinished"),
        r => r.ComputedAsync(),
        r => r.App.RunTimerAsync("SweepUnfinished"),
        r => r.ComputedAsync(),
    ];

    private async Task StartAsync(Func<StorageCall, CallFault> meet)
    {
        proxy = await FaultyStorage.StartAsync(Storage);
        proxy.Meet = meet;

        // Shorter than the ten minutes of the real host, but long enough for a busy machine to renew it.
        string[] settings =
        [
            "Localhost:QueueHold=00:00:05", RunningApp.OftenPolled, $"SmartToyonaka:Graph:BaseUrl={Graph.BaseUrl}", .. scenario.Settings,
        ];
        App = kill is not null && !isKilling ? victim = AppProcess.Start(proxy.ConnectionString, now, settings)
            : await AppInProcess.StartAsync(proxy.ConnectionString, now, settings);
    }

    private async Task RestartAsync()
    {
        await victim!.UntilGoneAsync();
        await proxy.IdleAsync();
        await App.DisposeAsync();
        await proxy.DisposeAsync();
        killed.SetResult();
        await StartAsync(_ => CallFault.None);
        await App.ReadyAsync();
    }

    private CallFault Meet(StorageCall call)
    {
        if (call.Method is "GET" or "HEAD")
        {
            return CallFault.None;
        }

        lock (writes)
        {
            if (isKilling)
            {
                return CallFault.Lost;
            }

            // Queue operations of the host have no place in the program.
            var step = call.Step.Length > 0 ? call.Step : $"host-{call.Method}/{call.Service} {call.Path.Split('/', '?', '(')[1]}";
            var write = new StorageWrite(step, counts[step] = counts.GetValueOrDefault(step) + 1);
            writes.Add(write);
            if (kill is not { } asked || asked.Write != write)
            {
                return CallFault.None;
            }

            isKilling = true;
            if (!asked.IsAfter)
            {
                victim!.Kill();
                return CallFault.Lost;
            }
        }

        proxy.Done = done =>
        {
            if (ReferenceEquals(done, call))
            {
                victim!.Kill();
            }
        };
        return CallFault.AnswerLost;
    }
}
