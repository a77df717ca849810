using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>The semantic model of <c>powerbi/</c>, as its files say.</summary>
internal static partial class PowerBiModel
{
    /// <summary>
    /// The columns that Power Query adds to what is published, by table: days of the months, the day of an upload, the order of groups.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Added =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["dimdate"] = "date", ["factdrop"] = "receivedon", ["dimindicator"] = "categoryorder" };

    public static string Folder { get; } = Path.Combine(Repository.Root, "powerbi", "SmartToyonaka.SemanticModel", "definition");

    public static IReadOnlyList<TmdlNode> Tables { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "tables"), "*.tmdl").Order(StringComparer.Ordinal)
            .Select(f => Assert.Single(TmdlNode.Read(f)))];

    /// <summary>The model's table by the published one that it reads.</summary>
    public static TmdlNode Reading(string published) => Tables.Single(t => Source(t) == published);

    /// <summary>The published table that a table of the model reads.</summary>
    public static string Source(TmdlNode table) => PublishedName().Match(Query(table)).Groups[1].Value;

    /// <summary>The Power Query expression of a table.</summary>
    public static string Query(TmdlNode table) => Assert.Single(table.Of("partition"))["source"];

    /// <summary>Columns that come from the published table, by its names.</summary>
    public static IEnumerable<(string Published, TmdlNode Column)> PublishedColumns(TmdlNode table) =>
        table.Of("column").Where(c => c["sourceColumn"] is { Length: > 0 } source && source != Added.GetValueOrDefault(Source(table)))
            .Select(c => (c["sourceColumn"], c));

    public static IReadOnlyList<TmdlNode> File(params string[] path) => TmdlNode.Read(Path.Combine([Folder, .. path]));

    public static TmdlNode Column(string table, string column) => Table(table).Of("column").Single(c => c.Name == column);

    public static TmdlNode Table(string name) => Tables.Single(t => t.Name == name);

    public static TmdlNode Measure(string name) => Tables.SelectMany(t => t.Of("measure")).Single(m => m.Name == name);

    /// <summary>Both ends of every relationship: (from table, from column, to table, to column).</summary>
    public static IEnumerable<(string FromTable, string FromColumn, string ToTable, string ToColumn)> Relationships =>
        File("relationships.tmdl").Select(r =>
    {
        var (from, to) = (r["fromColumn"].Split('.'), r["toColumn"].Split('.'));
        return (from[0], from[1], to[0], to[1]);
    });

    [GeneratedRegex(@"Source = PublishedTable\(""(\w+)""\)")]
    private static partial Regex PublishedName();
}
