using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>Writes the published rows of a topic and year, only those that differ.</summary>
public sealed class PublishedRowsWriter(StorageAccount storage, TimeProvider clock)
{
    /// <summary>Publishes a topic and year; gives how many rows were written.</summary>
    public async Task<int> WriteAsync(TopicYear topicYear, YearFigures figures, ClosedMonths closed, ReferenceSnapshot reference,
        CancellationToken cancel) =>
        (await Task.WhenAll(PublishedRows.Of(topicYear, figures, closed, reference, clock.GetUtcNow()).Select(p => WriteAsync(p, cancel))))
            .Sum(rows => rows.Count);

    /// <summary>Publishes one partition; gives the rows that differed and were written.</summary>
    public Task<IReadOnlyList<Row>> WriteAsync(PublishedPartition p, CancellationToken cancel) =>
        TablePublisher.PublishAsync(storage.Table(p.Table), p.Partition, p.Rows, cancel);
}
