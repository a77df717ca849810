using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Whose numbers a department's are compared with.</summary>
public sealed class PriorYearTests
{
    // In 2021-04: 01 becomes 10, 02 and 03 merge into 20, 04 is split into 41 and 42, 05 is new.
    private static readonly Register Register = TestData.Register(
        TestData.Section("01", "甲課", until: "2021-03", successors: "10"), TestData.Section("10", from: "2021-04"),
        TestData.Section("02", "乙課", until: "2021-03", successors: "20"),
            TestData.Section("03", "丙課", until: "2021-03", successors: "20"), TestData.Section("20", from: "2021-04"),
        TestData.Section("04", "丁課", until: "2021-03", successors: "41;42"), TestData.Section("41", from: "2021-04"),
            TestData.Section("42", from: "2021-04"),
        TestData.Section("05", from: "2021-04"), TestData.Section("06"));

    [Theory]
    [InlineData("06", 6L, "")]
    [InlineData("10", 1L, "甲課")]
    [InlineData("20", 5L, "乙課、丙課の計")]
    [InlineData("41", null, "丁課から分かれたため、くらべる数字がありません")]
    [InlineData("05", null, "")]
    public void The_predecessors_numbers_stand_in_and_it_is_said(string department, long? value, string said)
    {
        var before = PriorYear.Of(Register, department, TestData.Month("2021-06"));
        var sum = before.Sum("seal_abolitions",
            [.. Enumerable.Range(1, 6).Select(i => TestData.Figure("seal_abolitions", $"0{i}", "2020-06", i)),
                TestData.Figure("seal_abolitions", "01", "2020-05", 99)]);

        Assert.Equal((value, said), (sum?.Value("count"), before.Said));
        Assert.True(sum is null || sum.Section == department);
    }

    [Fact]
    public void The_question_names_whose_number_it_was()
    {
        var raw = FormSubmission.Read([new("seal_abolitions.count", "472")]);
        var far = OutlierCheck.Of(
            new("", "", "20", TestData.Month("2021-06"), SmartToyonaka.Domain.Measures.FigureStatus.Actual,
                [TestData.Figure("seal_abolitions", "20", "2021-06", 472)]), raw,
            [TestData.Figure("seal_abolitions", "20", "2020-06", 5)], 50, "乙課、丙課の計");

        Assert.Contains("前年同月(令和2年6月、乙課、丙課の計)の 5 と大きく違います", Assert.Single(far).Text.Ja, StringComparison.Ordinal);
    }
}
