using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Tables;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>docs/powerbi-tables.md names the tables, columns and types that the program writes.</summary>
public sealed partial class PublishedTableTests
{
    /// <summary>The tables and columns of the document, in its order.</summary>
    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<(string Column, string Type, string Meaning)>> Documented = Read();

    [Fact]
    public void The_document_has_the_published_tables_in_their_order() => Assert.Equal(TableNames.Published, Documented.Keys);

    [Fact]
    public void Downloads_have_the_columns_of_the_document() => Assert.Equal(
        Documented.SelectMany(t => t.Value.Select(c => $"{t.Key}.{c.Column}: {c.Type}")),
        TableNames.Published.SelectMany(t =>
            PublishedColumns.Of[t].Select(c => $"{t}.{c.Name}: {Edm(c)}")));

    public static TheoryData<string> Built => [.. Rows.Select(r => r.Key).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Built))]
    public void The_columns_of_a_table_are_those_of_the_document(string table) => Assert.All(Rows[table], row =>
        Assert.Equal(Documented[table].Select(c => $"{c.Column}: {c.Type}"), row.Columns.Select(c => $"{c.Key}: {Edm(c.Value)}")));

    // What the contract (4.1) promises to whoever reads the tables.
    [Theory]
    [InlineData("factindicator",
        "indicatorid basis status fiscalyear monthkey monthstart hasvalue value text numerator denominator unit hastarget target "
            + "targetmet isheadline reason unitsreported unitsexpected isfinal asof rulesversion computedat")]
    [InlineData("factfigure",
        "measure departmentcode monthkey monthstart fiscalyear jobclass workpattern reason part value status source receivedat")]
    [InlineData("factinitiative", "category name departmentcode partners status monthkey fiscalyear countstowardtarget note")]
    [InlineData("factcompleteness", "departmentcode measure monthkey fiscalyear state dueon receivedat")]
    [InlineData("factdrop", "folder file state rowsread rowstaken rowsheld receivedat")]
    public void The_contracts_columns_are_there(string table, string columns) =>
        Assert.Empty(columns.Split(' ').Except(Documented[table].Select(c => c.Column)));

    [Fact]
    public void A_column_of_one_name_has_one_type_and_every_column_is_explained()
    {
        // Two columns share a name and not a type or unit only where the contract names them so.
        var types = Documented.SelectMany(t => t.Value.Select(c => (Table: t.Key, c.Column, c.Type))).Where(c => c.Column != "value")
            .GroupBy(c => c.Column);

        Assert.All(types, t => Assert.Single(t.Select(c => c.Type).Distinct()));
        Assert.All(Documented.Values.SelectMany(t => t), c =>
        {
            Assert.Matches("^[a-z]+$", c.Column);
            Assert.NotEmpty(c.Meaning);
        });
    }

    /// <summary>One row or more of each table that has a builder; two kinds where a row may look different.</summary>
    private static readonly ILookup<string, Row> Rows = ((IEnumerable<(string Table, Row Row)>)
    [
        .. IndicatorValues().Select(v =>
            (TableNames.FactIndicator, IndicatorRows.From(ReferenceData.BuiltInCatalogue, v, ClosedMonths.None, TestData.Instant))),
        .. BureauCalculator.Compute(ReferenceData.BuiltInCatalogue, "e_approval_documents", new(
            new(2021), [], [TestData.Documents("0101", "2021-04", 1, 2)], [TestData.Documents("0101", "2019-04", 1, 2)],
                ReferenceData.BuiltInRegister))
            .Select(v => (TableNames.FactBureau, BureauRows.From(ReferenceData.BuiltInCatalogue, v, ClosedMonths.None, TestData.Instant))),
        .. FigureRows.Of(SmallStaff, SuppressedGroups.Of([SmallStaff], ReferenceData.BuiltInCatalogue))
            .Select(r => (TableNames.FactFigure, r)),
        .. FigureRows.Of(TestData.Figure("online_procedures", "0101", "2021-04", 3, 4), SuppressedGroups.None)
            .Select(r => (TableNames.FactFigure, r)),
        .. new[] { TestData.Initiative("ai", "0101", "2021-04", "あ") }.Select(o =>
            (TableNames.FactInitiative, FigureRows.Of(o.Initiative!, o))),
        (TableNames.FactDrop, DropRows.From("0x1",
            new("staff", "a.csv", DropState.Taken, 1, 1, 0, 1, 0, "UTF-8", TestData.Instant, [], [new(2, null, "jump", "あ")], []))),
        .. new DateTimeOffset?[] { null, TestData.Instant }.SelectMany(received =>
            new OwedFigures(ReferenceData.BuiltInCatalogue, ReferenceData.BuiltInRegister, new(ReferenceData.BuiltInHolidays))
            .Of("staff", new(2021), TestData.Month("2021-04"))
                .Select(o => (TableNames.FactCompleteness, CompletenessRows.From(o, received, TestData.Instant)))),
        .. DimensionRows.Indicators(ReferenceData.BuiltInCatalogue).Select(r => (TableNames.DimIndicator, r)),
        .. DimensionRows.Departments(ReferenceData.BuiltInRegister).Select(r => (TableNames.DimDepartment, r)),
        .. DimensionRows.Dates().Select(r => (TableNames.DimDate, r)),
        .. DimensionRows.Measures().Select(r => (TableNames.DimMeasure, r)),
    ]).ToLookup(x => x.Table, x => x.Row);

    private static Observation SmallStaff =>
        TestData.Staff("0101", "2021-04", ("hospital_medical", "regular", 3), ("hospital_medical", "fire_shift", 30));

    // With and without a value, a target, a denominator.
    private static IEnumerable<IndicatorValue> IndicatorValues() =>
        new[] { "online_procedures", "platform_members", "seal_abolitions" }.SelectMany(measure => IndicatorCalculator.Compute(
            ReferenceData.BuiltInCatalogue, measure,
            new(new(2021), [], [TestData.Figure(measure, "0101", "2021-06", 3, 4)], [], ReferenceData.BuiltInRegister)));

    private static string Edm(PublishedColumn column) => column.Kind switch
    {
        ColumnKind.Text => "Edm.String",
        ColumnKind.Flag => "Edm.Boolean",
        ColumnKind.Number => "Edm.Double",
        ColumnKind.Whole => column.IsLong ? "Edm.Int64" : "Edm.Int32",
        ColumnKind.Day or ColumnKind.Instant => "Edm.DateTime",
        _ => column.Kind.ToString(),
    };

    private static string Edm(object value) => value switch
    {
        string => "Edm.String",
        bool => "Edm.Boolean",
        int => "Edm.Int32",
        long => "Edm.Int64",
        double => "Edm.Double",
        DateTimeOffset => "Edm.DateTime",
        _ => value.GetType().Name,
    };

    private static Dictionary<string, IReadOnlyList<(string, string, string)>> Read()
    {
        var sections = SourceFiles.Text("docs", "powerbi-tables.md").ReplaceLineEndings("\n").Split("\n## ")[1..];
        return sections.ToDictionary(
            s => s[..s.IndexOf('\n', StringComparison.Ordinal)].Trim(),
            IReadOnlyList<(string, string, string)> (s) =>
                [.. Line().Matches(s).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value))],
            StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (Edm\.\w+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
