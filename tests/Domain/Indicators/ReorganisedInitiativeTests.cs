using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>An initiative is identified by category, name and owning section, through the section's reorganisations.</summary>
public class ReorganisedInitiativeTests
{
    private const string Tasks = "rpa_ai_ocr_tasks";

    // In 2021-07: 01 becomes 10; 02 and 03 merge into 20; 04 is split into 41 and 42; 05 gives a part to 51 and goes on.
    private static readonly Register Register = TestData.Register(
        TestData.Section("01", until: "2021-06", successors: "10"), TestData.Section("10", from: "2021-07"),
        TestData.Section("02", until: "2021-06", successors: "20"), TestData.Section("03", until: "2021-06", successors: "20"),
            TestData.Section("20", from: "2021-07"),
        TestData.Section("04", until: "2021-06", successors: "41;42"), TestData.Section("41", from: "2021-07"),
            TestData.Section("42", from: "2021-07"),
        TestData.Section("05", until: "2021-06", successors: "51"), TestData.Section("05", "残課", from: "2021-07"),
            TestData.Section("51", from: "2021-07"),
        TestData.Section("06", until: "2021-06"));

    [Fact]
    public void A_successor_that_reports_the_entry_again_does_not_count_it_twice() =>
        Assert.Equal([1m, 1m, 1m], Counts([Task("01", "2021-05"), Task("10", "2021-08")], "2021-06", "2021-07", "2021-08"));

    [Fact]
    public void It_counts_since_its_predecessor_said_so()
    {
        var c = new ComputedIndicators(Register, 2021, [Task("10", "2021-08")], [Task("01", "2020-10")]);

        Assert.Equal((1m, 0m), (c.Value(Tasks, Basis.Programme, "2021-08"), c.Value(Tasks, Basis.Ytd, "2021-08")));
    }

    [Fact]
    public void A_successor_withdraws_its_predecessors_entry() =>
        Assert.Equal([1m, 0m], Counts([Task("01", "2021-05"), Task("10", "2021-08", Standing.Withdrawn)], "2021-07", "2021-08"));

    [Fact]
    public void The_same_name_of_two_sections_is_two_until_they_are_one()
    {
        Observation[] said = [Task("02", "2021-05"), Task("03", "2021-05"), Task("20", "2021-09", Standing.Withdrawn)];

        Assert.Equal([2m, 1m, 0m], Counts(said, "2021-06", "2021-07", "2021-09"));
    }

    [Fact]
    public void The_same_name_of_sections_that_have_nothing_to_do_with_each_other_stays_two() =>
        Assert.Equal([2m, 2m], Counts([Task("01", "2021-05"), Task("02", "2021-05"), Task("20", "2021-08")], "2021-07", "2021-08"));

    [Fact]
    public void Of_a_split_section_the_entry_counts_on_and_the_first_heir_to_report_it_takes_it_over() =>
        Assert.Equal([1m, 1m, 1m, 0m], Counts(
            [Task("04", "2021-05"), Task("42", "2021-08"), Task("42", "2021-09", Standing.Withdrawn)], "2021-06", "2021-07",
                "2021-08", "2021-09"));

    [Fact]
    public void A_second_heir_that_reports_the_name_has_an_entry_of_its_own() =>
        Assert.Equal([1m, 1m, 2m], Counts([Task("04", "2021-05"), Task("42", "2021-08"), Task("41", "2021-09")], "2021-07", "2021-08",
            "2021-09"));

    [Fact]
    public void An_heir_that_had_the_name_before_speaks_of_its_own()
    {
        // 21 exists beside 04, has the name, and takes over a part of 04 with 42.
        var register = TestData.Register(TestData.Section("04", until: "2021-06", successors: "21;42"), TestData.Section("21"),
            TestData.Section("42", from: "2021-07"));
        var c = new ComputedIndicators(register, 2021,
            [Task("04", "2021-05"), Task("21", "2021-05"), Task("21", "2021-08", Standing.Withdrawn)]);

        Assert.Equal([2m, 2m, 1m], new[] { "2021-05", "2021-07", "2021-08" }.Select(m => c.Value(Tasks, Basis.Programme, m)));
    }

    [Fact]
    public void A_section_that_gives_a_part_away_and_goes_on_keeps_its_entries() =>
        Assert.Equal([1m, 2m, 1m], Counts(
            [Task("05", "2021-05"), Task("51", "2021-08"), Task("05", "2021-09", Standing.Withdrawn)], "2021-07", "2021-08",
                "2021-09"));

    [Fact]
    public void What_an_abolished_section_put_in_use_stays_in_use() =>
        Assert.Equal([1m, 1m], Counts([Task("06", "2021-05")], "2021-06", "2021-09"));

    [Fact]
    public void A_chain_of_splits_hands_the_entry_on()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2021-05", successors: "02;03"),
                TestData.Section("02", from: "2021-06", until: "2021-07", successors: "04;05"), TestData.Section("03", from: "2021-06"),
            TestData.Section("04", from: "2021-08"), TestData.Section("05", from: "2021-08"));
        var c = new ComputedIndicators(register, 2021,
            [Task("01", "2021-05"), Task("02", "2021-06"), Task("05", "2021-09", Standing.Withdrawn)]);

        Assert.Equal([1m, 1m, 1m, 0m],
            new[] { "2021-05", "2021-06", "2021-08", "2021-09" }.Select(m => c.Value(Tasks, Basis.Programme, m)));
    }

    private static IEnumerable<decimal> Counts(Observation[] said, params string[] months)
    {
        var c = new ComputedIndicators(Register, 2021, said);
        return months.Select(m => c.Value(Tasks, Basis.Programme, m)!.Value);
    }

    private static Observation Task(string section, string month, string status = Standing.Implemented) =>
        TestData.Initiative("rpa_ai_ocr", section, month, "相続人代表者設定", status) with { ReceivedAt = TestData.Instant };
}
