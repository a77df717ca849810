using System.Globalization;
using System.Net;
using Localhost.Workers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// Runs an app's worker in the test's process, over loopback and the real protocol, so that a test can replace its clock and its logs.
/// Worker and app are the shipped ones; only the process is missing.
/// </summary>
/// <param name="build">Builds the app: from its arguments, with what has to be registered after its own services.</param>
internal sealed class InProcessWorker(Func<string[], Action<IServiceCollection>, IHost> build) : IWorkerLauncher
{
    // The worker reads functions and host.json here. All apps of a test run are in one folder.
    static InProcessWorker() => Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);

    /// <summary>The worker's own services; null before it is started.</summary>
    public IServiceProvider? Services { get; private set; }

    public async Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellation)
    {
        string[] args =
        [
            .. start.Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
            $"--Functions:Worker:HostEndpoint={start.RpcAddress}", $"--Functions:Worker:WorkerId={start.WorkerId}",
                "--Functions:Worker:RequestId=tests",
            $"--Functions:Worker:GrpcMaxMessageLength={int.MaxValue.ToString(CultureInfo.InvariantCulture)}",
        ];
        var host = build(args, services =>
        {
            // The worker's address is one per process: each app uses a free port instead.
            services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            services.AddSingleton<IStartupFilter>(new ForwarderGate(start.ForwarderSecret));
        });
        var worker = new Running(host);
        try
        {
            await host.StartAsync(cancellation);
            Services = host.Services;
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    private sealed class Running(IHost host) : IRunningWorker
    {
        private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Ended => ended.Task;

        public Uri? HttpAddress =>
            host.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
                ? new(address) : null;

        public void Kill()
        {
            // There is no process to kill: disposing of the app ends it.
        }

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
            ended.TrySetResult("stopped");
        }
    }
}
