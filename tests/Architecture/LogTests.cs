using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>Each log line has a number of its own, and docs/operations.md says what it means.</summary>
public sealed partial class LogTests
{
    private static readonly (int Event, string Level)[] InCode =
    [
        .. SourceFiles.OfFunctions.SelectMany(g => g).SelectMany(f => Messages().Matches(f.Code))
            .Select(m => (int.Parse(m.Groups["id"].Value, CultureInfo.InvariantCulture), m.Groups["level"].Value)).Order(),
    ];

    private static readonly string Document = SourceFiles.Text("docs", "operations.md");

    [Fact]
    public void Every_log_line_has_a_number_of_its_own()
    {
        Assert.Equal(SourceFiles.OfFunctions.SelectMany(g => g).Sum(f => Regex.Count(f.Code, @"\[LoggerMessage\(")), InCode.Length);
        Assert.Equal(InCode.Select(m => m.Event).Distinct(), InCode.Select(m => m.Event));
    }

    [Fact]
    public void Every_log_line_is_in_the_document_and_the_other_way_round() =>
        Assert.Equal(InCode, Rows().Matches(Document)
            .Select(m => (int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value)).Order());

    [Fact]
    public void Every_metric_is_in_the_document()
    {
        var names = Regex.Matches(SourceFiles.Text("functions", "Operations", "Telemetry", "Instrumentation.cs"),
            "\"(smarttoyonaka\\.[a-z._]+)\"").Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(11, names.Count);
        Assert.All(names, name => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(?<id>\d+), (?:Level = )?LogLevel\.(?<level>\w+)")]
    private static partial Regex Messages();

    [GeneratedRegex(@"^\| (\d{4}) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
