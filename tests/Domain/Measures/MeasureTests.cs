using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Tests.Domain.Measures;

/// <summary>Which numbers of a measure are collected in which year, and when another measure means the same.</summary>
public sealed class MeasureTests
{
    private static readonly Measure Counter = new("counter", "窓口", "Counters", MeasureKind.Flow, ["done", "all", "late"], "counters",
        ShareOfWhole: true)
    {
        Details = [new("done", "済", "done") { Until = 2023 }, new("all", "全体", "all"), new("late", "遅れ", "late") { From = 2022 }],
        Until = 2025,
    };

    [Theory]
    [InlineData(2021, "done all", true)]
    [InlineData(2022, "done all late", true)]
    [InlineData(2023, "done all late", true)]
    [InlineData(2024, "all late", false)]
    public void A_year_has_the_numbers_that_are_collected_in_it(int year, string parts, bool shareOfWhole)
    {
        var then = Counter.In(new SmartToyonaka.Domain.Calendar.FiscalYear(year));
        Assert.Equal((parts, shareOfWhole), (string.Join(' ', then.Parts), then.ShareOfWhole));
        Assert.False((Counter with { ShareOfWhole = false }).In(new SmartToyonaka.Domain.Calendar.FiscalYear(year)).ShareOfWhole);
    }

    [Theory]
    [InlineData(2022, "done all")]
    [InlineData(2023, "done all late")]
    [InlineData(2024, "all late")]
    public void A_year_is_compared_by_the_numbers_of_the_year_before_as_well(int year, string parts) =>
        Assert.Equal(parts, string.Join(' ', Counter.ComparedIn(new(year)).Parts));

    [Fact]
    public void It_is_collected_to_its_last_year_and_a_number_that_is_not_described_always()
    {
        Assert.Equal([true, true, false], new[] { 2019, 2025, 2026 }.Select(y => Counter.IsCollectedIn(new(y))));
        Assert.True((Counter with { Until = null }).IsCollectedIn(new(2100)));
        Assert.True(Counter.CollectsIn("other", new(2030)));
    }

    public static TheoryData<string> Changes => [.. Others.Keys];

    private static readonly Dictionary<string, Measure> Others = new()
    {
        ["id"] = Counter with { Id = "other" },
        ["kind"] = Counter with { Kind = MeasureKind.Stock },
        ["folder"] = Counter with { DropFolder = "counters" },
        ["share"] = Counter with { ShareOfWhole = false },
        ["topic"] = Counter with { Topic = "other" },
        ["time"] = Counter with { Drop = new("counters") { IsTime = true } },
        ["headcount"] = Counter with { IsHeadcount = true },
        ["dimensions"] = Counter with { Dimensions = [BuiltInMeasures.Get("staff").Dimensions[0]] },
        ["order"] = Counter with { Parts = ["all", "done", "late"] },
        ["a number more"] = Counter with { Parts = [.. Counter.Parts, "more"] },
        ["a number without its year"] = Counter with
        {
            Parts = [.. Counter.Parts, "more"],
            Details = [.. Counter.Details, new("more", "ほか", "more")],
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_counted_otherwise_means_something_else(string change) => Assert.False(Others[change].MeansTheSameAs(Counter));

    [Fact]
    public void Names_may_change_and_numbers_be_added_from_a_year_on()
    {
        Assert.True((Counter with { NameJa = "別", Words = ["x"], Until = null }).MeansTheSameAs(Counter));
        var more = Counter with
        {
            Parts = [.. Counter.Parts, "more"],
            Details = [.. Counter.Details, new("more", "ほか", "more") { From = 2024 }],
        };
        Assert.True(more.MeansTheSameAs(Counter));
        Assert.False(Counter.MeansTheSameAs(more));
    }
}
