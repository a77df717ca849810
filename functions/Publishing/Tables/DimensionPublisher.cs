using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Publishes the dimension tables, once for each version of the reference data that this instance sees.</summary>
public sealed class DimensionPublisher(StorageAccount storage)
{
    private readonly SemaphoreSlim one = new(1, 1);
    private string published = "";

    public async Task EnsureAsync(ReferenceSnapshot reference, CancellationToken cancel)
    {
        if (published == reference.Version)
        {
            return;
        }

        await one.WaitAsync(cancel);
        try
        {
            if (published == reference.Version)
            {
                return;
            }

            await Task.WhenAll(Rows(reference)
                .Select(p => TablePublisher.PublishAsync(storage.Table(p.Table), p.Partition, p.Rows, cancel)));
            published = reference.Version;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>What the dimension tables hold by some reference data.</summary>
    public static IReadOnlyList<PublishedPartition> Rows(ReferenceSnapshot reference) =>
    [
        new(TableNames.DimIndicator, DimensionRows.Partition, DimensionRows.Indicators(reference.Catalogue)),
        new(TableNames.DimMeasure, DimensionRows.Partition, DimensionRows.Measures()),
        new(TableNames.DimDepartment, DimensionRows.Partition, DimensionRows.Departments(reference.Register)),
        new(TableNames.DimDate, DimensionRows.Partition, DimensionRows.Dates()),
    ];
}
