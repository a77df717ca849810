using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Domain.Organisation;

/// <summary>
/// docs/register.md shows how to write a register; its examples are what the program takes, or refuses for the reason given.
/// </summary>
public sealed partial class RegisterDocTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var m in Example().Matches(Document).AsEnumerable())
            {
                examples.Add(m.Groups[1].Value, m.Groups[2].Value);
            }

            return examples;
        }
    }

    private static string Document => SourceFiles.Text("docs", "register.md").ReplaceLineEndings("\n");

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_taken_or_refused_as_it_says(string code, string rows)
    {
        var errors = RegisterReader.Read(new StringReader("所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\n" + rows)).Errors;

        Assert.Equal(code.Length == 0 ? [] : [code], errors.Select(e => e.Code));
    }

    [Fact]
    public void There_are_examples_of_both_kinds()
    {
        var codes = Example().Matches(Document).Select(m => m.Groups[1].Value).ToList();

        Assert.Equal((8, 3), (codes.Count(c => c.Length == 0), codes.Count(c => c.Length > 0)));
    }

    [Fact]
    public void Every_code_of_the_document_is_one_of_the_program()
    {
        var sources = string.Concat(new[] { "RegisterReader.cs", "RegisterCheck.cs" }.Select(f =>
            SourceFiles.Text("functions", "Domain", "Organisation", f)));

        Assert.Equal(13, Codes().Matches(Document).Sum(m => Word().Count(m.Value)));
        Assert.All(Codes().Matches(Document).SelectMany(m => Word().Matches(m.Value)), m =>
            Assert.Contains($"\"{m.Groups[1].Value}\"", sources, StringComparison.Ordinal));
    }

    [GeneratedRegex("```csv ?(\\w*)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| [^|]+ \| (?:`\w+`、?)+ \|$", RegexOptions.Multiline)]
    private static partial Regex Codes();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Word();
}
