using Localhost;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Tests.Localhost;

/// <summary>A small app of a few functions, on a free port.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private LocalApp(IHost host, RecordedLogs logs)
    {
        Host = host;
        Logs = logs;
        Client = new HttpClient { BaseAddress = host.BaseAddress() };
    }

    public IHost Host { get; }

    public HttpClient Client { get; }

    public RecordedLogs Logs { get; }

    public static FunctionsApplicationBuilder Builder(Type functions, params string[] settings)
    {
        var builder = FunctionsApplication.CreateBuilder(["--port=0", .. settings.Select(setting => $"--{setting}")]);
        builder.OnlyFunctionsOf(functions);
        builder.Logging.ClearProviders();
        return builder;
    }

    public static async Task<LocalApp> StartAsync(Type functions, Action<FunctionsApplicationBuilder>? configure = null, params string[] settings)
    {
        var builder = Builder(functions, settings).ConfigureFunctionsWebApplication();
        var logs = new RecordedLogs();
        builder.Logging.AddProvider(logs);
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new LocalApp(host, logs);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
    }
}
