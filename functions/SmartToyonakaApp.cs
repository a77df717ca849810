using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmartToyonaka.Access;
using SmartToyonaka.Closings;
using SmartToyonaka.Completeness;
using SmartToyonaka.Completeness.Reminders;
using SmartToyonaka.Drops;
using SmartToyonaka.Graph;
using SmartToyonaka.Keeping;
using SmartToyonaka.Ledger;
using SmartToyonaka.Packages;
using SmartToyonaka.Pages;
using SmartToyonaka.Pages.Reports;
using SmartToyonaka.Publishing;
using SmartToyonaka.Reference;
using SmartToyonaka.Reporting;
using SmartToyonaka.Reporting.Annual;
using SmartToyonaka.Reporting.Annual.Word;
using SmartToyonaka.Reporting.Overviews;
using SmartToyonaka.Reporting.Provenances;
using SmartToyonaka.Storage;
using SmartToyonaka.Submissions;
using SmartToyonaka.Submissions.Forms;
using SmartToyonaka.Telemetry;
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
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ErrorMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();

        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSmartToyonaka(builder.Configuration);
        builder.Services.AddSingleton<SignIn>().AddSingleton<PageSession>().AddHostedService<StorageSetup>();

        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>The program's parts without its functions, for commands that look after the data.</summary>
    public static IServiceCollection AddSmartToyonaka(this IServiceCollection services, IConfiguration configuration)
    {
        TextSupport.Require();
        services.AddSingleton(TimeProvider.System).AddSingleton(AccessOptions.From(configuration)).AddSingleton(new StorageAccount(configuration));
        services.AddTelemetry(configuration);
        services.AddSingleton<ReferenceData>().AddSingleton<ReferencePuller>()
            .AddSingleton((configuration.GetSection(ReferenceOptions.Section).Get<ReferenceOptions>() ?? new()).Checked())
            .AddSingleton<ReferenceImpactOf>(p => p.GetRequiredService<Verification>().ImpactAsync);
        services.AddSingleton<CredentialStore>().AddSingleton<GuessLimit>().AddSingleton<Authenticator>().AddSingleton<SubmissionRate>();
        services.AddSingleton<LedgerStore>().AddSingleton<RecomputeQueue>().AddSingleton<RecomputeFailures>().AddSingleton<PoisonQueue>().AddSingleton<ComputedYears>();
        services.AddSingleton<ClosingActStore>().AddSingleton<ClosingGate>().AddSingleton<MonthCloser>();
        services.AddSingleton<IReceivedTimes>(p => p.GetRequiredService<SubmissionStore>()).AddHostedService<ClosingGateWarmup>();
        services.AddSingleton<SubmissionStore>().AddSingleton<SimilarInitiatives>().AddSingleton<SubmissionDoor>().AddSingleton<FormMappings>().AddSingleton<FormPuller>();
        services.AddGraph(configuration).AddDrops(configuration).AddReminders(configuration);
        services.AddSingleton<TopicYearStore>().AddSingleton<ClosingStore>().AddSingleton<YearFiguresReader>().AddSingleton<DimensionPublisher>();
        services.AddSingleton<Recomputation>().AddSingleton<PublishedIndicators>().AddSingleton<PublishedTables>().AddSingleton<RecomputeBacklog>();
        services.AddKeeping();
        services.AddSingleton<CompletenessPublisher>().AddSingleton<HandIns>().AddSingleton<History>().AddSingleton<RecentWarnings>().AddSingleton<Provenance>().AddSingleton<EntryTelling>().AddSingleton<KnownValues>();
        services.AddSingleton<ReportTextStore>().AddSingleton<ReportDataReader>().AddSingleton<FrozenReports>().AddSingleton<ReportDifferences>();
        services.AddSingleton<IReportFormat, ReportPage>().AddSingleton<IReportFormat, WordReport>().AddSingleton<IReportFormat, JsonReport>();
        services.AddSingleton<PackageWriter>();
        services.AddSingleton<FiguresOverview>().AddSingleton<Waiting>();
        services.AddSingleton<SubmissionReview>().AddSingleton<StandingInitiatives>().AddSingleton<SubmitFormReader>();
        return services;
    }
}
