using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The report on FY2021 made from the sample, against the city's own text, figure by figure.</summary>
[Collection(SampleApp.Collection)]
public sealed partial class ReportFiguresTests(SampleApp sample)
{
    private static readonly string[] Lines = SourceFiles.Text("tests", "Publishing", "Reporting", "smart-toyonaka-fy2021.txt")
        .Normalize(NormalizationForm.FormKC).ReplaceLineEndings("\n").Split('\n');

    /// <summary>Every number of the city's text with its line and where it stands in ours; a dash and why for what is no figure.</summary>
    private static readonly IReadOnlyList<(int Line, decimal Figure, string Where)> Table =
        [.. SourceFiles.Text("tests", "Publishing", "Reporting", "report-figures-2021.csv").ReplaceLineEndings("\n")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))
            .Select(c => (int.Parse(c[0], CultureInfo.InvariantCulture), Number(c[1]), c[2]))];

    public static TheoryData<int, decimal, string> Figures
    {
        get
        {
            var data = new TheoryData<int, decimal, string>();
            foreach (var (line, figure, where) in Table.Where(t => t.Where[0] != '-').Distinct())
            {
                data.Add(line, figure, where);
            }

            return data;
        }
    }

    [Fact]
    public void The_table_has_every_number_of_the_text() => Assert.Equal(
        Lines.SelectMany((l, i) => NumberText().Matches(Date().Replace(l, "")).Select(m => (i + 1, Number(m.Value)))),
        Table.Select(t => (t.Line, t.Figure)));

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task A_figure_of_the_city_s_report_is_in_ours(int line, decimal figure, string where)
    {
        var report = await ReportAsync();
        if (where.Split('/') is [("target" or "next") and var part, var id])
        {
            var measure = report.Groups.SelectMany(g => g.Measures).Single(m => m.Id == id);
            Assert.Contains(figure, (part == "target" ? measure.Targets : measure.Next)
                .SelectMany(l => NumberText().Matches(l.ToString()).Select(m => Number(m.Value))));
            return;
        }

        var runs = report.Lines().SelectMany(l => l.Runs).Where(r => r.Figure?.Key == where).ToList();
        Assert.NotEmpty(runs);
        Assert.All(runs, r =>
        {
            Assert.True(r.Figure!.HasValue, r.Text);
            Assert.Equal(figure, Number(NumberText().Match(r.Text).Value));

            // 17.8%削減 is not 17.8%増, nor 11事業 11業務.
            var unit = Unit().Matches(Lines[line - 1]).First(m => Number(m.Groups[1].Value) == figure).Groups[2].Value;
            Assert.True(where.EndsWith("#numerator", StringComparison.Ordinal) || r.Text.EndsWith(unit, StringComparison.Ordinal),
                $"{r.Text}: {Lines[line - 1]}");
            Assert.Equal(where.Contains(":planned", StringComparison.Ordinal) ? "planned" : "actual", r.Figure.Status);
        });

        // The same stands in the page, with the way to where it came from; what is planned says so.
        var (status, html) = await sample.PageAsync("api/reports/2021");
        Assert.Equal(HttpStatusCode.OK, status);
        var isPlanned = runs[0].Figure!.Status == "planned";
        Assert.Matches($"<[^<]*{(isPlanned ? "class=\"planned\"[^<]*" : "")}data-figure=\"{where}\">{Regex.Escape(runs[0].Text)}<", html);
        Assert.All(isPlanned ? report.Groups.SelectMany(g => g.Measures) : [], m => Assert.True(SaysSo(m.Results) && SaysSo(m.Done)));

        bool SaysSo(IReadOnlyList<ReportLine> lines) => lines.Select((l, i) => (Line: l, Next: lines.ElementAtOrDefault(i + 1)))
            .Where(l => l.Line.Runs.Any(r => r.Figure?.Key == where))
            .All(l => $"{l.Line}{(l.Next?.Kind == ReportLineKind.Detail ? l.Next : null)}".Contains("予定", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_link_of_a_figure_leads_to_its_value()
    {
        var (_, html) = await sample.PageAsync("api/reports/2021");
        var links = Link().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Distinct().ToList();
        Assert.True(links.Count > 30);
        foreach (var link in links)
        {
            Assert.Equal((link, HttpStatusCode.OK), (link, (await sample.PageAsync(link.TrimStart('/'))).Status));
        }
    }

    [Fact]
    public async Task Tasks_that_the_city_names_are_named_with_their_sections()
    {
        var register = (await ReportAsync()).Groups.SelectMany(g => g.Measures).Single(m => m.Id == "rpa_ai_ocr").Registers.Single();
        var printed = Lines[280..309].Select(l => l.Split(':', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(29, printed.Count);
        Assert.Equal(29, register.Entries.Count);
        Assert.All(printed, p => Assert.Single(register.Entries, e => e.Name.Normalize(NormalizationForm.FormKC) == p[0]
            && e.DepartmentName.StartsWith(p[1], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_structure_is_the_city_s()
    {
        var report = await ReportAsync();
        Assert.Equal(["市民サービスの向上", "社会情勢に応じたサービスの見直し", "業務の効率化"], report.Groups.Select(g => g.Name));
        Assert.Equal([3, 3, 4], report.Groups.Select(g => g.Measures.Count));
        var text = string.Concat(Lines.Select(l => l.Trim()));
        Assert.All(report.Groups.SelectMany(g => g.Measures), m =>
            Assert.Contains("■" + m.Name.Normalize(NormalizationForm.FormKC).Replace("等の導入", "", StringComparison.Ordinal), text,
                StringComparison.Ordinal));
        Assert.Equal("令和2年度（2020年度） ～ 令和4年度（2022年度）", report.Period.ToString());
        Assert.Contains("経営戦略方針", Assert.Single(report.Purpose).ToString(), StringComparison.Ordinal);

        // What the text leaves out is told in footnotes; what the text plans is marked.
        Assert.All(["市立豊中病院の医療職", "消防局の交代制勤務者", "新型コロナウイルス対応", "災害", "選挙応援", "市立豊中病院の医療部門", "災害協定"], n =>
            Assert.Contains(report.Notes, x => x.Contains(n, StringComparison.Ordinal)));
        var (_, html) = await sample.PageAsync("api/reports/2021");
        Assert.Contains("class=\"planned\"", html, StringComparison.Ordinal);
    }

    private async Task<AnnualReport> ReportAsync() =>
        JsonReport.Read(await sample.App.Client.GetByteArrayAsync("api/reports/2021?format=json"));

    private static decimal Number(string text) =>
        decimal.Parse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    // Dates and the numbers of sections are no figures.
    [GeneratedRegex(@"(?:令和|平成|R|H)\d+(?:年度?末?)?(?:\(\d{4}年度?\))?(?:\d+月)?(?:\d+日)?|\d{4}年度?|R\d+\.\d+|\d+月(?:\d+日)?|\(\d\)")]
    private static partial Regex Date();

    [GeneratedRegex(@"[\d,]*\d(?:\.\d+)?")]
    private static partial Regex NumberText();

    [GeneratedRegex(@"([\d,]*\d(?:\.\d+)?)(%削減|%増|%|事業|業務|団体|社|種類|件|人|施設)")]
    private static partial Regex Unit();

    [GeneratedRegex("href=\"(/indicators/[^\"]+)\"")]
    private static partial Regex Link();
}
