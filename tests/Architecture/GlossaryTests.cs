using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>docs/glossary.md speaks of things that there are.</summary>
public sealed partial class GlossaryTests
{
    private static readonly string Sources = string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(SourceFiles.Root, "functions"), "*.*", SearchOption.AllDirectories)
        .Where(f => Path.GetExtension(f) is ".cs" or ".json" && !Path.GetRelativePath(SourceFiles.Root, f)
            .Split(Path.DirectorySeparatorChar).Any(d => d is "obj" or "bin"))
        .Select(File.ReadAllText));

    [Fact]
    public void Every_name_of_the_glossary_is_a_name_of_the_code()
    {
        var names = Row().Matches(SourceFiles.Text("docs", "glossary.md"))
            .SelectMany(row => Name().Matches(row.Groups[1].Value + row.Groups[2].Value)).SelectMany(m => m.Groups[1].Value.Split('.'))
                .Distinct().ToList();

        Assert.True(names.Count > 60, "The table of the glossary was not read.");
        Assert.All(names, n => Assert.Matches($@"(?<!\w){Regex.Escape(n)}(?!\w)", Sources));
    }

    [GeneratedRegex(@"^\|[^|]+\|[^|]+\|([^|]+)\|([^|]+)\|[^|]+\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
