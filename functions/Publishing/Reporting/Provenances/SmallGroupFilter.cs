using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>
/// Which numbers about people a viewer may see who is neither an administrator nor of the section: exactly those that
/// <c>factfigure</c> publishes. What was corrected since, or has not been published yet, is not among them.
/// </summary>
/// <param name="published">Key of a row within its measure, and the number.</param>
public sealed class SmallGroupFilter(IReadOnlySet<(string Measure, string Key, long Value)> published)
{
    /// <summary>Withholds nothing.</summary>
    public static SmallGroupFilter Open { get; } = new(new HashSet<(string, string, long)>()) { IsOpen = true };

    private bool IsOpen { get; init; }

    /// <summary>True for measures that speak of groups of people.</summary>
    public static bool Concern(string measure) => MeasureRegistry.Current.IsOfPeople(measure);

    /// <summary>True when a number may be shown.</summary>
    public bool Show(Observation o, FigureCell cell) => IsOpen || !Concern(o.Measure)
        || published.Contains((o.Measure, FigureRows.Key(o, cell), cell.Value));

    /// <summary>Reads what is published of some measures and years.</summary>
    public static async Task<SmallGroupFilter> ReadAsync(StorageAccount storage,
        IEnumerable<(string Measure, FiscalYear Year)> partitions, CancellationToken cancel)
    {
        var table = storage.Table(TableNames.FactFigure);
        var rows = await Task.WhenAll(partitions.Where(p => Concern(p.Measure))
            .Select(async p => (p.Measure, Rows: await table.ListAsync(FigureRows.Partition(p.Measure, p.Year), cancel: cancel))));
        return new(rows.SelectMany(r => r.Rows.Where(row => row.Flag("hasvalue")).Select(row => (r.Measure, row.Key, row.Long("value"))))
            .ToHashSet());
    }
}
