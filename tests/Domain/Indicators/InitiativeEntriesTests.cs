using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>
/// Which statements are of one initiative, in which order they were made, and who takes over that of a section that was split.
/// </summary>
public sealed class InitiativeEntriesTests
{
    // 01 and 02 merge into 10; 03 is split into 11, 12 and 09, which had been there all along.
    private static Register Reorganised => TestData.Register(
        TestData.Section("01", until: "2020-03", successors: "10"), TestData.Section("02", until: "2020-03", successors: "10"),
        TestData.Section("10", from: "2020-04"), TestData.Section("03", until: "2020-03", successors: "09;11;12"),
        TestData.Section("09"), TestData.Section("11", from: "2020-04"), TestData.Section("12", from: "2020-04"));

    [Fact]
    public void Of_one_month_what_was_received_last_is_the_newest_and_of_one_moment_what_the_last_code_said()
    {
        Assert.Equal(["02 01"], At(Said("01", "2020-01", 2), Said("02", "2020-01", 1)));
        Assert.Equal(["01 02"], At(Said("02", "2020-01", 1), Said("01", "2020-01", 1)));
        Assert.Equal(["01 02"], At(Said("02", "2020-02", 1), Said("01", "2020-01", 2)));
    }

    [Fact]
    public void After_a_split_the_first_that_says_it_has_it_with_all_that_was_said_before() =>
        Assert.Equal(["03 12", "11"], At(Said("03", "2020-01", 1), Said("11", "2020-06", 1), Said("12", "2020-05", 1)));

    [Fact]
    public void Whoever_said_one_of_that_name_by_the_split_has_its_own() =>
        Assert.Equal(["03", "09"], At(Said("03", "2020-01", 1), Said("09", "2020-03", 1)));

    [Fact]
    public void Whoever_is_no_successor_has_its_own() =>
        Assert.Equal(["03", "10"], At(Said("03", "2020-01", 1), Said("10", "2020-05", 1)));

    private static IEnumerable<string> At(params Observation[] said) =>
        InitiativeEntries.At(Reorganised, said, TestData.Month("2021-04"))
            .Select(e => string.Join(' ', e.Timeline.Select(o => o.Section))).Order(StringComparer.Ordinal);

    private static Observation Said(string section, string month, int day) =>
        TestData.Initiative("ai", section, month, "名") with { ReceivedAt = TestData.Instant.AddDays(day) };
}
