using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>Computes one topic and fiscal year from the ledger and publishes it.</summary>
public sealed class TopicYearComputer(
    TopicYearReader reader, CarryForwardRecorder recorder, PublishedRowsWriter writer, PeriodChangeStore periodChanges,
    ReferenceData referenceData, DimensionPublisher dimensions, CompletenessPublisher completeness)
{
    private const int MaxAttempts = 5;

    /// <summary>Publishes the dimensions of new reference data.</summary>
    public async Task PublishDimensionsAsync(CancellationToken cancel) =>
        await dimensions.EnsureAsync(await referenceData.GetNewestAsync(cancel), cancel);

    /// <summary>How many rows were written; null when other instances recorded computations in each attempt.</summary>
    /// <param name="topicYear">What to compute.</param>
    /// <param name="coming">What the same request computes next, and is not to be requested again.</param>
    /// <param name="cancel">Stops it between two steps.</param>
    public async Task<int?> ComputeAsync(TopicYear topicYear, IReadOnlyCollection<TopicYear> coming, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var known = await reader.RegisterAsync(topicYear, cancel);
            var state = known.First(s => s.TopicYear == topicYear);
            var reference = await referenceData.GetNewestAsync(cancel);
            await dimensions.EnsureAsync(reference, cancel);

            var closed = periodChanges.ReadAsync(topicYear.Year, cancel);
            var (figures, said, builtOn, elsewhere) = await reader.ReadAsync(topicYear, known, reference, cancel);
            var handIns = Task.WhenAll(MeasureRegistry.Current.OfTopic(topicYear.Topic).Where(m => m.Kind != MeasureKind.Register)
                .Select(m => completeness.PublishAsync(m.Id, topicYear.Year, said, reference, cancel)));
            var written = await writer.WriteAsync(topicYear, figures, await closed, reference, cancel);
            await handIns;
            if (await recorder.RecordAsync(
                topicYear, coming, known, state with { BuiltOn = builtOn, Elsewhere = elsewhere }, figures, reference, cancel))
            {
                return written;
            }
        }

        return null;
    }
}
