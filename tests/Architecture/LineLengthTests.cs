using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// Lines of code are at most 140 characters long. What stands in string literals is not counted: bodies of requests, markup and regular
/// expressions are read better in one piece.
/// </summary>
public sealed partial class LineLengthTests
{
    private const int Longest = 140;
    private const string RawLiteral = "\"\"\"";

    private static readonly string[] Folders = ["functions", "localhost", "cli", "tests", "benchmarks", "samples", ".ci"];

    [Fact]
    public void No_line_is_longer() => Assert.All(Folders.SelectMany(Files).SelectMany(LongLines), Assert.Null);

    [Theory]
    [InlineData("var x = \"{0}\";", true)]
    [InlineData("var x = {0};", false)]
    [InlineData("// {0}", false)]
    public void What_stands_in_a_literal_is_not_counted(string line, bool isRight) =>
        Assert.Equal(isRight, Counted(line.Replace("{0}", new string('x', Longest), StringComparison.Ordinal)).Length <= Longest);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> LongLines(string file)
    {
        var isRaw = false;
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            var turns = line.Split(RawLiteral).Length - 1;
            if (!isRaw && turns == 0 && line.Length > Longest && Counted(line).Length > Longest)
            {
                yield return $"{Path.GetRelativePath(SourceFiles.Root, file)}:{number + 1}";
            }

            isRaw ^= turns % 2 == 1;
        }
    }

    private static string Counted(string line) => Literal().Replace(line, "\"\"");

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literal();
}
