using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Tests.Triggers.Http;

namespace SmartToyonaka.Tests.Publishing.Tables;

/// <summary>The tables that Power BI reads: every column in every row, one type for ever.</summary>
public sealed class PublishedTablesTests(GetIndicatorsTests.AppFixture filled) : IClassFixture<GetIndicatorsTests.AppFixture>
{
    private RunningApp App => filled.App;

    public static TheoryData<string, string> Columns => new()
    {
        {
            TableNames.FactIndicator,
            "indicatorid:String basis:String status:String fiscalyear:Int32 monthkey:Int32 monthstart:DateTimeOffset hasvalue:Boolean "
                + "value:Double text:String numerator:Double denominator:Double "
            + "unit:String hastarget:Boolean target:Double targetmet:Boolean isheadline:Boolean reason:String unitsreported:Int64 "
            + "unitsexpected:Int64 isfinal:Boolean asof:DateTimeOffset "
            + "rulesversion:String computedat:DateTimeOffset"
        },
        {
            TableNames.FactFigure,
            "measure:String departmentcode:String monthkey:Int32 monthstart:DateTimeOffset fiscalyear:Int32 jobclass:String "
                + "workpattern:String reason:String part:String value:Int64 status:String "
            + "source:String receivedat:DateTimeOffset"
        },
        { TableNames.FactInitiative,
            "category:String name:String departmentcode:String partners:String status:String monthkey:Int32 fiscalyear:Int32 "
                + "countstowardtarget:Boolean note:String" },
        { TableNames.DimIndicator, "indicatorid:String nameja:String nameen:String category:String order:Int32 unit:String target:Double" },
        { TableNames.DimDepartment, "departmentcode:String name:String bureaucode:String bureauname:String validfrom:Int32 validto:Int32" },
        { TableNames.DimDate, "monthkey:Int32 monthstart:DateTimeOffset fiscalyear:Int32 fiscalmonth:Int32 monthja:String "
            + "fiscalyearja:String" },
        { TableNames.DimMeasure, "measure:String nameja:String nameen:String order:Int32" },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Every_column_is_in_every_row_with_one_type(string table, string columns)
    {
        var rows = await App.RowsAsync(table);
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var types = row.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value.GetType().Name);
            foreach (var column in columns.Split(' ').Select(c => c.Split(':')))
            {
                Assert.True(types.TryGetValue(column[0], out var type), $"{table} {row.RowKey}: {column[0]} is missing.");
                Assert.True(type == column[1], $"{table} {row.RowKey}: {column[0]} is {type}.");
            }

            // Also what the contract does not name stays the same in every row.
            Assert.Equal(rows[0].Select(c => c.Key).Order(StringComparer.Ordinal), row.Select(c => c.Key).Order(StringComparer.Ordinal));
            Assert.All(row.Keys.Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"]), name =>
                Assert.Equal(name.ToLowerInvariant(), name));
        }
    }

    [Fact]
    public async Task Months_are_midnight_in_utc_and_agree_with_their_keys()
    {
        foreach (var row in (await App.RowsAsync(TableNames.FactIndicator)).Concat(await App.RowsAsync(TableNames.FactFigure))
            .Concat(await App.RowsAsync(TableNames.DimDate)))
        {
            var start = row.GetDateTimeOffset("monthstart")!.Value;
            Assert.Equal(new DateTimeOffset(start.Year, start.Month, 1, 0, 0, 0, TimeSpan.Zero), start);
            Assert.Equal(row.GetInt32("monthkey"), start.Year * 100 + start.Month);
            Assert.Equal(row.GetInt32("fiscalyear"), start.Month >= 4 ? start.Year : start.Year - 1);
        }
    }

    [Fact]
    public async Task What_has_no_number_has_zero_and_a_reason()
    {
        var rows = await App.RowsAsync(TableNames.FactIndicator);
        Assert.Contains(rows, r => r.GetBoolean("hasvalue") == false);
        Assert.All(rows.Where(r => r.GetBoolean("hasvalue") == false), r =>
        {
            Assert.Equal(0.0, r.GetDouble("value"));
            Assert.Equal("", r.GetString("text"));
            Assert.NotEmpty(r.GetString("reason"));
            Assert.False(r.GetBoolean("targetmet"));
        });
    }

    [Fact]
    public async Task One_indicator_and_fiscal_year_is_one_partition_that_fits_one_transaction()
    {
        var rows = await App.RowsAsync(TableNames.FactIndicator);
        Assert.All(rows.GroupBy(r => r.PartitionKey), g =>
        {
            Assert.Single(g.Select(r => (r.GetString("indicatorid"), r.GetInt32("fiscalyear"))).Distinct());
            Assert.InRange(g.Count(), 1, 100);
        });
        Assert.Equal(rows.Count,
            rows.Select(r => (r.GetString("indicatorid"), r.GetString("basis"), r.GetString("status"), r.GetInt32("monthkey"))).Distinct()
                .Count());
    }

    [Fact]
    public async Task The_figures_are_the_newest_ones_and_name_their_submission()
    {
        var rows = await App.RowsAsync(TableNames.FactFigure);
        var members = Assert.Single(rows, r => r.GetString("measure") == "platform_members" && r.GetInt32("monthkey") == 202106);
        Assert.Equal(12L, members.GetInt64("value"));
        Assert.Equal(("0213", "count", "actual"),
            (members.GetString("departmentcode"), members.GetString("part"), members.GetString("status")));
        Assert.StartsWith("submission:", members.GetString("source"), StringComparison.Ordinal);
        Assert.Equal(DateTimeOffset.Parse("2021-09-15T14:30:00Z", System.Globalization.CultureInfo.InvariantCulture),
            members.GetDateTimeOffset("receivedat"));
    }

    [Fact]
    public async Task Every_key_of_a_fact_is_in_its_dimension()
    {
        var indicators = await KeysAsync(TableNames.DimIndicator, r => r.GetString("indicatorid"));
        var measures = await KeysAsync(TableNames.DimMeasure, r => r.GetString("measure"));
        var departments = await KeysAsync(TableNames.DimDepartment, r => r.GetString("departmentcode"));
        var months = await KeysAsync(TableNames.DimDate, r => r.GetInt32("monthkey"));
        Assert.All(await App.RowsAsync(TableNames.FactIndicator), r =>
            Assert.True(indicators.Contains(r.GetString("indicatorid")) && months.Contains(r.GetInt32("monthkey"))));
        Assert.All(await App.RowsAsync(TableNames.FactFigure), r => Assert.True(measures.Contains(r.GetString("measure"))
            && departments.Contains(r.GetString("departmentcode")) && months.Contains(r.GetInt32("monthkey"))));
        Assert.All(await App.RowsAsync(TableNames.FactInitiative), r => Assert.Contains(r.GetString("departmentcode"), departments));
    }

    private async Task<HashSet<T>> KeysAsync<T>(string table, Func<TableEntity, T> key) => [.. (await App.RowsAsync(table)).Select(key)];
}
