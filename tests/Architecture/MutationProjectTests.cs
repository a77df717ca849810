using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>What dotnet stryker builds is not in the solution: that it still can be built shows nowhere else.</summary>
public sealed partial class MutationProjectTests
{
    // The SDK of the functions makes their start, which these rooms are built without.
    [Fact]
    public void The_rooms_are_built_with_the_packages_of_the_program() =>
        Assert.Equal(Packages("functions", "SmartToyonaka.Functions.csproj").Where(p => p != "Microsoft.Azure.Functions.Worker.Sdk"),
            Packages("tests", "Mutation", "Rooms", "Rooms.csproj"));

    private static IEnumerable<string> Packages(params string[] path) =>
        Package().Matches(SourceFiles.Text(path)).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex Package();
}
