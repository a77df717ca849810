using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Publishing.Reporting.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>What a receipt tells beside what was handed in: what held before.</summary>
public class SubmissionChangeTests
{
    // 01 becomes 10 in 2020-04; 03 is split into 11 and 12 then.
    private static readonly Register Reorganised = TestData.Register(
        TestData.Section("01", until: "2020-03", successors: "10"), TestData.Section("10", from: "2020-04"),
        TestData.Section("03", until: "2020-03", successors: "11;12"), TestData.Section("11", from: "2020-04"),
        TestData.Section("12", from: "2020-04"), TestData.Section("04"));

    [Theory]
    [InlineData("04", "2021-06", "04", "2021-03", "2021-03")]
    [InlineData("04", "2021-06", "04", "2015-04", "2015-04")]
    [InlineData("10", "2021-06", "01", "2017-09", "2017-09")]
    [InlineData("11", "2021-06", "03", "2019-03", "2019-03")]
    [InlineData("04", "2021-06", "01", "2017-09", null)]
    [InlineData("04", "2021-06", "04", "2021-09", null)]
    public void An_initiative_stands_beside_what_was_last_told_of_it_however_long_ago_and_by_whom(string section, string month,
        string toldBy, string toldFor, string? before)
    {
        var entry = Told(section, month, "RPA導入", Standing.Implemented, 2);
        var change = Assert.Single(SubmissionChange.Of([entry], [entry, Told(toldBy, toldFor, "ＲＰＡ導入", Standing.Coordinating, 1)],
            Reorganised));

        Assert.Equal(before, change.Before?.Month.ToString());
    }

    [Fact]
    public void The_newest_month_goes_before_and_a_month_that_was_told_later_does_not_count()
    {
        var entry = Told("10", "2021-06", "導入", Standing.Implemented, 3);
        var change = Assert.Single(SubmissionChange.Of([entry], [entry, Told("01", "2017-09", "導入", Standing.Coordinating, 1),
            Told("10", "2020-09", "導入", Standing.Decided, 2), Told("10", "2021-03", "導入", Standing.Decided, 4)], Reorganised));

        Assert.Equal("2020-09", change.Before?.Month.ToString());
    }

    private static Observation Told(string section, string month, string name, string status, int hour) =>
        TestData.Initiative("rpa_ai_ocr", section, month, name, status) with
        {
            Source = new(Source.Submission, $"s{hour}", ""),
            ReceivedAt = TestData.Instant.AddHours(hour),
        };
}
