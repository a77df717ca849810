using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Measures;

/// <summary>How values of different months go together.</summary>
public enum MeasureKind
{
    /// <summary>A state at month end: the latest one holds.</summary>
    Stock,

    /// <summary>An amount of the month: months add up.</summary>
    Flow,

    /// <summary>Entries with a status of their own: the newest status of each holds.</summary>
    Register,
}

/// <summary>What is handed in: one line of the table of measures.</summary>
/// <param name="Id">The name in JSON, tables and keys.</param>
/// <param name="NameJa">The name a clerk knows.</param>
/// <param name="NameEn">The name in English.</param>
/// <param name="Kind">Stock, flow or register.</param>
/// <param name="Parts">The numbers that one figure consists of, in the order of forms.</param>
/// <param name="Topic">Measures of one topic are recomputed together, because an indicator needs both (overtime and staff).</param>
/// <param name="DropFolder">The folder of <c>drops</c> it comes by; null when it comes by form.</param>
/// <param name="ShareOfWhole">True when the first part is a share of the second and may not exceed it.</param>
public sealed record Measure(
    string Id,
    string NameJa,
    string NameEn,
    MeasureKind Kind,
    IReadOnlyList<string> Parts,
    string Topic,
    string? DropFolder = null,
    bool ShareOfWhole = false)
{
    /// <summary>What the catalogue says of the parts; nothing for a measure that it does not describe.</summary>
    public IReadOnlyList<MeasurePart> Details { get; init; } = [];

    /// <summary>Other names of it that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How it comes by file; null for those that come by form.</summary>
    public MeasureDrop? Drop { get; init; }

    /// <summary>The last fiscal year in which it is collected; null while it goes on.</summary>
    public int? Until { get; init; }

    /// <summary>True when an indicator adds it up since the programme began, though it comes by file.</summary>
    public bool IsCumulated { get; init; }

    /// <summary>True when it counts people.</summary>
    public bool IsHeadcount { get; init; }

    /// <summary>By what its numbers are told apart, in the order of the tables' columns.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>What its entries' statuses may be; null where it is no register.</summary>
    public MeasureRegister? Register { get; init; }

    /// <summary>True when its number is a time, kept in minutes.</summary>
    public bool IsTime => Drop is { IsTime: true };

    /// <summary>True when a fiscal year hands it on to the next; the others are computed year by year.</summary>
    public bool IsCarriedForward => DropFolder is null || IsCumulated;

    /// <summary>The category of a register's entries.</summary>
    public string Category => Id.StartsWith(MeasureRegister.Prefix, StringComparison.Ordinal) ? Id[MeasureRegister.Prefix.Length..] : Id;

    /// <summary>The dimension whose values are in a column of the tables, or null.</summary>
    public Dimension? In(DimensionColumn column) => Dimensions.FirstOrDefault(d => d.Column == column);

    /// <summary>
    /// The names of a number's dimensions, in Japanese and English; values that the catalogue no longer has by their ids.
    /// </summary>
    public IEnumerable<(string Ja, string En)> TermsOf(Dimensions d)
    {
        foreach (var (column, id) in new[] { (DimensionColumn.JobClass, d.JobClass), (DimensionColumn.WorkPattern, d.WorkPattern),
            (DimensionColumn.Reason, d.Reason) })
        {
            if (id.Length > 0)
            {
                var term = In(column)?.Term(id);
                yield return (term?.NameJa ?? id, term?.NameEn is { Length: > 0 } name ? name : id);
            }
        }
    }

    /// <summary>True when it is collected in a fiscal year.</summary>
    public bool IsCollectedIn(FiscalYear year) => !(Until < year.Value);

    /// <summary>True when one of its numbers is collected in a fiscal year.</summary>
    public bool CollectsIn(string part, FiscalYear year) =>
        Details.FirstOrDefault(p => p.Id == part) is not { } detail || (!(detail.From > year.Value) && !(detail.Until < year.Value));

    /// <summary>As it is handed in of a fiscal year: with the numbers that are collected in it.</summary>
    public Measure In(FiscalYear year)
    {
        var collected = Parts.Where(p => CollectsIn(p, year)).ToList();
        return collected.Count == Parts.Count ? this : this with
        {
            Parts = collected,
            ShareOfWhole = ShareOfWhole && Parts.Take(2).All(collected.Contains),
        };
    }

    /// <summary>With the numbers that have something to be compared with: those that were collected a fiscal year before as well.</summary>
    public Measure ComparedIn(FiscalYear year) => In(year).In(new FiscalYear(year.Value - 1));

    /// <summary>
    /// True when both have the same numbers, added up alike and handed in alike: the other's entries stay readable. Numbers may be added
    /// after the others, from a fiscal year on. Statuses and values of dimensions are terms: whether one may go depends on the entries.
    /// </summary>
    public bool MeansTheSameAs(Measure other) =>
        Id == other.Id && Kind == other.Kind && DropFolder == other.DropFolder && ShareOfWhole == other.ShareOfWhole
        && Topic == other.Topic && IsTime == other.IsTime && IsHeadcount == other.IsHeadcount
        && Dimensions.Select(d => (d.Id, d.Column)).SequenceEqual(other.Dimensions.Select(d => (d.Id, d.Column)))
        && Parts.Take(other.Parts.Count).SequenceEqual(other.Parts, StringComparer.Ordinal)
        && Parts.Skip(other.Parts.Count).All(p => Details.Any(d => d.Id == p && d.From is not null));
}

/// <summary>The words of parts for people.</summary>
public static class PartNames
{
    /// <summary>As the catalogue in effect names it.</summary>
    public static string Ja(string part) => MeasureRegistry.Current.Part(part)?.NameJa ?? part;

    /// <summary>The same in English.</summary>
    public static string En(string part) => MeasureRegistry.Current.Part(part)?.NameEn ?? part;
}
