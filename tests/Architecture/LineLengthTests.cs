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

    [Fact]
    public void No_line_is_longer() => Assert.All(SourceFiles.OfCode.SelectMany(LongLines), Assert.Null);

    [Theory]
    [InlineData("var x = \"{0}\";", true)]
    [InlineData("var x = {0};", false)]
    [InlineData("// {0}", false)]
    public void What_stands_in_a_literal_is_not_counted(string line, bool isRight) =>
        Assert.Equal(isRight, Counted(line.Replace("{0}", new string('x', Longest), StringComparison.Ordinal)).Length <= Longest);

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
