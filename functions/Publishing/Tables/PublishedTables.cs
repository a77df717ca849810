using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>
/// Reads published tables as they are, row by row, for downloads. Only whole partitions are read, never a column that is no key.
/// </summary>
public sealed class PublishedTables(StorageAccount storage, ReferenceData reference)
{
    /// <summary>Tables of which a partition is a fiscal year, so that a download is of one year.</summary>
    public static IReadOnlySet<string> ByFiscalYear { get; } = new HashSet<string>(StringComparer.Ordinal) { TableNames.FactIndicator,
        TableNames.FactBureau, TableNames.FactFigure, TableNames.FactCompleteness };

    /// <summary>The rows of a table.</summary>
    /// <param name="table">One of <see cref="TableNames.Published"/>.</param>
    /// <param name="year">The fiscal year; null for all of a table that is not kept by year.</param>
    /// <param name="mayShow">Whether the rows of a department are shown; asked only where rows are a department's.</param>
    /// <param name="cancel">Stops reading.</param>
    public async IAsyncEnumerable<Row> ReadAsync(string table, FiscalYear? year, Func<string, bool> mayShow,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var columns = PublishedColumns.Of[table];
        var isOfDepartments = table.StartsWith("fact", StringComparison.Ordinal) && columns.Any(c => c.Name == "departmentcode");
        var isOfYear = !ByFiscalYear.Contains(table) && year is not null;
        foreach (var partition in await PartitionsAsync(table, year, cancel))
        {
            await foreach (var row in storage.Table(table).ReadAsync(partition, cancel: cancel))
            {
                if ((!isOfDepartments || mayShow(row.Text("departmentcode"))) && (!isOfYear || row.Int("fiscalyear") == year!.Value.Value))
                {
                    yield return row;
                }
            }
        }
    }

    private async Task<IEnumerable<string>> PartitionsAsync(string table, FiscalYear? year, CancellationToken cancel) => table switch
    {
        TableNames.FactIndicator or TableNames.FactBureau =>
            (await reference.GetAsync(cancel)).Catalogue.Indicators.Select(i => IndicatorRows.Partition(i.Id, year!.Value)),
        TableNames.FactFigure => MeasureRegistry.Current.All.Where(m => m.Kind != MeasureKind.Register)
            .Select(m => FigureRows.Partition(m.Id, year!.Value)),
        TableNames.FactCompleteness => MeasureRegistry.Current.All.Where(m => m.Kind != MeasureKind.Register)
            .Select(m => CompletenessRows.Partition(m.Id, year!.Value)),
        TableNames.FactInitiative => MeasureRegistry.Current.Registers.Select(m => m.Category),
        TableNames.FactDrop => MeasureRegistry.Current.All.Select(m => m.DropFolder).OfType<string>(),
        _ => [DimensionRows.Partition],
    };
}
