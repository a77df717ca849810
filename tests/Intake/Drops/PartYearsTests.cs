using System.Text;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.EndToEnd;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>A number of a drop that is collected from a fiscal year on, or to one: what files need, by the month of each row.</summary>
public sealed class PartYearsTests
{
    private const string Both = "年月,所属コード,所属名,職種,両面枚数,印刷枚数", One = "年月,所属コード,所属名,職種,両面枚数";

    [Theory]
    [InlineData("from", 2022, "2022-04", Both, "30,60", "30 60")]
    [InlineData("from", 2022, "2022-03", Both, "30,", "30")]
    [InlineData("from", 2022, "2022-03", Both, "30,20", "30")]
    [InlineData("from", 2022, "2022-03", One, "30", "30")]
    [InlineData("until", 2021, "2022-03", Both, "30,60", "30 60")]
    [InlineData("until", 2021, "2022-04", One, "30", "30")]
    [InlineData("until", 2021, "2022-04", Both, "30,取消", "30")]
    public async Task It_is_taken_in_its_years_and_not_looked_at_in_others(string end, int year, string month, string header, string cells,
        string figures)
    {
        var check = await CheckAsync(end, year, header, $"{month},0211,財政課,一般,{cells}");
        check.IsTaken();
        Assert.Equal(figures.Split(' ').Select(long.Parse), Assert.Single(check.Observations).Cells.Select(c => c.Value));
    }

    [Theory]
    [InlineData("from", 2022, "2022-04", One, "30", "missing")]
    [InlineData("from", 2022, "2022-04", Both, "30,20", "share_exceeds_whole")]
    [InlineData("until", 2021, "2022-03", Both, "30,", "missing")]
    public async Task In_its_years_it_is_asked_for_and_checked(string end, int year, string month, string header, string cells, string code)
    {
        var check = await CheckAsync(end, year, header, $"{month},0211,財政課,一般,{cells}");
        Assert.Empty(check.Observations);
        Assert.Contains(check.Receipt.Errors, e => e.Code == code);
    }

    [Fact]
    public async Task Rows_of_both_kinds_of_years_stand_in_one_file()
    {
        var check = await CheckAsync("from", 2022, Both, "2022-03,0211,財政課,一般,30,", "2022-04,0211,財政課,一般,31,60");
        check.IsTaken();
        Assert.Equal(["2022-03 double_sided=30", "2022-04 double_sided=31", "2022-04 pages=60"],
            check.Observations.OrderBy(o => o.Month).SelectMany(o => o.Cells.Select(c => $"{o.Month} {c.Part}={c.Value}")));
    }

    private static async Task<DropCheck> CheckAsync(string end, int year, params string[] lines)
    {
        var json = FurtherCatalogue.Extended(block: 3);
        json["measures"]!.AsArray()[^1]!["parts"]!.AsArray()[1]![end] = year;
        var catalogue = Catalogue.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
        new MeasureRegistry { Measures = catalogue.MeasureSet }.Enter();
        return (await new DropChecker(new()).CheckAsync(TestDrop.File("printing", TestDrop.Bytes(lines)), TestDrop.Reference,
            CancellationToken.None))!;
    }
}
