using SmartToyonaka.Reference;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Publishing;

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

            await Task.WhenAll(
                Publish(TableNames.DimIndicator, DimensionRows.Indicators(reference.Catalogue)),
                Publish(TableNames.DimMeasure, DimensionRows.Measures()),
                Publish(TableNames.DimDepartment, DimensionRows.Departments(reference.Register)),
                Publish(TableNames.DimDate, DimensionRows.Dates()));
            published = reference.Version;
        }
        finally
        {
            one.Release();
        }

        Task Publish(string table, IReadOnlyList<Row> rows) => TablePublisher.PublishAsync(storage.Table(table), DimensionRows.Partition, rows, cancel);
    }
}
