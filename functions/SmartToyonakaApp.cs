using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmartToyonaka.Domain;
using SmartToyonaka.Infrastructure.Graph;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Files;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting;
using SmartToyonaka.Publishing.Tables;
using SmartToyonaka.Triggers.Http;
using SmartToyonaka.Triggers.Middleware;

namespace SmartToyonaka;

/// <summary>The app: what runs on Azure, on this machine and in tests.</summary>
public static class SmartToyonakaApp
{
    /// <summary>Builds the app.</summary>
    /// <param name="args">Settings as <c>--Name=value</c>, beside those of the environment.</param>
    /// <param name="configure">Changes registrations before the app is built: a clock, say.</param>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line that says which.</exception>
    public static IHost Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.UseMiddleware<CancellationMiddleware>();
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ActivityMiddleware>();
        builder.UseMiddleware<TimerMiddleware>();
        builder.UseMiddleware<ConditionalMiddleware>();
        builder.UseMiddleware<ErrorMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.UseMiddleware<MeasuresMiddleware>();

        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<RouteOptions>(routing => routing.SetParameterPolicy<InterpretedRegexConstraint>("regex"));
        builder.Services.AddSmartToyonaka(builder.Configuration);
        builder.Services.AddMiddleware().AddHostedService<StorageSetup>();

        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>
    /// The program's parts without its functions, for maintenance commands: room by room, in the order in which data pass through.
    /// </summary>
    public static IServiceCollection AddSmartToyonaka(this IServiceCollection services, IConfiguration configuration)
    {
        TextSupport.Require();

        // The sweep finishes submissions, then drops, then closings, which count what has come in. Of the formats of a report the page is
        // named first.
        return services
            .AddSingleton(TimeProvider.System)
            .AddTelemetry(configuration).AddAccess(configuration)
            .AddStorage(configuration).AddGraph(configuration)
            .AddLedger(configuration)
            .AddReference(configuration).AddSubmissions().AddReview().AddDrops(configuration).AddPeriods()
            .AddCompleteness(configuration).AddTables().AddRecomputation().AddPublishedFiles()
            .AddPages().AddReporting().AddPackages()
            .AddMaintenance();
    }
}
