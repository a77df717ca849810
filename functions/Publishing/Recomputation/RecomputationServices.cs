using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>From the ledger to the published values.</summary>
public static class RecomputationServices
{
    /// <summary>
    /// Adds what computes, and what reads the results. Needs the storage, ledger, all intake, completeness and tables of the app.
    /// </summary>
    public static IServiceCollection AddRecomputation(this IServiceCollection services) => services
        .AddSingleton<TopicYearStore>()
        .AddSingleton<CarryForwardStore>()
        .AddSingleton<OtherTopicsReader>()
        .AddSingleton<YearFiguresReader>()
        .AddSingleton<TopicYearReader>()
        .AddSingleton<PublishedRowsWriter>()
        .AddSingleton<CarryForwardRecorder>()
        .AddSingleton<TopicYearComputer>()
        .AddSingleton<IndicatorRecomputer>()
        .AddSingleton<PublishedIndicators>()
        .AddSingleton<YearOpening>()
        .AddSingleton<RecomputeBacklog>();
}
