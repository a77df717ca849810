using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SmartToyonaka.Tests.Support;

/// <summary>The process was killed while something was waiting for it.</summary>
internal sealed class ProcessGoneException(string said) : Exception($"The process is gone. {said}");

/// <summary>The app as a process of its own, which can be killed by SIGKILL.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentDictionary<string, int> counted = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool isDisposed;

    private AppProcess(Process process) => this.process = process;

    /// <summary>Calls with the first administrator's credential.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>True once it was killed, or ended by itself.</summary>
    public bool IsGone => process.HasExited;

    /// <summary>Starts the app; returns as soon as the process is there (<see cref="ReadyAsync"/> waits for the app).</summary>
    /// <param name="storage">The connection string by which it reaches its storage.</param>
    /// <param name="now">Where its clock stands.</param>
    /// <param name="settings"><c>Name=value</c>.</param>
    public static AppProcess Start(string storage, DateTimeOffset now, IEnumerable<string> settings)
    {
        string[] arguments =
        [
            typeof(AppProcess).Assembly.Location, "app", now.ToString("O", CultureInfo.InvariantCulture), "--port=0", .. RunningApp.Never,
            $"--AzureWebJobsStorage={storage}", $"--Localhost:MasterKey={RunningApp.MasterKey}",
                $"--SmartToyonaka:Access:BootstrapCredential={RunningApp.Bootstrap}", .. settings.Select(s => "--" + s),
        ];
        var app = new AppProcess(Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        app.process.OutputDataReceived += (_, line) => app.Hear(line.Data);
        app.process.ErrorDataReceived += (_, line) => app.Hear(line.Data);
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        return app;
    }

    /// <summary>Waits until the app listens.</summary>
    public async Task ReadyAsync()
    {
        await UntilAsync(() => Task.FromResult(listening.Task.IsCompleted), "it listens");
        Client = new() { BaseAddress = await listening.Task, Timeout = RunningApp.Deadline };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", RunningApp.Bootstrap);
        Client.DefaultRequestHeaders.Add("x-functions-key", RunningApp.MasterKey);
    }

    /// <summary>SIGKILL (TerminateProcess on Windows); returns when the process is no more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits until a kill has done its work.</summary>
    public Task UntilGoneAsync() => process.WaitForExitAsync();

    /// <summary>Sets its clock forward.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        var before = Count("advanced");
        await process.StandardInput.WriteLineAsync(time.ToString("c", CultureInfo.InvariantCulture));
        await process.StandardInput.FlushAsync();
        await UntilAsync(() => Task.FromResult(Count("advanced") > before), "its clock was set");
    }

    /// <summary>Runs a timer function now and waits for its end.</summary>
    public async Task RunTimerAsync(string name)
    {
        var before = Count("ended " + name);
        using var answer = await Client.PostAsync($"admin/functions/{name}", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        await UntilAsync(() => Task.FromResult(Count("ended " + name) > before), $"{name} has ended");
    }

    /// <summary>Polls until a condition is true, as long as the process lives.</summary>
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

    /// <summary>Its last output, for the message of a failing test.</summary>
    public string Said => string.Join('\n', said.TakeLast(20));

    public ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return ValueTask.CompletedTask;
        }

        isDisposed = true;
        if (!IsGone)
        {
            Kill();
        }

        Client?.Dispose();
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private int Count(string line) => counted.GetValueOrDefault(line);

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        said.Enqueue(line);
        counted.AddOrUpdate(line, 1, (_, n) => n + 1);
        if (line.StartsWith("at ", StringComparison.Ordinal))
        {
            listening.TrySetResult(new(line[3..]));
        }
    }
}
