using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// The app with a clock that stands still until it is moved: in the test's process, or in one of its own (<see cref="AppProcess"/>).
/// </summary>
internal abstract class SteeredApp : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentDictionary<string, int> counted = new(StringComparer.Ordinal);

    /// <summary>Calls with the first administrator's credential.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Its last output, for the message of a failing test.</summary>
    public string Said => string.Join('\n', said.TakeLast(20));

    /// <summary>True once it was killed, or ended by itself.</summary>
    public virtual bool IsGone => false;

    /// <summary>Waits until the app listens.</summary>
    public virtual Task ReadyAsync() => Task.CompletedTask;

    /// <summary>Sets its clock forward.</summary>
    public abstract Task AdvanceAsync(TimeSpan time);

    /// <summary>Runs a timer function now and waits for its end.</summary>
    public async Task RunTimerAsync(string name)
    {
        var before = Count("ended " + name);
        using var answer = await Client.PostAsync($"admin/functions/{name}", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await UntilAsync(() => Task.FromResult(Count("ended " + name) > before), $"{name} has ended");
    }

    /// <summary>Polls until a condition is true, as long as the app lives.</summary>
    /// <exception cref="ProcessGoneException">It lives no more.</exception>
    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var end = DateTime.UtcNow + RunningApp.Deadline;
        while (!await isSo())
        {
            if (IsGone)
            {
                throw new ProcessGoneException(Said);
            }

            Assert.True(DateTime.UtcNow < end, $"This did not come true within {RunningApp.Deadline.TotalSeconds} s: {what}. {Said}");
            await Task.Delay(20);
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>The settings that every such app has.</summary>
    protected static IEnumerable<string> Settings(string storage, IEnumerable<string> more) =>
    [
        "--port=0", .. RunningApp.Never, $"--AzureWebJobsStorage={storage}", $"--Localhost:MasterKey={RunningApp.MasterKey}",
        $"--SmartToyonaka:Access:BootstrapCredential={RunningApp.Bootstrap}", .. more.Select(s => "--" + s),
    ];

    /// <summary>How often it said a line.</summary>
    protected int Count(string line) => counted.GetValueOrDefault(line);

    /// <summary>Keeps a line that it said.</summary>
    protected void Hear(string line)
    {
        said.Enqueue(line);
        counted.AddOrUpdate(line, 1, (_, n) => n + 1);
    }

    /// <summary>Makes the client when the app listens.</summary>
    protected void Connect(Uri address)
    {
        Client = new() { BaseAddress = address, Timeout = RunningApp.Deadline };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", RunningApp.Bootstrap);
        Client.DefaultRequestHeaders.Add("x-functions-key", RunningApp.MasterKey);
    }
}

/// <summary>In the test's process: starts in a tenth of the time of a process, and cannot be killed.</summary>
internal sealed class AppInProcess : SteeredApp
{
    private SteeredHost? host;

    /// <summary>Starts the app.</summary>
    /// <inheritdoc cref="AppProcess.Start"/>
    public static async Task<AppInProcess> StartAsync(string storage, DateTimeOffset now, IEnumerable<string> settings)
    {
        var app = new AppInProcess();
        app.host = await SteeredHost.StartAsync(now, Settings(storage, settings), app.Hear);
        app.Connect(app.host.Address);
        return app;
    }

    public override Task AdvanceAsync(TimeSpan time)
    {
        host!.Advance(time);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref host, null) is { } running)
        {
            Client.Dispose();
            await running.DisposeAsync();
        }
    }
}
