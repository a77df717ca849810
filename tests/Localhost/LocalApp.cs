using Localhost;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Localhost;

/// <summary>A small app of a few functions under the host, on a free port; its worker is in this process.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    public const string MasterKey = "master-key-of-the-tests";

    private LocalApp(WorkerHost host, RecordedLogs logs)
    {
        Host = host;
        Logs = logs;
        Client = new HttpClient { BaseAddress = host.Address };
        Client.DefaultRequestHeaders.Add("x-functions-key", MasterKey);
    }

    public WorkerHost Host { get; }

    /// <summary>Carries the master key.</summary>
    public HttpClient Client { get; }

    public RecordedLogs Logs { get; }

    public static Task<LocalApp> StartAsync(Type functions, Action<FunctionsApplicationBuilder>? configure = null,
        params string[] settings) =>
        StartAsync(new Options(functions) { Configure = configure }, settings);

    public static async Task<LocalApp> StartAsync(Options options, params string[] settings)
    {
        var logs = new RecordedLogs();
        var host = await WorkerHost.StartAsync(new WorkerHostOptions
        {
            AppFolder = AppContext.BaseDirectory,
            HostJson = options.HostJson,
            Clock = options.Clock,
            Launcher = new InProcessWorker((args, add) => Build(options, args, add, logs)),
            Logging = logging => logging.ClearProviders().AddProvider(logs),
            Settings = [.. new[] { "port=0", $"Localhost:MasterKey={MasterKey}" }.Concat(settings).Select(setting => $"--{setting}")],
        });
        return new LocalApp(host, logs);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    private static IHost Build(Options options, string[] args, Action<IServiceCollection> add, RecordedLogs logs)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        options.First?.Invoke(builder);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton<IFunctionMetadataProvider>(new ReflectedFunctions(options.Functions));
        options.Configure?.Invoke(builder);
        add(builder.Services);
        return builder.Build();
    }

    /// <summary>What the app is.</summary>
    /// <param name="Functions">The class of its functions.</param>
    internal sealed record Options(Type Functions)
    {
        public Action<FunctionsApplicationBuilder>? Configure { get; init; }

        /// <summary>Comes before <c>ConfigureFunctionsWebApplication</c>.</summary>
        public Action<FunctionsApplicationBuilder>? First { get; init; }

        /// <summary>In place of the file.</summary>
        public string? HostJson { get; init; }

        public TimeProvider Clock { get; init; } = TimeProvider.System;
    }
}
