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
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Word;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Publishing.Tables;
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
        services.AddSingleton<CredentialStore>().AddSingleton<FailedSignInLimiter>().AddSingleton<Authenticator>().AddSingleton<SubmissionRateLimiter>();
        services.AddSingleton<LedgerStore>().AddSingleton<WaitingEntries>().AddSingleton<RecomputeQueue>().AddSingleton<RecomputeFailures>().AddSingleton<PoisonQueue>().AddSingleton<ComputedYears>();
        services.AddSingleton<PeriodChangeStore>().AddSingleton<ClosingGate>().AddSingleton<PeriodCloser>();
        services.AddSingleton<IPendingIntake>(p => p.GetRequiredService<SubmissionStore>()).AddHostedService<ClosingGateWarmup>();
        services.AddSingleton<SubmissionStore>().AddSingleton<SimilarInitiatives>().AddSingleton<PriorValuesReader>().AddSingleton<SubmissionRecorder>().AddSingleton<SubmissionService>();
        services.AddSingleton<ReviewDecisionStore>().AddSingleton<ReviewService>().AddSingleton<FormMappings>().AddSingleton<FormPuller>();
        services.AddGraph(configuration).AddDrops(configuration).AddReminders(configuration);
        services.AddSingleton<TopicYearStore>().AddSingleton<YearOpening>().AddSingleton<CarryForwardStore>().AddSingleton<YearFiguresReader>().AddSingleton<DimensionPublisher>();
        services.AddSingleton<IndicatorRecomputer>().AddSingleton<PublishedIndicators>().AddSingleton<PublishedTables>().AddSingleton<RecomputeBacklog>();
        services.AddMaintenance();
        services.AddSingleton<CompletenessPublisher>().AddSingleton<DueFigures>().AddSingleton<History>().AddSingleton<RecentWarnings>().AddSingleton<Provenance>().AddSingleton<EntryExplainer>().AddSingleton<AvailableValues>();
        services.AddSingleton<ReportTextStore>().AddSingleton<ReportDataReader>().AddSingleton<FrozenReports>().AddSingleton<ReportDifferences>();
        services.AddSingleton<IReportFormat, ReportPage>().AddSingleton<IReportFormat, WordReport>().AddSingleton<IReportFormat, JsonReport>();
        services.AddSingleton<PackageWriter>();
        services.AddSingleton<FiguresOverview>().AddSingleton<OpenItems>();
        services.AddSingleton<SubmissionPreview>().AddSingleton<CurrentInitiatives>().AddSingleton<SubmitFormReader>();
        return services;
    }
}
