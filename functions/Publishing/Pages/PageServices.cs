using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Pages.TaskLists;
using SmartToyonaka.Publishing.Pages.Uploads;
using SmartToyonaka.Publishing.Reporting.Annual;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The pages.</summary>
public static class PageServices
{
    /// <summary>Adds what gathers and writes them.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<SubmitFormReader>()
        .AddSingleton<TaskListReader>()
        .AddSingleton<UploadTemplates>()
        .AddSingleton<ReportPage>()
        .AddSingleton<IReportFormat>(services => services.GetRequiredService<ReportPage>());
}
