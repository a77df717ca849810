using System.Reflection;
using Localhost.Functions;
using Localhost.Http;
using Localhost.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Localhost;

/// <summary>Puts the host together around an app: its settings, its functions, and the doors, timers and queues that call them.</summary>
internal sealed partial class FunctionsHost
{
    private readonly Assembly _app;
    private readonly string[] _args;
    private readonly string _folder;
    private readonly HostSettings _settings;

    public FunctionsHost(Assembly caller, string[] args)
    {
        _app = AppAssembly.From(caller);
        _args = args;
        _folder = Path.GetDirectoryName(_app.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
        _settings = HostSettings.Load(_folder, args);
    }

    public IReadOnlyCollection<Type>? Classes { get; set; }

    public string? HostJson { get; set; }

    public WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = _app.GetName().Name,
            ContentRootPath = _folder,
            // Core Tools runs apps as Development; the container then checks scopes.
            EnvironmentName = _settings["AZURE_FUNCTIONS_ENVIRONMENT"] ?? _settings["DOTNET_ENVIRONMENT"] ?? Environments.Development,
        });
        builder.Configuration
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddJsonFile($"appsettings.{builder.Environment.EnvironmentName}.json", optional: true, reloadOnChange: false);
        HostSettings.AddTo(builder.Configuration, _folder, _args);
        var checks = builder.Environment.IsDevelopment();
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (checks, checks));
        var patience = Patience.Load(_settings);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The door counts, so that it can answer 500 as the real host does.
            kestrel.Limits.MaxRequestBodySize = null;
            patience.ApplyTo(kestrel.Limits);
        });
        builder.Services.AddRouting();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        return builder;
    }

    public IHost Build(WebApplicationBuilder builder, IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps)
    {
        var hostJson = Settings.HostJson.Load(_folder, HostJson, _settings);
        var catalogue = FunctionCatalogue.Load(Classes ?? _app.GetTypes(), _settings, hostJson);
        var routes = FunctionRoutes.Build(catalogue.Loaded, hostJson);
        if (routes.Count > 0 && builder.Services.All(service => service.ServiceType != typeof(HttpStep)))
        {
            throw new InvalidOperationException("There are HTTP functions: call ConfigureFunctionsWebApplication() on the builder.");
        }

        AddLogging(builder, hostJson);
        AddServices(builder.Services, hostJson, catalogue, Pipeline(steps));
        var app = builder.Build();
        foreach (var error in catalogue.Errors)
        {
            NotLoaded(app.Logger, error);
        }

        foreach (var address in Address.From(_settings))
        {
            app.Urls.Add(address);
        }

        app.Use((context, next) => app.Services.GetRequiredService<FunctionDoor>().GuardAsync(context, next));
        app.Use((context, next) => app.Services.GetRequiredService<AdminDoor>().HandleAsync(context, next));
        app.UseRouting();
        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(routes));
        app.Run(context => app.Services.GetRequiredService<FunctionDoor>().AnswerAsync(context));
        return app;
    }

    private static void AddLogging(WebApplicationBuilder builder, HostJson hostJson)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddConfiguration(hostJson.Logging);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
    }

    private void AddServices(IServiceCollection services, HostJson hostJson, FunctionCatalogue catalogue, FunctionExecutionDelegate pipeline)
    {
        services.AddSingleton(_settings);
        services.AddSingleton(hostJson);
        services.AddSingleton(catalogue);
        services.AddSingleton(pipeline);
        services.AddSingleton<Invoker>();
        services.AddSingleton<Keys>();
        services.AddSingleton<FunctionDoor>();
        services.AddSingleton<AdminDoor>();
        services.AddSingleton<BackgroundWork>();
        services.AddSingleton(new HostId(_settings["AzureFunctionsWebHost:hostid"] ?? _app.GetName().Name!));
        services.AddHostedService<Listeners>();
    }

    private static FunctionExecutionDelegate Pipeline(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps) =>
        steps.Reverse().Aggregate<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>, FunctionExecutionDelegate>(
            context => ((Invocation)context).Function.CallAsync((Invocation)context),
            (next, step) => step(next));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Error}")]
    private static partial void NotLoaded(ILogger logger, string error);
}
