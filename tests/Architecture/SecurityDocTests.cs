using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>SECURITY.md names for each threat the tests that cover it; they are there.</summary>
public sealed partial class SecurityDocTests
{
    /// <summary>A test by its class and method.</summary>
    private static readonly IReadOnlySet<string> Tests = typeof(SecurityDocTests).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttributes(typeof(FactAttribute), true).OfType<FactAttribute>()
            .Any(f => f.Skip is null)).Select(m => $"{t.Name}.{m.Name}"))
        .ToHashSet(StringComparer.Ordinal);

    private static readonly IReadOnlyList<string[]> Threats =
        [.. SourceFiles.Text("SECURITY.md").Split('\n').SkipWhile(l => !l.StartsWith("| threat |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Trim('|', '\r').Split('|', StringSplitOptions.TrimEntries))];

    [Fact]
    public void Every_threat_says_to_whom_what_stops_it_and_which_tests_cover_it()
    {
        Assert.NotEmpty(Threats);
        Assert.All(Threats, t => Assert.Equal(4, t.Length));
        Assert.All(Threats, t => Assert.DoesNotContain("", t));
        Assert.All(Threats, t => Assert.Matches(@"^`\w+\.\w+`(, `\w+\.\w+`)*$", t[3]));
    }

    [Fact]
    public void Every_test_that_is_named_is_there_and_runs() =>
        Assert.Empty(Threats.SelectMany(t => Named().Matches(t[3]).Select(m => m.Groups[1].Value)).Except(Tests));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
