using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Organisation;

public class RegisterTests
{
    [Fact]
    public void A_section_exists_from_its_first_to_its_last_month()
    {
        var section = TestData.Section("0104", from: "2015-04", until: "2021-03");

        Assert.False(section.ExistedIn(TestData.Month("2015-03")));
        Assert.True(section.ExistedIn(TestData.Month("2015-04")));
        Assert.True(section.ExistedIn(TestData.Month("2021-03")));
        Assert.False(section.ExistedIn(TestData.Month("2021-04")));
        Assert.True((section with { Until = null }).ExistedIn(TestData.Month("2190-01")));
    }

    [Theory]
    [InlineData("0213")]
    [InlineData("０２１３")]
    [InlineData(" 0213 ")]
    [InlineData("213")]
    [InlineData("市民税課")]
    [InlineData("市民税課（本庁）")]
    [InlineData("市民税課(本庁)")]
    [InlineData("市民税　課")]
    public void A_section_is_found_by_code_name_and_variant_whatever_the_width(string text)
    {
        var register = TestData.Register(TestData.Section("0212", "税務管理課"), TestData.Section("0213", "市民税課", variants: "市民税課（本庁）"));

        AssertFound("0213", register.Find(text, TestData.Month("2021-06")));
    }

    [Theory]
    [InlineData("髙齢者支援課")]
    [InlineData("高齢者支援課")]
    [InlineData("ﾃﾞｼﾞﾀﾙ戦略課")]
    [InlineData("デジタル戦略課")]
    public void The_built_in_register_knows_other_spellings(string text) =>
        Assert.Equal(SectionMatch.Found, ReferenceData.BuiltInRegister.Find(text, TestData.Month("2021-06")).Match);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("存在しない課")]
    [InlineData("9999")]
    [InlineData("00213")]
    [InlineData("2130")]
    [InlineData("\uFFFE")]
    [InlineData("課\uE000")]
    public void What_never_was_a_section_is_unknown(string text) =>
        Assert.Equal(SectionMatch.Unknown, TestData.Register(TestData.Section("0213", "市民税課")).Find(text, TestData.Month("2021-06")).Match);

    [Fact]
    public void A_code_without_its_zeros_is_ambiguous_where_two_sections_fit()
    {
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("00101"), TestData.Section("0102"));

        Assert.Equal(SectionMatch.Ambiguous, register.Find("101", TestData.Month("2021-06")).Match);
        AssertFound("0101", register.Find("0101", TestData.Month("2021-06")));
        AssertFound("0102", register.Find("102", TestData.Month("2021-06")));
    }

    [Fact]
    public void A_whole_code_is_never_padded()
    {
        var register = TestData.Register(TestData.Section("101"), TestData.Section("0101"));

        AssertFound("101", register.Find("101", TestData.Month("2021-06")));
    }

    [Fact]
    public void One_name_may_mean_different_sections_at_different_times()
    {
        var register = TestData.Register(TestData.Section("0104", "情報課", until: "2018-03"),
            TestData.Section("0909", "情報課", from: "2020-04"));

        AssertFound("0104", register.Find("情報課", TestData.Month("2018-03")));
        AssertFound("0909", register.Find("情報課", TestData.Month("2020-04")));
        Assert.Equal(SectionMatch.NotInThatMonth, register.Find("情報課", TestData.Month("2019-01")).Match);
    }

    [Fact]
    public void One_name_for_two_sections_of_a_month_is_ambiguous()
    {
        // RegisterReader refuses such a register; Find must not choose either.
        var register = TestData.Register(TestData.Section("0104", "情報課"), TestData.Section("0909", "情報課"));

        Assert.Equal(SectionMatch.Ambiguous, register.Find("情報課", TestData.Month("2021-06")).Match);
    }

    [Fact]
    public void A_section_that_has_ended_names_its_successor_of_that_month()
    {
        var register = TestData.Register(
            TestData.Section("0104", "情報政策課", until: "2021-03", successors: "0105"),
            TestData.Section("0105", "デジタル戦略課", from: "2021-04"));

        foreach (var text in (string[])["0104", "104", "情報政策課"])
        {
            var lookup = register.Find(text, TestData.Month("2021-04"));
            Assert.Equal(SectionMatch.NotInThatMonth, lookup.Match);
            Assert.Equal("0104", lookup.Section!.Code);
            Assert.Equal(["0105"], lookup.Successors.Select(s => s.Code));
        }

        AssertFound("0104", register.Find("0104", TestData.Month("2021-03")));
    }

    [Fact]
    public void Successors_are_followed_until_one_existed_in_that_month()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2017-03", successors: "02;03"),
            TestData.Section("02", from: "2017-04", until: "2019-03", successors: "04"),
            TestData.Section("03", from: "2017-04"),
            TestData.Section("04", from: "2019-04"));

        Assert.Equal(["02", "03"], Successors("2018-01"));
        Assert.Equal(["03", "04"], Successors("2020-01"));

        IEnumerable<string> Successors(string month) => register.Find("01", TestData.Month(month)).Successors.Select(s => s.Code)
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Two_ways_to_one_successor_name_it_once()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2017-03", successors: "02;03"),
            TestData.Section("02", from: "2017-04", until: "2019-03", successors: "04"),
            TestData.Section("03", from: "2017-04", until: "2019-03", successors: "04"),
            TestData.Section("04", from: "2019-04"));

        Assert.Equal(["04"], register.Find("01", TestData.Month("2020-01")).Successors.Select(s => s.Code));
    }

    [Fact]
    public void A_month_before_a_section_began_has_no_successor()
    {
        var lookup = TestData.Register(TestData.Section("0105", from: "2021-04")).Find("0105", TestData.Month("2021-03"));

        Assert.Equal(SectionMatch.NotInThatMonth, lookup.Match);
        Assert.Empty(lookup.Successors);
    }

    [Fact]
    public void A_section_that_was_renamed_keeps_its_code_and_its_old_name_names_the_new_one()
    {
        var register = TestData.Register(
            TestData.Section("0501", "文化課", until: "2018-03"),
            TestData.Section("0501", "魅力文化創造課", from: "2018-04"));

        Assert.Equal("文化課", register.Get("0501", TestData.Month("2018-03"))!.Name);
        Assert.Equal("魅力文化創造課", register.Get("0501", TestData.Month("2018-04"))!.Name);
        Assert.Equal("魅力文化創造課", register.Newest("0501")!.Name);

        var old = register.Find("文化課", TestData.Month("2021-06"));
        Assert.Equal(SectionMatch.NotInThatMonth, old.Match);
        Assert.Equal(["魅力文化創造課"], old.Successors.Select(s => s.Name));
    }

    [Fact]
    public void A_section_may_change_its_bureau_at_a_month()
    {
        var register = TestData.Register(TestData.Section("0501", bureau: "05", until: "2020-09"),
            TestData.Section("0501", bureau: "01", from: "2020-10"));

        Assert.Equal("05", register.Get("0501", TestData.Month("2020-09"))!.BureauCode);
        Assert.Equal("01", register.Get("0501", TestData.Month("2020-10"))!.BureauCode);
    }

    [Fact]
    public void The_sections_of_a_month_come_in_the_order_of_their_codes()
    {
        var register = TestData.Register(TestData.Section("0301"), TestData.Section("0104", until: "2021-03"),
            TestData.Section("0105", from: "2021-04"), TestData.Section("0101"));

        Assert.Equal(["0101", "0104", "0301"], register.In(TestData.Month("2021-03")).Select(s => s.Code));
        Assert.Equal(["0101", "0105", "0301"], register.In(TestData.Month("2021-04")).Select(s => s.Code));
    }

    [Fact]
    public void Nothing_is_got_of_a_code_that_never_was()
    {
        var register = TestData.Register(TestData.Section("0101"));

        Assert.Null(register.Get("0102", TestData.Month("2021-06")));
        Assert.Null(register.Newest("0102"));
    }

    [Fact]
    public void An_empty_register_knows_nobody() =>
        Assert.Equal(SectionMatch.Unknown, TestData.Register().Find("0101", TestData.Month("2021-06")).Match);

    private static void AssertFound(string code, SectionLookup lookup)
    {
        Assert.Equal(SectionMatch.Found, lookup.Match);
        Assert.Equal(code, lookup.Section!.Code);
        Assert.Empty(lookup.Successors);
    }
}
