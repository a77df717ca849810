using System.Diagnostics;
using System.Globalization;

namespace SmartToyonaka.Tests.Support;

/// <summary>The process was killed while something was waiting for it.</summary>
internal sealed class ProcessGoneException(string said) : Exception($"The process is gone. {said}");

/// <summary>The app as a process of its own, which can be killed by SIGKILL.</summary>
internal sealed class AppProcess : SteeredApp
{
    private readonly Process process;
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool isDisposed;

    private AppProcess(Process process) => this.process = process;

    public override bool IsGone => process.HasExited;

    /// <summary>Starts the app; returns as soon as the process is there (<see cref="ReadyAsync"/> waits for the app).</summary>
    /// <param name="storage">The connection string by which it reaches its storage.</param>
    /// <param name="now">Where its clock stands.</param>
    /// <param name="settings"><c>Name=value</c>.</param>
    public static AppProcess Start(string storage, DateTimeOffset now, IEnumerable<string> settings)
    {
        string[] arguments =
        [
            typeof(AppProcess).Assembly.Location, "app", now.ToString("O", CultureInfo.InvariantCulture), .. Settings(storage, settings),
        ];
        var app = new AppProcess(Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        app.process.OutputDataReceived += (_, line) => app.Read(line.Data);
        app.process.ErrorDataReceived += (_, line) => app.Read(line.Data);
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        return app;
    }

    public override async Task ReadyAsync()
    {
        await UntilAsync(() => Task.FromResult(listening.Task.IsCompleted), "it listens");
        Connect(await listening.Task);
    }

    /// <summary>SIGKILL (TerminateProcess on Windows); returns when the process is no more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits until a kill has done its work.</summary>
    public Task UntilGoneAsync() => process.WaitForExitAsync();

    public override async Task AdvanceAsync(TimeSpan time)
    {
        var before = Count("advanced");
        await process.StandardInput.WriteLineAsync(time.ToString("c", CultureInfo.InvariantCulture));
        await process.StandardInput.FlushAsync();
        await UntilAsync(() => Task.FromResult(Count("advanced") > before), "its clock was set");
    }

    public override ValueTask DisposeAsync()
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

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        Hear(line);
        if (line.StartsWith("at ", StringComparison.Ordinal))
        {
            listening.TrySetResult(new(line[3..]));
        }
    }
}
