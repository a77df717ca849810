using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Who owes a measure of which months.</summary>
public sealed class ObligationTests
{
    private const string Seals = "seal_abolitions";

    private static readonly Register Register = TestData.Register(
        TestData.Section("0301", until: "2021-03", successors: "0303"), TestData.Section("0302"),
        TestData.Section("0303", from: "2021-04"));

    // September is the sixth month of the fiscal year, March the twelfth.
    private static readonly Obligation HalfYearly = new(Seals, ["0301"], "2020-09", 10, "2021-09", [6, 12]);

    [Theory]
    [InlineData("2020-08", false, false)]
    [InlineData("2020-09", true, true)]
    [InlineData("2020-10", true, false)]
    [InlineData("2021-03", true, true)]
    [InlineData("2021-09", true, true)]
    [InlineData("2021-10", false, false)]
    [InlineData("2022-03", false, false)]
    public void A_month_is_owed_within_the_span_where_it_is_one_of_those_named(string month, bool covered, bool owed)
    {
        Assert.Equal((covered, owed), (HalfYearly.Covers(TestData.Month(month)), HalfYearly.AppliesTo(TestData.Month(month))));
        Assert.False((HalfYearly with { Optional = true }).AppliesTo(TestData.Month(month)));
    }

    [Fact]
    public void Without_an_end_and_months_every_month_is_owed_on() =>
        Assert.True(new Obligation(Seals, ["0301"], "2020-09", 10).AppliesTo(TestData.Month("2030-01")));

    [Theory]
    [InlineData("0301", "2020-06", true)]
    [InlineData("0302", "2020-06", false)]
    [InlineData("0303", "2021-04", true)]
    [InlineData("0302", "2021-04", false)]
    public void The_section_that_is_named_or_does_its_work_owes(string section, string month, bool owes) =>
        Assert.Equal(owes, Owners(Owed("0301")).Owes(Seals, section, TestData.Month(month)));

    [Fact]
    public void Sections_are_told_as_they_are_in_the_month()
    {
        var owners = Owners(Owed("0302", "0301"));
        Assert.Equal(["0301", "0302"], owners.Of(Seals, TestData.Month("2020-06")).Select(s => s.Code));
        Assert.Equal(["0302", "0303"], owners.Of(Seals, TestData.Month("2021-04")).Select(s => s.Code));
        Assert.Equal(["0303"], Owners(Owed("0301", "0303")).Of(Seals, TestData.Month("2021-04")).Select(s => s.Code));
    }

    [Fact]
    public void As_many_are_expected_as_owe_the_month_or_others_of_its_span()
    {
        var month = TestData.Month("2020-06");
        Assert.Equal(2, Owners(Owed("0302", "0301")).Expected(Seals, month));
        Assert.Equal(2, Owners(Owed("0301"), Owed("0302")).Expected(Seals, month));
        Assert.Equal(1, Owners(Owed("0301"), Owed("0302") with { From = "2021-04" }).Expected(Seals, month));
        Assert.Equal(2, Owners(Owed(Obligation.All)).Expected(Seals, month));
        Assert.Equal(2, Owners(Owed(Obligation.All), Owed("0301")).Expected(Seals, month));
        Assert.Equal(1, Owners(HalfYearly).Expected(Seals, TestData.Month("2020-10")));
        Assert.Equal(1, Owners(Owed("0301", "0303")).Expected(Seals, TestData.Month("2021-04")));
    }

    [Fact]
    public void Whoever_owes_the_month_owes_it_alone_and_each_section_that_does_its_work_may()
    {
        var owners = Owners(Owed("0301") with { Until = "2020-03" }, Owed("0302") with { From = "2020-04" });
        Assert.Equal([false, true], new[] { "0301", "0302" }.Select(s => owners.Owes(Seals, s, TestData.Month("2020-06"))));
        var divided = TestData.Register(TestData.Section("0301", until: "2021-03", successors: "0303;0304"),
            TestData.Section("0303", from: "2021-04"), TestData.Section("0304", from: "2021-04"));
        var heirs = new MeasureOwners(ReferenceData.BuiltInCatalogue with { Owed = [Owed("0301")] }, divided);
        Assert.Equal([true, true, false], new[] { "0303", "0304", "0302" }.Select(s => heirs.Owes(Seals, s, TestData.Month("2021-04"))));
    }

    [Fact]
    public void Where_nobody_owes_a_month_nobody_is_expected_and_whoever_ever_owed_it_may_speak()
    {
        Assert.Null(Owners(Owed("0301")).Expected(Seals, TestData.Month("2019-03")));
        Assert.Null(Owners(Owed("0301") with { Optional = true }).Expected(Seals, TestData.Month("2020-06")));
        Assert.Null(Owners().Expected(Seals, TestData.Month("2020-06")));
        Assert.Equal([true, false], new[] { "0301", "0302" }.Select(s => Owners(Owed("0301")).Owes(Seals, s, TestData.Month("2019-03"))));
        Assert.False(Owners(Owed("0301")).Owes("telework_applicants", "0301", TestData.Month("2020-06")));
        Assert.True(Owners(Owed(Obligation.All)).Owes(Seals, "0302", TestData.Month("2020-06")));
        Assert.Empty(Owners(Owed(Obligation.All)).Of(Seals, TestData.Month("2020-06")));
    }

    [Fact]
    public void Nobody_owes_a_month_after_the_last_year_in_which_it_is_collected()
    {
        var catalogue = CatalogueJson.Parse(CatalogueJson.Changed("measures/4/until", "2020")) with { Owed = [Owed("0302")] };
        var owners = new MeasureOwners(catalogue, Register);
        Assert.Equal([1, null], new[] { "2021-03", "2021-04" }.Select(m => owners.Expected(Seals, TestData.Month(m))));
        Assert.Equal([true, false], new[] { "2021-03", "2021-04" }.Select(m => owners.Owes(Seals, "0302", TestData.Month(m))));
    }

    private static Obligation Owed(params string[] departments) => new(Seals, departments, "2019-04", 10);

    private static MeasureOwners Owners(params Obligation[] owed) => new(ReferenceData.BuiltInCatalogue with { Owed = owed }, Register);
}
