using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>What a message gives as an example of what to type (…のように) is taken when it is typed.</summary>
public sealed partial class MessageExampleTests
{
    // Neither typed into a field nor into a cell: a name of a file, and spans of years.
    private static readonly HashSet<string> Names = ["2021.json", "2020-2022"];

    public static TheoryData<string> Examples => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*Messages.cs",
        SearchOption.AllDirectories).SelectMany(f => Suggested().Matches(File.ReadAllText(f)))
        .SelectMany(m => m.Groups[1].Value.Split([" や ", " か "], StringSplitOptions.None)).Distinct().Except(Names)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_taken_when_it_is_typed(string example) => Assert.True(
        MonthText.Parse(example) is { Fault: MonthParseError.None, EraHadEnded: false }
        || NumberText.ParseCount(example).State == CellState.Value
        || NumberText.ParseHours(example).State == CellState.Value
        || DateOnly.TryParseExact(example, "yyyy/M/d", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || IsTemplate(example.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)), example);

    [Fact]
    public void There_are_examples() => Assert.True(Examples.Count > 5);

    private static bool IsTemplate(string example) => example.StartsWith('{')
        && ReportTemplate.Parse(example, ReferenceData.BuiltInCatalogue).Pieces is [{ Figure: not null }];

    [GeneratedRegex(@"([^\s、。「」（(""]+(?: (?:や|か) [^\s、。「」（(""]+)*) のように", RegexOptions.CultureInvariant)]
    private static partial Regex Suggested();
}
