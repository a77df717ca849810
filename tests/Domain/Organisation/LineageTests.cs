using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Organisation;

/// <summary>Renames, merges, splits and codes that come back.</summary>
public class LineageTests
{
    // 01 and 02 merge into 10 in 2020-04; 03 is split into 11 and 12 then; 04 goes on and gives a part of its work to 13.
    private static readonly Register Reorganised = TestData.Register(
        TestData.Section("01", until: "2020-03", successors: "10"), TestData.Section("02", until: "2020-03", successors: "10"),
            TestData.Section("10", from: "2020-04"),
        TestData.Section("03", until: "2020-03", successors: "11;12"), TestData.Section("11", from: "2020-04"),
            TestData.Section("12", from: "2020-04"),
        TestData.Section("04", until: "2020-03", successors: "13"), TestData.Section("04", "残課", from: "2020-04"),
            TestData.Section("13", from: "2020-04"), TestData.Section("14", from: "2020-04"),
        TestData.Section("05", until: "2020-03"));

    [Theory]
    [InlineData("01", "10")]
    [InlineData("02", "10")]
    [InlineData("03", "11 12")]
    [InlineData("04", "04 13")]
    [InlineData("05", "")]
    public void The_heirs_of_a_section_do_its_work_later(string code, string heirs) =>
        Assert.Equal(heirs, Codes(Reorganised.Lineage.Heirs(At(code, "2019-04"), TestData.Month("2021-04"))));

    [Theory]
    [InlineData("01", "10")]
    [InlineData("03", "03")]
    [InlineData("04", "04")]
    [InlineData("05", "05")]
    public void One_holder_is_told_where_there_is_only_one_and_a_code_that_goes_on_is_the_same_section(string code, string holder) =>
        Assert.Equal(holder, Reorganised.Lineage.Holder(At(code, "2019-04"), TestData.Month("2021-04")).Code);

    [Theory]
    [InlineData("10", "01 02", "")]
    [InlineData("11", "03", "03")]
    [InlineData("11 12", "03", "")]
    [InlineData("04", "04", "04")]
    [InlineData("04 13", "04", "")]
    [InlineData("13", "04", "04")]
    [InlineData("14", "", "")]
    public void The_origins_of_some_sections_did_their_work_before_and_are_shared_where_others_do_it_too(string now, string origins,
        string shared)
    {
        var ancestry = Reorganised.Lineage.Origins([.. now.Split(' ').Select(c => At(c, "2021-04"))], TestData.Month("2021-04"),
            TestData.Month("2019-04"));

        Assert.Equal((origins, shared), (Codes(ancestry.Sections), Codes(ancestry.Shared)));
    }

    [Fact]
    public void What_was_taken_over_before_the_earlier_month_was_done_by_the_one_that_took_it_over()
    {
        // 01 went to 02 in 2018; 03 only in 2020.
        var register = TestData.Register(TestData.Section("01", until: "2018-03", successors: "02"),
            TestData.Section("03", until: "2020-03", successors: "02"), TestData.Section("02"));

        Assert.Equal("02 03", Codes(register.Lineage.Origins([register.Get("02", TestData.Month("2021-04"))!], TestData.Month("2021-04"),
            TestData.Month("2019-04")).Sections));
        Assert.Equal("01 02 03",
            Codes(register.Lineage.Origins([register.Get("02", TestData.Month("2021-04"))!], TestData.Month("2021-04"),
                TestData.Month("2017-04")).Sections));
    }

