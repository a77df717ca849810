using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Publishes the dimension tables, once for each version of the reference data that this instance sees.</summary>
public sealed class DimensionPublisher(StorageAccount storage, TimeProvider clock)
{
    private readonly SemaphoreSlim one = new(1, 1);
    private string published = "";

    public async Task EnsureAsync(ReferenceSnapshot reference, CancellationToken cancel)
    {
        // Names and targets may be others from a fiscal year on.
        var year = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).FiscalYear;
        var version = reference.Version + year;
        if (published == version)
        {
            return;
        }

        await one.WaitAsync(cancel);
        try
        {
            if (published == version)
            {
                return;
            }

            await Task.WhenAll(Rows(reference, year)
                .Select(p => TablePublisher.PublishAsync(storage.Table(p.Table), p.Partition, p.Rows, cancel)));
            published = version;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>What the dimension tables hold by some reference data in a fiscal year.</summary>
    public static IReadOnlyList<PublishedPartition> Rows(ReferenceSnapshot reference, FiscalYear year) =>
    [
        new(TableNames.DimIndicator, DimensionRows.Partition, DimensionRows.Indicators(reference.Catalogue.In(year))),
        new(TableNames.DimMeasure, DimensionRows.Partition, DimensionRows.Measures(reference.Catalogue.MeasureSet)),
        new(TableNames.DimDepartment, DimensionRows.Partition, DimensionRows.Departments(reference.Register)),
        new(TableNames.DimDate, DimensionRows.Partition, DimensionRows.Dates()),
    ];
}
