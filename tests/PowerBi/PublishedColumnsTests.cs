using System.Text.RegularExpressions;
using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Sample;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>
/// The contract: what the model reads, what docs/powerbi-tables.md says and what is in the tables after the sample are one and the same.
/// </summary>
[Collection(SampleRun.Collection)]
public sealed partial class PublishedColumnsTests(SampleRun sample)
{
    public static TheoryData<string> Published => [.. TableNames.Published];

    [Fact]
    public void Every_published_table_is_read_by_one_table_of_the_model() =>
        Assert.Equal(TableNames.Published.Order(StringComparer.Ordinal), PowerBiModel.Tables.Select(PowerBiModel.Source)
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Published))]
    public void The_model_has_the_columns_of_the_document(string table) =>
        AssertSame(table, PublishedTableTests.Documented[table].Select(c => (c.Column, c.Type)), "docs/powerbi-tables.md");

    [Theory]
    [MemberData(nameof(Published))]
    public async Task The_model_has_the_columns_that_the_sample_left_in_the_storage(string table)
    {
        var rows = await new TableClient(sample.Storage, table).QueryAsync<TableEntity>().ToListAsync();
        Assert.NotEmpty(rows);
        foreach (var columns in rows.Select(r => r.Where(c => c.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
            .Select(c => (c.Key, Edm(c.Value)))
            .OrderBy(c => c.Key, StringComparer.Ordinal).ToList()).DistinctBy(c => string.Join(' ', c)))
        {
            AssertSame(table, columns, "the storage after the sample");
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void The_query_names_its_columns_and_types_itself(string table)
    {
        var node = PowerBiModel.Reading(table);
        var query = PowerBiModel.Query(node);
        var columns = PowerBiModel.PublishedColumns(node).ToList();

        Assert.Equal(columns.Select(c => c.Published), Names().Matches(Selected().Match(query).Groups[1].Value)
            .Select(m => m.Groups[1].Value));
        Assert.Equal(
            columns.Select(c => (c.Published, c.Column["dataType"])),
            Types().Matches(Typed().Match(query).Groups[1].Value).Select(m => (m.Groups[1].Value, DataType(m.Groups[2].Value))));

        // Every time goes from UTC to Japan before it becomes a date.
        Assert.Equal(columns.Where(c => c.Column["dataType"] == "dateTime").Select(c => c.Published), InJapan().Matches(query)
            .Select(m => m.Groups[1].Value));
    }

    private static void AssertSame(string table, IEnumerable<(string Column, string Edm)> truth, string where)
    {
        var node = PowerBiModel.Reading(table);
        var model = PowerBiModel.PublishedColumns(node).Select(c => $"{c.Published}: {c.Column["dataType"]}").Order(StringComparer.Ordinal)
            .ToList();
        var wanted = truth.Select(c => $"{c.Column}: {DataTypeOf(c.Edm)}").Order(StringComparer.Ordinal).ToList();
        Assert.True(model.SequenceEqual(wanted), $"""
            powerbi/…/tables/{node.Name}.tmdl does not have the columns of {table} as in {where}.
            Only in the model: {string.Join(", ", model.Except(wanted))}
            Only in {where}: {string.Join(", ", wanted.Except(model))}
            To mend: a column has a block "column" with dataType and sourceColumn, its name in both lists of the table's query (SelectColumns, TransformColumnTypes),
            a caption in cultures/en-US.tmdl, and a row in docs/powerbi-tables.md; a new table has a file in tables/, a "ref table" in model.tmdl and its relationships.
            """);
    }

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

    // Power BI has one whole number and one time.
    private static string DataTypeOf(string edm) => edm switch
    {
        "Edm.String" => "string",
        "Edm.Boolean" => "boolean",
        "Edm.Int32" or "Edm.Int64" => "int64",
        "Edm.Double" => "double",
        "Edm.DateTime" => "dateTime",
        _ => $"none for {edm}",
    };

    private static string DataType(string m) => m switch
    {
        "type text" => "string",
        "type logical" => "boolean",
        "Int64.Type" => "int64",
        "type number" => "double",
        "type date" or "type datetime" => "dateTime",
        _ => $"none for {m}",
    };

    [GeneratedRegex(@"Columns = Table\.SelectColumns\(\s*Source,\s*\{([^}]*)\}\s*\)")]
    private static partial Regex Selected();

    [GeneratedRegex(@"Typed = Table\.TransformColumnTypes\(\s*\w+,\s*\{([\s\S]*?)\s\},\s*""en-US""\s*\)")]
    private static partial Regex Typed();

    [GeneratedRegex(@"\{""(\w+)"", JapanTime\}")]
    private static partial Regex InJapan();

    [GeneratedRegex(@"""(\w+)""")]
    private static partial Regex Names();

    [GeneratedRegex(@"\{""(\w+)"", ([\w. ]+)\}")]
    private static partial Regex Types();
}
