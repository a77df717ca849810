using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>A register beside the one that holds: what Excel took from it, and what is missing.</summary>
public sealed class RegisterGuardTests
{
    private static readonly Register Now = TestData.Register(TestData.Section("0101"), TestData.Section("0211"), TestData.Section("1001"));

    [Fact]
    public void The_same_register_has_nothing_wrong() => Assert.Empty(Errors(Now, "0101", "0211", "1001"));

    [Fact]
    public void A_code_that_comes_back_without_its_zeros_is_told_with_its_line_and_the_code_it_was()
    {
        var would = TestData.Register(TestData.Section("101"), TestData.Section("0211"), TestData.Section("1001"));
        var error = Assert.Single(RegisterGuard.Errors(Now, would, "所属コード,所属名\n0211,a\n101,b\n", Set("0101")));

        Assert.Equal(("lost_zeros", 3L), (error.Code, (long)error.Line));
        Assert.Contains("0101", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0211", true)]
    [InlineData("1001", true)]
    [InlineData("", false)]
    public void A_section_that_vanishes_is_an_error_where_it_has_figures(string withFigures, bool isError)
    {
        var would = TestData.Register(TestData.Section("0101"));

        Assert.Equal(isError ? ["section_vanished"] : [], RegisterGuard.Errors(Now, would, "", Set(withFigures)).Select(e => e.Code));
    }

    [Fact]
    public void A_section_whose_code_changed_is_told_what_to_keep()
    {
        var would = TestData.Register(TestData.Section("0101"), TestData.Section("0211"),
            TestData.Section("2002") with { Name = Now.Newest("1001")!.Name });
        var error = Assert.Single(RegisterGuard.Errors(Now, would, "", Set("1001")));

        Assert.Equal("section_vanished", error.Code);
        Assert.Contains("2002", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_message_advises_is_taken()
    {
        var would = TestData.Register(TestData.Section("0101"), TestData.Section("0211"),
            TestData.Section("1001", until: "2022-03", successors: "2002"), TestData.Section("2002", from: "2022-04"));

        Assert.Empty(RegisterGuard.Errors(Now, would, "", Set("1001")));
    }

    private static IReadOnlyList<RegisterError> Errors(Register would, params string[] withFigures) =>
        RegisterGuard.Errors(Now, would, "", Set(withFigures));

    private static HashSet<string> Set(params string[] codes) => [.. codes];
}
