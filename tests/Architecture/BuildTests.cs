using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// The build looks at style and analyzers of every project, so that a check of the format needs to look at blanks and lines alone.
/// </summary>
public sealed partial class BuildTests
{
    public static TheoryData<string> Projects =>
        [.. Project().Matches(SourceFiles.Text("SmartToyonaka.sln")).Select(m => m.Groups[1].Value.Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_leaves_out_nothing_that_is_checked(string project) =>
        Assert.DoesNotMatch(SwitchedOff(), SourceFiles.Text(project.Split('/')));

    [Fact]
    public void Style_and_analyzers_are_errors_of_every_project()
    {
        var all = SourceFiles.Text("Directory.Build.props");

        // Usings that nothing needs are told only where comments are written to a file.
        Assert.All(["EnforceCodeStyleInBuild", "TreatWarningsAsErrors", "GenerateDocumentationFile"], p =>
            Assert.Contains($"<{p}>true</{p}>", all, StringComparison.Ordinal));
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Project();

    [GeneratedRegex("<(?:EnforceCodeStyleInBuild|TreatWarningsAsErrors|GenerateDocumentationFile|RunAnalyzers|RunAnalyzersDuringBuild)>")]
    private static partial Regex SwitchedOff();
}
