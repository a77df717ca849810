using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>Links, paths of the code and tests that documents name exist.</summary>
public sealed partial class DocumentTests
{
    private static readonly IReadOnlyList<string> Files =
    [
        .. Directory.EnumerateFiles(SourceFiles.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "docs"), "*.md"))
            .Select(f => Path.GetRelativePath(SourceFiles.Root, f)).Order(StringComparer.Ordinal),
        Path.Combine("samples", "README.md"),
    ];

    public static TheoryData<string> Documents => [.. Files];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_and_path_of_a_document_leads_somewhere(string document)
    {
        var text = SourceFiles.Text(document);
        var folder = Path.GetDirectoryName(document)!;
        var links = Link().Matches(text).Select(m => Path.Combine(folder, Uri.UnescapeDataString(m.Groups[1].Value)));
        var paths = CodePath().Matches(text).Select(m => m.Groups[1].Value);

        Assert.All(links.Concat(paths).Distinct(), p => Assert.True(IsThere(p), p));
    }

    [Fact]
    public void Tests_that_whoever_changes_something_is_pointed_to_are_there()
    {
        var tests = typeof(DocumentTests).Assembly.GetTypes().Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var named = Test().Matches(SourceFiles.Text("CONTRIBUTING.md")).Select(m => m.Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    // A class is named with or without its extension, a folder with or without its slash.
    private static bool IsThere(string path)
    {
        var full = Path.Combine(SourceFiles.Root, path);
        return File.Exists(full) || Directory.Exists(full) || File.Exists(full + ".cs");
    }

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    // Paths with a placeholder, as in `…/<Name>.cs`, are not checked.
    [GeneratedRegex(@"`((?:functions|tests|cli|infra|benchmarks|samples)/[\w./-]*)`")]
    private static partial Regex CodePath();

    [GeneratedRegex(@"\b[A-Z]\w+Tests\b")]
    private static partial Regex Test();
}
