using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>
/// The report on FY2021 made from the sample, against the city's own text, line by line: every line of the original stands in ours, in the
/// order of its column, or in the list of those that look otherwise, with the reason.
/// </summary>
[Collection(SampleApp.Collection)]
public sealed partial class ReportLinesTests(SampleApp sample)
{
    /// <summary>Lines of the original that are not in ours as they stand, each with the reason.</summary>
    private static readonly Dictionary<string, string> Accepted = new(StringComparer.Ordinal)
    {
        ["スマートとよなかプロジェクトとは..."] = "a heading above the list that has one of its own",
        ["(28業務(R2年4月)⇒189業務(R3年4月)⇒472業務(R4年4月))"] = "a planned number is always said to be one: R4年4月予定",
        ["(2)社会情勢に応じたサービスの見直し5"] = "the number of the page",
        ["〇発行物の電子化の拡大○電子化した発行物(電子化により、紙媒体を廃止または削減したものに限る)"] = "what is left out is a footnote",
        ["臨時会計年度任用職員に係る例月の給与支払処理:職員課"] = "two of one name stand together",
    };

    [Fact]
    public async Task Every_line_of_the_city_s_report_is_in_ours()
    {
        var report = JsonReport.Read(await sample.App.Client.GetByteArrayAsync("api/reports/2021?format=json"));
        var columns = report.Groups.SelectMany(g => g.Measures).SelectMany(m => Columns(report, m)).Concat(Front(report))
            .Select(c => new Column(c)).ToList();
        var missing = new List<string>();
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        var last = columns[0];
        foreach (var line in SourceFiles.Text("tests", "Publishing", "Reporting", "smart-toyonaka-fy2021.txt").ReplaceLineEndings("\n")
            .Split('\n').Select(Plain).Where(l => l.Length > 0 && !PageNumber().IsMatch(l)))
        {
            // A line of a table is several cells, and columns stand side by side: the next piece may be of any.
            foreach (var piece in Accepted.ContainsKey(line) && accepted.Add(line) ? [] : Separators().Split(line).Where(l => l.Length > 0))
            {
                if (columns.OrderBy(c => c != last).FirstOrDefault(c => c.TryPass(piece)) is { } column)
                {
                    last = column;
                }
                else
                {
                    missing.Add($"{piece} in {line}");
                }
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.Equal(Accepted.Keys.Order(StringComparer.Ordinal), accepted.Order(StringComparer.Ordinal));
    }

    // What is judged, what was planned, done and listed, and what comes next: each in its order.
    private static IEnumerable<string> Columns(AnnualReport report, ReportMeasure m) =>
    [
        Plain(m.Name + "【目標】") + Text(m.Targets) + Plain($"【{report.YearEnd}】") + Text(m.Results), Text(m.Planned), Text(m.Done),
        Text(m.Next),
        .. m.Registers.Select(r => string.Concat(r.Entries.Select(e => Plain(
            $"{e.Partners}{e.Name}（{e.Since}）{e.Partners}{e.DepartmentName}{string.Concat(e.Remark.Select(run => run.Text))}")))),
        .. m.Registers.Select(r => Plain(string.Join('、', r.Entries.Select(e => e.Name)))),
    ];

    // The title page, the notes and what is said on every page.
    private static IEnumerable<string> Front(AnnualReport report) =>
    [
        Plain(report.Title), Plain(report.Subtitle), Plain(report.Issued!), Plain("1.目的" + string.Concat(report.Purpose)),
        Plain("2.対象期間" + report.Period), "3.対象事業", .. report.Groups.Select((g, i) => Plain($"({i + 1}){g.Name}")),
        .. report.Groups.Select(g => Plain(string.Concat(g.Measures.Select(m => m.Name)))), Plain(string.Concat(report.Notes)),
        Plain("取組み実績における下線部を集計（以下同様）"), "取組み予定取組み実績今後の対応",
    ];

    private static string Text(IEnumerable<ReportLine> lines) => Plain(string.Concat(lines.Select(l => l.ToString())));

    // Blanks, marks at the beginning of a line and forms of the same letter are layout.
    private static string Plain(string text) => Marks().Replace(text.Normalize(NormalizationForm.FormKC), "");

    /// <summary>A column of our report, read from above.</summary>
    private sealed class Column(string text)
    {
        private int at;

        public bool TryPass(string piece)
        {
            var found = text.IndexOf(piece, at, StringComparison.Ordinal);
            at = Math.Max(at, found);
            return found >= 0;
        }
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"[\s\p{Cf}・◉■]")]
    private static partial Regex Marks();

    [GeneratedRegex("[:→⇒※〇○◯]|\\.\\.\\.")]
    private static partial Regex Separators();
}
