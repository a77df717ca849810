using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Localhost.Workers;

/// <summary>Starts the built app as a child process, as the real host does: <c>worker.config.json</c> says how.</summary>
internal sealed class WorkerProcessLauncher(ILoggerFactory loggers) : IWorkerLauncher
{
    private const string ConfigFile = "worker.config.json";

    public Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellation)
    {
        var (executable, assembly) = ReadConfig(start.AppFolder);
        var info = new ProcessStartInfo(executable, Arguments(start, assembly))
        {
            WorkingDirectory = start.AppFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        SetEnvironment(info.Environment, start);
        try
        {
            return Task.FromResult<IRunningWorker>(new WorkerProcess(Process.Start(info)!, loggers.CreateLogger("Host.Worker")));
        }
        catch (Win32Exception error)
        {
            throw new WorkerHostException($"The app cannot be started: {executable}: {error.Message}", error);
        }
    }

    private static (string Executable, string? Assembly) ReadConfig(string folder)
    {
        var file = Path.Combine(folder, ConfigFile);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Settings.HostJson.Lenient);
            var description = document.RootElement.GetProperty("description");
            var executable = description.GetProperty("defaultExecutablePath").GetString()!
                .Replace("{WorkerRoot}", folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            var assembly = description.TryGetProperty("defaultWorkerPath", out var path) ? path.GetString() : null;
            return executable == "dotnet" ? (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? executable, assembly)
                : (executable, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException or NullReferenceException)
        {
            throw new WorkerHostException($"{file} does not say how the app is started: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    // The arguments of a process are visible to all users of the machine: the id, which is secret, is in its environment.
    private static IEnumerable<string> Arguments(WorkerStart start, string? assembly)
    {
        var request = Guid.NewGuid().ToString();
        var length = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        return
        [
            .. assembly is null ? [] : new[] { Path.Combine(start.AppFolder, assembly) },
            "--host", start.RpcAddress.Host, "--port", start.RpcAddress.Port.ToString(CultureInfo.InvariantCulture),
            "--requestId", request, "--grpcMaxMessageLength", length,
            "--functions-uri", start.RpcAddress.ToString(), "--functions-request-id", request, "--functions-grpc-max-message-length",
                length,
        ];
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, WorkerStart start)
    {
        foreach (var (name, value) in start.Settings)
        {
            environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        environment["Functions__Worker__WorkerId"] = start.WorkerId;
        environment["FUNCTIONS_APPLICATION_DIRECTORY"] = start.AppFolder;
        environment["FUNCTIONS_WORKER_DIRECTORY"] = start.AppFolder;
        environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";

        // As Core Tools does; the container then checks scopes.
        if (string.IsNullOrEmpty(environment.TryGetValue("DOTNET_ENVIRONMENT", out var given) ? given : null))
        {
            environment.TryAdd("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
        }

        environment.Remove("ASPNETCORE_URLS");
        WorkerGuard.AddTo(environment, start.ForwarderSecret);
    }
}

/// <summary>The app as a child process.</summary>
internal sealed partial class WorkerProcess : IRunningWorker
{
    /// <summary>How long a worker may take to end after it was told to.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly ILogger _logger;
    private string _lastError = "";

    public WorkerProcess(Process process, ILogger logger)
    {
        _process = process;
        _logger = logger;
        Ended = WaitAsync(ReadAsync(process.StandardOutput, isError: false), ReadAsync(process.StandardError, isError: true));
    }

    public Task<string> Ended { get; }

    public Uri? HttpAddress => null;

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Ended.WaitAsync(TimeToEnd);
        }
        catch (TimeoutException)
        {
            Kill();
            await Ended;
        }

        _process.Dispose();
    }

    private async Task<string> WaitAsync(params Task[] reading)
    {
        await _process.WaitForExitAsync();
        await Task.WhenAll(reading);
        return string.Create(CultureInfo.InvariantCulture,
            $"exit status {_process.ExitCode}{(_lastError.Length > 0 ? ": " + _lastError : "")}");
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (isError)
            {
                // The first line says what is wrong; what follows is where.
                _lastError = _lastError.Length == 0 || !line.StartsWith(' ') ? line.Trim() : _lastError;
                WroteError(line);
            }
            else
            {
                Wrote(line);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private partial void Wrote(string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}")]
    private partial void WroteError(string line);
}
