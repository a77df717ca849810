using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Editing;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;
using SmartToyonaka.Publishing.Reporting.Annual.Word;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Publishing.Reporting.Submissions;

namespace SmartToyonaka.Publishing.Reporting;

/// <summary>Overviews, history, provenance and the annual report.</summary>
public static class ReportingServices
{
    /// <summary>Adds what answers from the ledger and from what is published. Needs all that is taken in and computed.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<FiguresOverview>()
        .AddSingleton<BureauOverview>()
        .AddSingleton<OpenItems>()
        .AddSingleton<CurrentInitiatives>()
        .AddSingleton<History>()
        .AddSingleton<SubmissionHistory>()
        .AddSingleton<ReceiptReader>()
        .AddSingleton<RecentWarnings>()
        .AddSingleton<Provenance>()
        .AddSingleton<EntryExplainer>()
        .AddSingleton<AvailableValues>()
        .AddSingleton<ReportTextStore>()
        .AddSingleton<ReportDataReader>()
        .AddSingleton<FrozenReports>()
        .AddSingleton<IHousekeeping>(s => s.GetRequiredService<FrozenReports>())
        .AddSingleton<RangeReportReader>()
        .AddSingleton<ReportFormReader>()
        .AddSingleton<ReportTextEditor>()
        .AddSingleton<ReportTextWorkspace>()
        .AddSingleton<ReportDifferences>()
        .AddSingleton<IReportFormat, WordReport>()
        .AddSingleton<IReportFormat, JsonReport>();
}
