using System.Reflection;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// Messages that people read are in the folder Messages of their room, where a person of the city can read through them; none is built in a
/// rule. What is parsed (headings, units, words for totals) and names of data are no messages, and pages are texts of their own.
/// </summary>
public sealed partial class MessageTests
{
    private static readonly string[] Folders = ["functions", "cli"];

    private static readonly (string File, string Reason)[] Excepted =
    [
        ("functions/Domain/Indicators/FormulaText.cs", "explains formulas of the catalogue, both languages side by side"),
        ("functions/Intake/Drops/DropUnit.cs", "reads sentences about units"),
        ("functions/Publishing/Pages/", "layout of pages, both languages side by side"),
    ];

    public static TheoryData<string> Properties => [.. Texts.Select(p => $"{p.DeclaringType!.FullName}.{p.Name}")];

    private static IEnumerable<PropertyInfo> Texts => typeof(SmartToyonakaApp).Assembly.GetTypes()
        .Where(t => t.Namespace?.EndsWith(".Messages", StringComparison.Ordinal) == true)
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static)).Where(p => p.PropertyType == typeof(BilingualText));

    [Fact]
    public void No_sentence_is_outside_the_messages() =>
        Assert.Empty(Sources().Where(f => !IsMessages(f)
            && Array.TrueForAll(Excepted, x => !f.StartsWith(x.File, StringComparison.Ordinal)))
            .SelectMany(f => SentencesIn(SourceFiles.Text(f)).Select(s => $"{f}: {s}")));

    [Fact]
    public void Every_exception_is_needed() => Assert.All(Excepted, x => Assert.Contains(
        Sources().Where(f => f.StartsWith(x.File, StringComparison.Ordinal)), f => SentencesIn(SourceFiles.Text(f)).Any()));

    [Fact]
    public void Rooms_have_their_messages() => Assert.Equal(
        ["cli/Messages", "functions/Domain/Messages", "functions/Intake/Messages", "functions/Publishing/Messages",
            "functions/Triggers/Messages"],
        Sources().Where(IsMessages).Select(f => f[..f.LastIndexOf('/')]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("""var x = "値を入れてください";""", 1)]
    [InlineData("""var x = $"{line}行目に誤りがあります。";""", 1)]
    [InlineData("""var x = $"使えるもの: {string.Join("、", known)} です。";""", 1)]
    [InlineData("""var x = "年月";""", 0)]
    [InlineData("""// 値を入れてください。""", 0)]
    [InlineData("""var x = text.TrimEnd('。') + "。";""", 0)]
    public void A_sentence_is_found(string code, int sentences) => Assert.Equal(sentences, SentencesIn(code).Count());

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_text_is_in_both_languages(string property)
    {
        var text = (BilingualText)Texts.Single(p => $"{p.DeclaringType!.FullName}.{p.Name}" == property).GetValue(null)!;

        Assert.Matches(Japanese(), text.Ja);
        Assert.Matches("[A-Za-z]{2}", text.En);
    }

    private static IEnumerable<string> Sources() => Folders
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, f), "*.cs", SearchOption.AllDirectories))
        .Select(f => Path.GetRelativePath(SourceFiles.Root, f).Replace('\\', '/'))
        .Where(f => !f.Split('/').Any(d => d is "obj" or "bin"));

    private static bool IsMessages(string file) => file.Contains("/Messages/", StringComparison.Ordinal);

    private static IEnumerable<string> SentencesIn(string code) => CommentOrLiteral().Matches(code).Select(m => m.Value)
        .Where(l => l[0] == '"' && (l.Contains('。', StringComparison.Ordinal) || l.Contains("ください", StringComparison.Ordinal))
            && Japanese().IsMatch(l));

    [GeneratedRegex(""""//[^\n]*|/\*[\s\S]*?\*/|"""[\s\S]*?"""|'(?:\\.|[^'\\\n])+'|"(?:\\.|[^"\\\n])*"""")]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex Japanese();
}
