using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>The sources of the repository, for tests that hold documents and rules to them.</summary>
internal static partial class SourceFiles
{
    private static readonly string[] Folders = ["functions", "localhost", "cli", "tests", "benchmarks", "samples", ".ci"];

    public static string Root { get; } = FindRoot();

    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The C# files of functions/ by room (<c>Intake/Drops</c>, <c>Ledger</c>); "" for those that stand in no folder.</summary>
    public static ILookup<string, (string File, string Code)> OfFunctions { get; } = ReadFunctions();

    /// <summary>All C# files of the repository, by their whole paths.</summary>
    public static IReadOnlyList<string> OfCode { get; } = [.. Folders.SelectMany(Files)];

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static ILookup<string, (string File, string Code)> ReadFunctions()
    {
        var functions = Path.Combine(Root, "functions");
        return Directory.EnumerateFiles(functions, "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(functions, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToLookup(RoomOf, f => (f, WithoutComments(File.ReadAllText(Path.Combine(functions, f)))));
    }

    // A folder within a room belongs to it: Intake/Drops/Checks is Intake/Drops.
    private static string RoomOf(string file) => string.Join('/', file.Split('/')[..^1].Take(2));

    // Names in comments and in texts are no references.
    private static string WithoutComments(string code) => CommentOrText().Replace(code, m => m.Value[0] == '/' ? " " : "\"\"");

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?\*/|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""")]
    private static partial Regex CommentOrText();

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
