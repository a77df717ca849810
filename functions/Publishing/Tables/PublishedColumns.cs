using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    Text,
    Flag,
    Whole,
    Number,

    /// <summary>A day, held as midnight UTC.</summary>
    Day,

    /// <summary>An instant, UTC.</summary>
    Instant,
}

/// <summary>One column of a published table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Only">The flag without which what it holds is no number; null where it always is one.</param>
/// <param name="IsLong">Of a <see cref="ColumnKind.Whole"/>: true for 64 bits, false for 32.</param>
public sealed record PublishedColumn(string Name, ColumnKind Kind, string? Only = null, bool IsLong = false);

/// <summary>The columns of the published tables in the order of <c>docs/powerbi-tables.md</c>; a test compares them.</summary>
public static class PublishedColumns
{
    /// <summary>The columns of each table.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<PublishedColumn>> Of
    {
        get;
    } = new Dictionary<string, IReadOnlyList<PublishedColumn>>(StringComparer.Ordinal)
    {
        [TableNames.FactIndicator] =
        [
            Text("indicatorid"), Text("basis"), Text("status"), Whole("fiscalyear"), Whole("monthkey"), Day("monthstart"),
                Flag("hasvalue"), Number("value", "hasvalue"), Text("text"),
            Flag("hasnumerator"), Number("numerator", "hasnumerator"), Flag("hasdenominator"), Number("denominator", "hasdenominator"),
                Text("unit"), Flag("hastarget"), Number("target", "hastarget"),
            new("targetmet", ColumnKind.Flag, "hastarget"), Flag("isheadline"), Text("reason"), Text("reasoncode"),
                Long("unitsreported"), Long("unitsexpected"), Flag("isfinal"), Day("asof"), Flag("carried"), Long("heldvalues"),
            Text("rulesversion"), Instant("computedat"),
        ],
        [TableNames.FactBureau] =
        [
            Text("indicatorid"), Text("bureaucode"), Text("bureauname"), Text("basis"), Whole("fiscalyear"), Whole("monthkey"),
                Day("monthstart"), Flag("hasvalue"), Number("value", "hasvalue"), Text("text"),
            Flag("hasnumerator"), Number("numerator", "hasnumerator"), Flag("hasdenominator"), Number("denominator", "hasdenominator"),
                Text("unit"), Text("reason"), Text("reasoncode"),
            Whole("basefiscalyear"), Flag("hasbasevalue"), Number("basevalue", "hasbasevalue"), Flag("haschange"),
                Number("change", "haschange"), Text("changetext"), Text("changeunit"),
            Text("changereason"), Text("changereasoncode"), Text("predecessors"), Long("unitsreported"), Long("unitsexpected"),
                Flag("isfinal"), Text("rulesversion"), Instant("computedat"),
        ],
        [TableNames.FactFigure] =
        [
            Text("measure"), Text("departmentcode"), Whole("monthkey"), Day("monthstart"), Whole("fiscalyear"), Text("jobclass"),
                Text("workpattern"), Text("reason"), Text("part"),
            Flag("hasvalue"), Long("value", "hasvalue"), Text("withheld"), Text("status"), Text("source"), Instant("receivedat"),
        ],
        [TableNames.FactInitiative] =
        [
            Text("category"), Text("name"), Text("departmentcode"), Text("partners"), Text("status"), Whole("monthkey"),
                Day("monthstart"), Whole("fiscalyear"), Flag("countstowardtarget"), Text("note"),
        ],
        [TableNames.FactCompleteness] =
        [
            Text("departmentcode"), Text("measure"), Whole("monthkey"), Day("monthstart"), Whole("fiscalyear"), Text("state"),
                Day("dueon"), Flag("dueprovisional"), Flag("hasreceived"),
            Instant("receivedat", "hasreceived"),
        ],
        [TableNames.FactDrop] = [Text("folder"), Text("file"), Text("state"), Long("rowsread"), Long("rowstaken"), Long("rowsheld"),
            Long("warnings"), Instant("receivedat")],
        [TableNames.DimIndicator] =
        [
            Text("indicatorid"), Text("nameja"), Text("nameen"), Text("category"), Text("categoryja"), Text("categoryen"), Whole("order"),
                Text("unit"), Text("uniten"), Whole("decimals"),
            Flag("hastarget"), Number("target", "hastarget"), Text("targetkind"), Text("headlinebasis"),
        ],
        [TableNames.DimDepartment] =
        [
            Text("departmentcode"), Text("name"), Text("bureaucode"), Text("bureauname"), Whole("validfrom"), Whole("validto"),
                Flag("iscurrent"), Text("successors"), Flag("ishospitalmedical"),
        ],
        [TableNames.DimDate] =
        [
            Whole("monthkey"), Day("monthstart"), Whole("year"), Whole("month"), Whole("fiscalyear"), Whole("fiscalmonth"),
                Whole("fiscalquarter"), Text("monthja"), Text("fiscalyearja"),
        ],
        [TableNames.DimMeasure] = [Text("measure"), Text("nameja"), Text("nameen"), Text("kind"), Text("comesby"), Whole("order")],
    };

    private static PublishedColumn Text(string name) => new(name, ColumnKind.Text);

    private static PublishedColumn Flag(string name) => new(name, ColumnKind.Flag);

    private static PublishedColumn Whole(string name) => new(name, ColumnKind.Whole);

    private static PublishedColumn Long(string name, string? only = null) => new(name, ColumnKind.Whole, only, IsLong: true);

    private static PublishedColumn Number(string name, string? only = null) => new(name, ColumnKind.Number, only);

    private static PublishedColumn Day(string name) => new(name, ColumnKind.Day);

    private static PublishedColumn Instant(string name, string? only = null) => new(name, ColumnKind.Instant, only);
}
