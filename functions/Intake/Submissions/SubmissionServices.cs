using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Submissions by HTTP and from workbooks of Microsoft Forms.</summary>
public static class SubmissionServices
{
    /// <summary>Adds what checks and takes them. Needs the storage, ledger, reference data, periods, Graph and clock of the app.</summary>
    public static IServiceCollection AddSubmissions(this IServiceCollection services) => services
        .AddSingleton<SubmissionStore>()
        .AddSingleton<IPendingIntake>(services => services.GetRequiredService<SubmissionStore>())
        .AddSingleton<SimilarInitiatives>()
        .AddSingleton<PeerValuesReader>()
        .AddSingleton<PriorValuesReader>()
        .AddSingleton<SubmissionRecorder>()
        .AddSingleton<SubmissionContextReader>()
        .AddSingleton<RepeatedSubmissions>()
        .AddSingleton<SubmissionService>()
        .AddSingleton<IUnfinishedWork, SubmissionResumption>()
        .AddSingleton<SubmissionPreview>()
        .AddSingleton<FileSubmissions>()
        .AddSingleton<FormMappings>()
        .AddSingleton<FormAnswerIntake>()
        .AddSingleton<FormPullStore>()
        .AddSingleton<FormPuller>();
}