    [Fact]
    public void A_section_that_is_named_back_is_the_same_all_along()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2018-03", successors: "02"),
                TestData.Section("02", from: "2018-04", until: "2020-03", successors: "01"), TestData.Section("01", from: "2020-04"));

        Assert.Equal(TestData.Month("2020-04"),
            register.Lineage.Holder(register.Get("01", TestData.Month("2016-04"))!, TestData.Month("2021-04")).From);
        Assert.Equal("02", Codes(register.Find("01", TestData.Month("2019-04")).Successors));
        Assert.Equal("01", Codes(register.Find("02", TestData.Month("2021-04")).Successors));
        Assert.Equal("01", Codes(register.Find("02", TestData.Month("2016-04")).Predecessors));
        Assert.True(register.Becomes("01", "02") && register.Becomes("02", "01"));
    }

    [Fact]
    public void A_month_before_a_section_began_names_its_predecessors()
    {
        var lookup = Reorganised.Find("10", TestData.Month("2019-04"));

        Assert.Equal((SectionMatch.NotInThatMonth, "10", "", "01 02", "01 02"),
            (lookup.Match, lookup.Section!.Code, Codes(lookup.Successors), Codes(lookup.Predecessors), Codes(lookup.Instead)));
        Assert.Empty(Reorganised.Find("14", TestData.Month("2019-04")).Instead);
        Assert.Equal("04", Codes(Reorganised.Find("残課", TestData.Month("2019-04")).Predecessors));
    }

    [Fact]
    public void After_the_last_month_of_all_nobody_takes_over()
    {
        var register = TestData.Register(TestData.Section("01", until: "2199-12", successors: "02"), TestData.Section("02"));

        Assert.Empty(register.Lineage.Descendants(register.Sections[0]));
    }

    [Fact]
    public void Heirs_come_in_the_order_of_codes_and_are_those_of_the_month_alone()
    {
        // 00 went to 02 and 01 in 2018; 01 went to 09, which had been there all along, in 2020.
        var register = TestData.Register(TestData.Section("00", until: "2018-03", successors: "02;01"),
            TestData.Section("02", from: "2018-04"), TestData.Section("01", from: "2018-04", until: "2020-03", successors: "09"),
            TestData.Section("09"));
        Assert.Equal(["01", "02"], register.Lineage.Heirs(register.Sections[0], TestData.Month("2019-04")).Select(s => s.Code));
        Assert.Equal(["02", "09"], register.Lineage.Heirs(register.Sections[0], TestData.Month("2020-04")).Select(s => s.Code));
    }

    [Fact]
    public void A_sections_work_came_from_its_ancestors() =>
        Assert.Equal("01 02", Codes(Reorganised.Lineage.Ancestors(At("10", "2021-04"))));

    [Fact]
    public void Whoever_did_the_work_until_the_earlier_month_did_it_then()
    {
        var register = TestData.Register(TestData.Section("02", until: "2019-04", successors: "03"),
            TestData.Section("01", until: "2019-04", successors: "03"), TestData.Section("03", from: "2019-05"));
        Assert.Equal(["01", "02"], register.Lineage.Origins([register.Sections[2]], TestData.Month("2021-04"), TestData.Month("2019-04"))
            .Sections.Select(s => s.Code));
    }

    [Fact]
    public void A_successor_that_is_there_takes_over_as_it_is_then()
    {
        var register = TestData.Register(TestData.Section("01", until: "2018-03", successors: "02"),
            TestData.Section("02", until: "2020-03"), TestData.Section("02", from: "2020-04"));
        Assert.Equal([("02", "2015-04")],
            register.Lineage.Heirs(register.Sections[0], TestData.Month("2019-04")).Select(s => (s.Code, s.From.ToString())));
    }

    // Registers that were taken by versions with fewer checks.
    [Fact]
    public void A_successor_that_begins_too_late_takes_over_when_it_begins_and_one_that_never_was_is_passed_over()
    {
        var register = TestData.Register(TestData.Section("01", until: "2018-03", successors: "01;02;99"),
            TestData.Section("01", from: "2018-04"), TestData.Section("02", from: "2020-04"),
            TestData.Section("02", from: "2018-06", until: "2020-03"), TestData.Section("02", from: "2010-04", until: "2012-03"));
        Assert.Equal([("01", "2018-04"), ("02", "2018-06"), ("02", "2020-04")],
            register.Lineage.Descendants(register.Sections[0]).Select(s => (s.Code, s.From.ToString())));
    }

    [Fact]
    public void The_built_in_register_is_right() => Assert.Empty(RegisterReader.Read(BuiltIn()).Errors);

    private static StreamReader BuiltIn() =>
        new(typeof(ReferenceData).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Organisation.departments.csv")!);

    private static Section At(string code, string month) => Reorganised.Get(code, TestData.Month(month))!;

    private static string Codes(IEnumerable<Section> sections) =>
        string.Join(' ', sections.Select(s => s.Code).Order(StringComparer.Ordinal));
}
