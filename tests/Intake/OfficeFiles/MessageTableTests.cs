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

    [Fact]
    public void Every_code_of_a_drop_has_its_row() =>
        Assert.Empty(CodesOf("Intake/Messages", "DropCellMessages.cs", "DropRowMessages.cs", "DropFileMessages.cs", "WarningMessages.cs",
            "SheetMessages.cs").Except(Documented));

    [Fact]
    public void Every_code_of_a_figure_a_file_and_an_answer_has_its_row() =>
        Assert.Empty(CodesOf("Intake/Submissions", "ErrorList.cs", "SubmissionCheck.cs", "FigureRules.cs", "FileRowMapper.cs",
            "RowCells.cs", "FileMessages.cs", "CsvTable.cs", "SubmissionFiles.cs", "XlsxPackage.cs", "FormsAnswer.cs", "FormSubmission.cs",
                "JsonSubmission.cs")
            .Except(Documented));

    [Fact]
    public void Every_code_of_a_register_beside_the_one_that_holds_has_its_row() =>
        Assert.Empty(CodesOf("Intake/Reference", "RegisterGuard.cs").Concat(CodesOf("Domain/Organisation", "RegisterCheck.cs"))
            .Except(Documented));

    [Fact]
    public void Every_row_is_of_a_code_that_there_is()
    {
        var literals = Directory.EnumerateFiles(Functions, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(Documented);
        Assert.Empty(Documented.Except(literals));
    }

    private static IEnumerable<string> CodesOf(string room, params string[] files)
    {
        var text = Directory.EnumerateFiles(Path.Combine(Functions, room), "*.cs", SearchOption.AllDirectories)
            .Where(f => files.Contains(Path.GetFileName(f))).Select(File.ReadAllText).ToList();
        Assert.NotEmpty(text);
        var codes = text.SelectMany(t => CodePosition().Matches(t)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(codes);
        return codes;
    }

    // A code stands where a message is made: before its text or a value.
    [GeneratedRegex("""(?:=> \(|Code = |Pointer, |pointer, |Line, |line, |name\), |Name, |"/responseId", |value, |named, |"", |column, |null, "section_|null, |[a-z]\.Code, |RegisterReader\.\w+, )"([a-z]+(?:_[a-z]+)+)"(?:[,;]|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex CodePosition();

    [GeneratedRegex("\"([a-z]+(?:_[a-z]+)*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex DocumentedCode();
}
