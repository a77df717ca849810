using Localhost.Functions;
using Localhost.Http;
using Localhost.Settings;
using Localhost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Localhost;

/// <summary>
/// A Functions host for this machine: starts an app as its worker, forwards HTTP to it and calls its timer and queue functions. Disposing
/// waits for running functions, within a limit, and ends the worker.
/// </summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    private readonly WebApplication _server;
    private readonly WorkerSupervisor _workers;
    private bool _hasEnded;

    private WorkerHost(WebApplication server, WorkerSupervisor workers) => (_server, _workers) = (server, workers);

    /// <summary>The address the host answers at, with its real port, ending in a slash.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .TrimEnd('/') + "/");

    /// <summary>The key that opens <c>/admin</c>.</summary>
    public string MasterKey => _server.Services.GetRequiredService<HostKeys>().Master;

    /// <summary>Starts the worker, then everything that calls it; returns when the app answers.</summary>
    /// <exception cref="WorkerHostException">The app or a setting is wrong, or the port is taken; the message is one line.</exception>
    public static async Task<WorkerHost> StartAsync(WorkerHostOptions options, CancellationToken cancellation = default)
    {
        var folder = Path.GetFullPath(options.AppFolder);
        var settings = HostSettings.Load(folder, options.Settings);
        var hostId = HostId.Of(folder, settings);
        Http.Address.CheckIsFree(settings);
        var hostJson = HostJson.Load(folder, options.HostJson, settings);
        var builder = CreateBuilder(settings, hostId, hostJson, options, folder);
        var server = builder.Build();
        var workers = server.Services.GetRequiredService<WorkerSupervisor>();
        var host = new WorkerHost(server, workers);
        try
        {
            await workers.StartAsync(cancellation);
            await host.OpenAsync(settings, hostJson, cancellation);
            return host;
        }
        catch
        {
            await workers.DisposeAsync();
            await ((IAsyncDisposable)server).DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when Ctrl+C or the system asks this process to end, or <paramref name="cancellation"/> does.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => _server.WaitForShutdownAsync(cancellation);

    /// <summary>Starts nothing new and waits for running functions; at the limit their tokens are cancelled.</summary>
    public Task StopAsync(CancellationToken limit) => _server.Services.GetRequiredService<BackgroundWork>().StopAsync(limit);

    /// <summary>
    /// Ends at once, as if this process were killed: running functions are aborted, and their message or timer comes again.
    /// </summary>
    public async Task AbortAsync()
    {
        _hasEnded = true;
        _workers.Kill();
        var atOnce = new CancellationToken(canceled: true);
        await StopAsync(atOnce);
        await EndAsync(atOnce);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _hasEnded, true))
        {
            return;
        }

        using (var limit = new CancellationTokenSource(TimeToStop))
        {
            await StopAsync(limit.Token);
        }

        await EndAsync(CancellationToken.None);
    }

    private async Task EndAsync(CancellationToken limit)
    {
        await _server.StopAsync(limit);
        await _workers.DisposeAsync();
        await ((IAsyncDisposable)_server).DisposeAsync();
    }

    private static WebApplicationBuilder CreateBuilder(HostSettings settings, HostId hostId, HostJson hostJson, WorkerHostOptions options,
        string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = typeof(WorkerHost).Assembly.GetName().Name });
        var timeouts = RequestTimeouts.Load(settings);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Counted by the dispatcher, so that it can answer 500 as the real host does. The server then reads on for a limited time, so
            // that a client that is still sending gets the answer.
            kestrel.Limits.MaxRequestBodySize = 2 * LimitedBody.Limit;
            timeouts.ApplyTo(kestrel.Limits);
        });
        AddLogging(builder, settings, hostJson, options);
        builder.Services.AddRouting(routing => routing.SetParameterPolicy<InterpretedRegexConstraint>("regex")).AddHttpForwarder();
        builder.Services.AddSingleton(settings).AddSingleton(hostJson).AddSingleton(options.Clock);
        builder.Services.AddSingleton(hostId);
        builder.Services.AddSingleton<WorkerLog>().AddSingleton(services => new WorkerSupervisor(
            settings, hostJson, folder, options.Launcher ?? new WorkerProcessLauncher(services.GetRequiredService<ILoggerFactory>()),
            services.GetRequiredService<WorkerLog>(), services.GetRequiredService<ILogger<WorkerSupervisor>>()));
        builder.Services.AddSingleton<Invoker>().AddSingleton<BackgroundWork>().AddSingleton<ListenerFactory>()
            .AddSingleton<Listeners>();
        builder.Services.AddSingleton<HostKeys>().AddSingleton<HttpForwarding>().AddSingleton<HttpDispatcher>()
            .AddSingleton<AdminEndpoint>();
        return builder;
    }

    private static void AddLogging(WebApplicationBuilder builder, HostSettings settings, HostJson hostJson, WorkerHostOptions options)
    {
        if (options.Logging is { } logging)
        {
            logging(builder.Logging);
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Yarp", LogLevel.Error);
        builder.Logging.AddConfiguration(hostJson.Logging);
        builder.Logging.AddConfiguration(settings.Values.GetSection("Logging"));
    }

    private async Task OpenAsync(HostSettings settings, HostJson hostJson, CancellationToken cancellation)
    {
        var routes = FunctionRoutes.Build(_workers.Functions.Loaded, hostJson);
        var dispatcher = _server.Services.GetRequiredService<HttpDispatcher>();
        var admin = _server.Services.GetRequiredService<AdminEndpoint>();
        _server.Urls.Add(Http.Address.From(settings));
        _server.Use((context, next) => dispatcher.GuardAsync(context, next));
        _server.Use((context, next) => admin.HandleAsync(context, next));
        _server.UseRouting();
        ((IEndpointRouteBuilder)_server).DataSources.Add(new DefaultEndpointDataSource(routes));
        _server.Run(dispatcher.AnswerAsync);
        try
        {
            await _server.StartAsync(cancellation);
        }
        catch (IOException error)
        {
            throw new WorkerHostException($"The port cannot be used: {error.Message.ReplaceLineEndings(" ")}", error);
        }

        _server.Lifetime.ApplicationStopping.Register(_workers.ExpectEnd);
        _server.Services.GetRequiredService<Listeners>().Start();
    }
}
