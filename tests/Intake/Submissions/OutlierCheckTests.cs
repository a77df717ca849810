using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Which numbers are far from those of a year before.</summary>
public sealed class OutlierCheckTests
{
    [Theory]
    [InlineData(150, 100, false)]
    [InlineData(151, 100, true)]
    [InlineData(50, 100, false)]
    [InlineData(49, 100, true)]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(2, 1, true)]
    public void More_than_the_percentage_is_far(long value, long before, bool isFar) => Assert.Equal(isFar, Of(value, before).Count == 1);

    [Fact]
    public void The_largest_numbers_do_not_overflow() => Assert.Single(Of(long.MaxValue, 1));

    [Fact]
    public void It_says_where_and_how_far()
    {
        var far = Assert.Single(Of(472, 120));
        Assert.Equal("seal_abolitions.count", far.Pointer);
        Assert.Contains("前年同月(令和2年6月)の 120 と大きく違います(前年同月比 +293%)", far.Text.Ja, StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_and_what_has_no_year_before_are_not_asked_about()
    {
        Assert.Empty(Of(472, 120, FigureStatus.Planned));
        Assert.Empty(OutlierCheck.Of(Handed(472, FigureStatus.Actual), Raw, [], 50));
    }

    private static readonly RawSubmission Raw = FormSubmission.Read([new("seal_abolitions.count", "472")]);

    private static IReadOnlyList<OutlierCheck> Of(long value, long before, FigureStatus status = FigureStatus.Actual) =>
        OutlierCheck.Of(Handed(value, status), Raw, [TestData.Figure("seal_abolitions", "0301", "2020-06", before)], 50);

    private static Submission Handed(long value, FigureStatus status) =>
        new("", "", "0301", TestData.Month("2021-06"), status,
            [TestData.Figure("seal_abolitions", "0301", "2021-06", value) with { Status = status }]);
}
