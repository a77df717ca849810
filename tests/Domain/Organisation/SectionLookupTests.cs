using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Organisation;

/// <summary>How a section is written beside its code, which row of several is meant, and which names stand in a text.</summary>
public sealed class SectionLookupTests
{
    private static Register Taxes => TestData.Register(TestData.Section("0212", "税務管理課"), TestData.Section("0213", "市民税課"),
        TestData.Section("02", "第2会計課"), TestData.Section("123456", "支所"), TestData.Section("1234567", "分室"));

    [Theory]
    [InlineData("0213 市民税課", "0213")]
    [InlineData("0213:市民税課", "0213")]
    [InlineData("0213市民税課", "0213")]
    [InlineData("213 市民税課", "0213")]
    [InlineData("市民税課(0213)", "0213")]
    [InlineData("市民税課［０２１３］", "0213")]
    [InlineData("市民税課 0213", "0213")]
    [InlineData("213.0", "0213")]
    [InlineData("123456.0", "123456")]
    [InlineData("213", "0213")]
    [InlineData("第2会計課", "02")]
    [InlineData("0212 市民税課", null)]
    [InlineData("0213 住民税課", null)]
    [InlineData("9999 市民税課", null)]
    [InlineData("市民税課(0212)", null)]
    [InlineData("0213.0", null)]
    [InlineData("1234567.0", null)]
    [InlineData("2a3.0", null)]
    public void A_code_and_a_name_mean_a_section_where_both_are_its_own(string text, string? code)
    {
        var found = Taxes.Find(text, TestData.Month("2021-06"));
        Assert.Equal((code is null ? SectionMatch.Unknown : SectionMatch.Found, code), (found.Match, found.Section?.Code));
    }

    [Fact]
    public void Nothing_is_no_code_of_noughts() =>
        Assert.Equal(SectionMatch.Unknown, TestData.Register(TestData.Section("00")).Find("", TestData.Month("2021-06")).Match);

    [Fact]
    public void Those_that_fit_a_shortened_code_are_told_as_they_were_called_then()
    {
        var register = TestData.Register(TestData.Section("0101", "旧課", until: "2018-03"), TestData.Section("0101", "新課", from: "2018-04"),
            TestData.Section("00101", "他課", from: "2019-04"));
        Assert.Equal(["旧課", "他課"], register.Find("101", TestData.Month("2016-04")).Successors.Select(s => s.Name));
    }

    // 2010 to 2012, 2014 to 2016, and again from 2020 and from 2022 on.
    [Theory]
    [InlineData("2009-04", "2010-04")]
    [InlineData("2013-04", "2010-04")]
    [InlineData("2018-04", "2014-04")]
    public void Of_a_section_that_is_not_there_the_row_that_ended_last_is_meant_or_the_one_that_begins_first(string month, string from)
    {
        var register = TestData.Register(TestData.Section("01", from: "2022-04"), TestData.Section("01", from: "2014-04", until: "2016-03"),
            TestData.Section("01", from: "2010-04", until: "2012-03"), TestData.Section("01", from: "2020-04", until: "2022-03"));
        var found = register.Find("01", TestData.Month(month));
        Assert.Equal((SectionMatch.NotInThatMonth, TestData.Month(from)), (found.Match, found.Section!.From));
    }

    [Fact]
    public void Where_there_are_successors_no_predecessors_are_told()
    {
        var register = TestData.Register(TestData.Section("01", until: "2018-03", successors: "02"),
            TestData.Section("02", from: "2018-04", until: "2020-03", successors: "01"), TestData.Section("01", from: "2020-04"));
        var found = register.Find("01", TestData.Month("2019-04"));
        Assert.Equal(["02"], found.Successors.Select(s => s.Code));
        Assert.Empty(found.Predecessors);
        Assert.Equal(["02"], found.Instead.Select(s => s.Code));
        Assert.Empty(default(SectionLookup).Predecessors);
    }

    [Fact]
    public void Instead_of_a_section_that_was_abolished_there_is_none()
    {
        var found = TestData.Register(TestData.Section("05", until: "2020-03")).Find("05", TestData.Month("2021-04"));
        Assert.Equal((SectionMatch.NotInThatMonth, "05", 0), (found.Match, found.Section!.Code, found.Instead.Count));
    }

    [Fact]
    public void A_figure_of_a_month_after_the_end_belongs_to_the_newest_row()
    {
        var register = TestData.Register(TestData.Section("05", "旧", until: "2018-03"),
            TestData.Section("05", "新", from: "2018-04", until: "2020-03"));
        Assert.Equal(["旧", "新", "新"], new[] { "2018-03", "2020-03", "2021-04" }.Select(m => register.RowOf("05", TestData.Month(m))!.Name));
        Assert.Null(register.RowOf("06", TestData.Month("2018-03")));
    }

    [Fact]
    public void The_work_of_a_code_goes_to_another_directly_or_by_way_of_others()
    {
        var register = TestData.Register(TestData.Section("01", until: "2018-03", successors: "02"),
            TestData.Section("02", from: "2018-04", until: "2020-03", successors: "03"), TestData.Section("03", from: "2020-04"));
        Assert.Equal([true, true, false, false],
            new[] { ("01", "02"), ("01", "03"), ("03", "01"), ("99", "01") }.Select(x => register.Becomes(x.Item1, x.Item2)));
    }

    // Names of two characters are parts of other words; of names within one another the longest is meant.
    [Theory]
    [InlineData("市民税課の分", "市民税課")]
    [InlineData("民税課と税務管理課", "民税課 税務管理課")]
    [InlineData("税課の分", "")]
    [InlineData("市民 税課", "市民税課")]
    public void Sections_are_found_by_their_names_in_a_text(string text, string names)
    {
        var register = TestData.Register(TestData.Section("01", "市民税課"), TestData.Section("02", "民税課"), TestData.Section("03", "税課"),
            TestData.Section("04", "税務管理課"));
        Assert.Equal(names, string.Join(' ', register.NamedIn(text).Select(s => s.Name)));
    }
}
