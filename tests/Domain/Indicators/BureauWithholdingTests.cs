using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Domain.Indicators.BureauTests;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Values by bureau that would give a small group away are withheld, and others that hide them.</summary>
public sealed class BureauWithholdingTests
{
    private const string Hours = "overtime_per_person";

    [Fact]
    public void A_bureau_whose_number_would_give_a_small_group_away_is_withheld_with_another_that_hides_it()
    {
        // 01 has a group of 3 beside one of 20; 02 has two of 6, which hide each other; 03 has none.
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("0102"), TestData.Section("0201", bureau: "02"),
            TestData.Section("0202", bureau: "02"), TestData.Section("0301", bureau: "03"));
        Observation[] large = [.. Month("0101", "2021-04", 600, 20), .. Month("0301", "2021-04", 600, 10)];
        Observation[] pair = [.. Month("0201", "2021-04", 60, 6), .. Month("0202", "2021-04", 60, 6)];
        var withSmall = Overtime(register, [.. large, .. pair, .. Month("0102", "2021-04", 30, 3)], []);
        Assert.Equal("small_group small_group ", string.Join(' ', Codes(withSmall)));
        Assert.Null(Get(withSmall, "01", "2021-04", Hours).Now.Denominator);

        var without = Overtime(register, [.. large, .. pair, .. Month("0102", "2021-04", 300, 30)], []);
        Assert.Equal("  ", string.Join(' ', Codes(without)));

        static IEnumerable<string> Codes(IReadOnlyList<BureauValue> values) =>
            new[] { "01", "02", "03" }.Select(b => Get(values, b, "2021-04", Hours).Now.Reason.Code);
    }

    // Two groups of nine are eighteen together, which small groups can only be in one way; the ten of 03 are withheld with them, so 03 is
    // too.
    [Fact]
    public void A_bureau_whose_small_groups_can_be_told_from_their_sum_is_withheld()
    {
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("0102"), TestData.Section("0201", bureau: "02"),
            TestData.Section("0301", bureau: "03"));
        var values = Overtime(register, [.. Month("0101", "2021-04", 60, 9), .. Month("0102", "2021-04", 60, 9),
            .. Month("0201", "2021-04", 600, 40), .. Month("0301", "2021-04", 600, 10)], []);

        Assert.Equal(["small_group", "", "small_group"],
            new[] { "01", "02", "03" }.Select(b => Get(values, b, "2021-04", Hours).Now.Reason.Code));
    }

    // 01 has a group of 3 in April and none in May; two of 6 of 02 hide it.
    [Fact]
    public void A_value_of_several_months_is_withheld_where_one_of_them_would_tell_a_small_group()
    {
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("0201", bureau: "02"),
            TestData.Section("0202", bureau: "02"));
        Observation[] now = [.. Month("0101", "2021-04", 60, 3), .. Month("0201", "2021-04", 60, 6), .. Month("0202", "2021-04", 60, 6),
            .. Month("0101", "2021-05", 60, 20), .. Month("0201", "2021-05", 60, 20), .. Month("0202", "2021-05", 60, 20)];
        Assert.Equal(["small_group", ""], new[] { Basis.Ytd, Basis.Month }
            .Select(b => Get(Overtime(register, now, []), "01", "2021-05", Hours, b).Now.Reason.Code));
        Observation[] then = [.. now.Select(o => o with { Month = o.Month.AddMonths(-24) })];
        Assert.Equal(["small_group", ""], new[] { Basis.Ytd, Basis.Month }
            .Select(b => Get(Overtime(register, now, then), "01", "2021-05", Hours, b).Then.Reason.Code));
    }

    // 3 of 01 can be told. 9 and 2 of 02 are eleven together, 7 and 7 of 03 fourteen: the fewest hide it, though not the smallest group.
    [Fact]
    public void A_bureau_is_hidden_by_the_one_whose_groups_are_the_fewest_people()
    {
        var register = TestData.Register([TestData.Section("0101"),
            .. new[] { "0201", "0202" }.Select(c => TestData.Section(c, bureau: "02")),
            .. new[] { "0301", "0302" }.Select(c => TestData.Section(c, bureau: "03"))]);
        var values = Overtime(register, [.. Month("0101", "2021-04", 60, 3), .. Month("0201", "2021-04", 60, 9),
            .. Month("0202", "2021-04", 60, 2), .. Month("0301", "2021-04", 60, 7), .. Month("0302", "2021-04", 60, 7)], []);
        Assert.Equal(["small_group", "small_group", ""],
            new[] { "01", "02", "03" }.Select(b => Get(values, b, "2021-04", Hours).Now.Reason.Code));
    }
}
