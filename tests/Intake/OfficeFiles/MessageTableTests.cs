using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary><c>docs/messages.md</c> has every code that a drop, a file, a form or a reference file can be told, and no other.</summary>
public sealed partial class MessageTableTests
{
    private static readonly string Functions = Path.Combine(Repository.Root, "functions");

    private static readonly HashSet<string> Documented =
        [.. DocumentedCode().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md")))
            .Select(m => m.Groups[1].Value)];

    [Theory]
    [InlineData("Intake", "*.cs")]
    [InlineData("Domain/Organisation", "RegisterCheck.cs")]
    public void Every_code_has_its_row(string room, string files) =>
        Assert.Empty(LiteralsOf(Path.Combine(Functions, room), files).Where(l => l.Contains('_', StringComparison.Ordinal))
            .Except(Documented).Order(StringComparer.Ordinal));

    // Meaning, example, remedy; an example may be missing where there is nothing to show.
    [Fact]
    public void Every_row_says_what_it_means_and_what_to_do() =>
        Assert.All(File.ReadLines(Path.Combine(Repository.Root, "docs", "messages.md"))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal)),
            l => Assert.True(l.Split(" | ") is [_, { Length: > 1 }, not "", not ""], l));

    [Fact]
    public void Every_row_is_of_a_code_that_there_is()
    {
        Assert.NotEmpty(Documented);
        Assert.Empty(Documented.Except(LiteralsOf(Functions, "*.cs")));
    }

    private static HashSet<string> LiteralsOf(string folder, string files)
    {
        var literals = Directory.EnumerateFiles(folder, files, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(literals);
        return literals;
    }

    [GeneratedRegex("\"([a-z]+(?:_[a-z]+)*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex DocumentedCode();
}
