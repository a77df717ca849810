using System.Diagnostics;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Localhost;
using Localhost.Rpc;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Cli.Running;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Localhost;

/// <summary>The built app as a process of its own: how it is started, how it ends, and who may speak to it.</summary>
public sealed class WorkerProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("worker-process-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxFact]
    public async Task No_worker_is_left_when_its_host_is_killed()
    {
        using var host = Process.Start(new ProcessStartInfo("dotnet",
            [typeof(WorkerHost).Assembly.Location, FunctionsApp.Folder, .. await SettingsAsync()])
        {
            RedirectStandardOutput = true,
        })!;
        while (await host.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Functions:", StringComparison.Ordinal))
        {
        }

        var worker = Assert.Single(ChildrenOf(host.Id));
        host.Kill();
        await host.WaitForExitAsync();
        await Probe.UntilAsync(() => !IsRunning(worker), "the worker to end");
    }

    [LinuxFact]
    public async Task A_worker_that_dies_is_started_again_and_requests_wait_for_it()
    {
        var logs = new RecordedLogs();
        await using var host = await StartAsync(logs);
        using var client = new HttpClient { BaseAddress = host.Address };
        var workers = ChildrenOf(Environment.ProcessId).Where(id => CommandOf(id).Contains(FunctionsApp.Folder, StringComparison.Ordinal))
            .ToList();
        workers.ForEach(id => Process.GetProcessById(id).Kill());
        await Probe.UntilAsync(() => logs.At(LogLevel.Error).Any(line => line.Contains("started again", StringComparison.Ordinal)),
            "the host to notice");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("api/openapi.json")).StatusCode);
        Assert.All(workers, id => Assert.False(IsRunning(id)));
    }

    [Fact]
    public async Task The_workers_own_address_answers_its_host_alone()
    {
        var logs = new RecordedLogs();
        await using var host = await StartAsync(logs);
        string[] Addresses() => [.. logs.At(LogLevel.Information).Select(line => line.Split("Now listening on: "))
            .Where(parts => parts.Length == 2).Select(parts => parts[1])];
        await Probe.UntilAsync(() => Addresses().Length == 2, "host and worker to say where they listen");
        using var client = new HttpClient
        {
            BaseAddress = new Uri(Addresses()
            .Single(address => new Uri(address).Port != host.Address.Port))
        };

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("api/health")).StatusCode);
        client.DefaultRequestHeaders.Add("x-ms-invocation-id", Guid.NewGuid().ToString());
        client.DefaultRequestHeaders.Add("x-localhost-forwarder", "guessed");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("api/health")).StatusCode);
    }

    [Fact]
    public async Task A_worker_that_nobody_expects_is_not_let_in()
    {
        await using var server = await RpcServer.StartAsync(CancellationToken.None);
        var expected = server.Service.ExpectAsync("expected", new WorkerChannel(_ => { }));
        var message = new StreamingMessage { StartStream = new StartStream { WorkerId = "another" } }.ToByteArray();
        byte[] frame = [0, 0, 0, 0, (byte)message.Length, .. message];
        using var client = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "AzureFunctionsRpcMessages.FunctionRpc/EventStream")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new("application/grpc") } },
        };
        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();

        // Permission denied.
        Assert.Equal("7", answer.TrailingHeaders.Concat(answer.Headers).Single(header => header.Key == "grpc-status").Value.Single());
        Assert.False(expected.IsCompleted);
    }

    [Fact]
    public async Task A_folder_that_holds_no_app_is_said_in_one_line()
    {
        var error = await Assert.ThrowsAsync<WorkerHostException>(() =>
            WorkerHost.StartAsync(new WorkerHostOptions { AppFolder = folder }));
        Assert.Contains("has no functions.metadata", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("", "does not say how the app is started")]
    [InlineData("""{ "description": { "defaultExecutablePath": "dotnet", "defaultWorkerPath": "missing.dll" } }""",
        "ended before it was ready: exit status")]
    [InlineData("""{ "description": { "defaultExecutablePath": "no-such-program" } }""", "cannot be started")]
    public async Task An_app_that_does_not_start_is_said_in_one_line(string config, string said)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "functions.metadata"), "[]");
        await File.WriteAllTextAsync(Path.Combine(folder, "worker.config.json"), config);

        var error = await Assert.ThrowsAsync<WorkerHostException>(() => WorkerHost.StartAsync(new WorkerHostOptions
        {
            AppFolder = folder,
            Settings = ["--port=0"],
            Logging = logging => logging.ClearProviders(),
        }));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_before_anything_is_started()
    {
        var logs = new RecordedLogs();
        await using var host = await StartAsync(logs);
        var settings = await SettingsAsync();
        settings[0] = string.Create(CultureInfo.InvariantCulture, $"--port={host.Address.Port}");

        var error = await Assert.ThrowsAsync<WorkerHostException>(() =>
            WorkerHost.StartAsync(new WorkerHostOptions { AppFolder = FunctionsApp.Folder, Settings = settings }));
        Assert.Contains("in use", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string[]> SettingsAsync() =>
        ["--port=0", .. RunningApp.Never, $"--AzureWebJobsStorage={await TestStorage.NewAccountAsync()}",
            $"--SmartToyonaka:Access:BootstrapCredential={RunningApp.Bootstrap}"];

    private static async Task<WorkerHost> StartAsync(RecordedLogs logs) => await WorkerHost.StartAsync(new WorkerHostOptions
    {
        AppFolder = FunctionsApp.Folder,
        Settings = await SettingsAsync(),
        Logging = logging => logging.ClearProviders().AddProvider(logs),
    });

    private static IEnumerable<int> ChildrenOf(int parent) => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && StatusOf(id).Contains(string.Create(CultureInfo.InvariantCulture, $"PPid:\t{parent}\n"),
            StringComparison.Ordinal)).ToList();

    private static bool IsRunning(int id) => StatusOf(id) is { Length: > 0 } status
        && !status.Contains("State:\tZ", StringComparison.Ordinal);

    private static string StatusOf(int id) => Read($"/proc/{id}/status");

    private static string CommandOf(int id) => Read($"/proc/{id}/cmdline");

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Looks at processes as Linux shows them.</summary>
    private sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Processes are looked at in /proc, which only Linux has.";
    }
}
