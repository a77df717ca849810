using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;

namespace SmartToyonaka.Publishing.Pages.Reports;

/// <summary>A report over several years as one page that prints on A4: each year's columns side by side.</summary>
internal static class RangePage
{
    public static Markup Of(RangeReport report)
    {
        var here = Address(report, "html");
        var body = new ReportBody(here);
        return ReportPage.Page($"{report.Title} {report.Subtitle}", Markup.Of($"""
            <nav class="tools" aria-label="この報告書"><a href="{Address(report, "docx")}">Word(docx)で開く</a> <a href="{Address(report, "json")}">JSON</a>{report.Years.Where(y => y.HasFigures).Select(y => Markup.Of($""" <a href="/api/reports/{y.FiscalYear}">{y.Name}の報告書</a>"""))} <a href="/indicators">指標の説明</a> {ReportPage.InEnglish}</nav>
            <main>
            <header>
            <h1>{report.Title}</h1>
            <p class="subtitle">{report.Subtitle}</p>
            <p>{RangeMessages.About}</p>
            <ul class="state">{report.Years.Select(y => Markup.Of($"<li>{y.Name}: {y.State}</li>"))}</ul>
            </header>
            <section><h2>{RangeMessages.Indicators}</h2>{report.Indicators.Select((g, i) => Indicators(g, i, report, here, body))}</section>
            {report.Groups.Select(g => Markup.Of($"<section><h2>{g.Name}</h2>{g.Measures.Select(m => Measure(m, report, here, body))}</section>"))}
            {ReportPage.Notes(report.Notes)}
            </main>
            """));
    }

    private static Markup Indicators(RangeIndicatorGroup group, int at, RangeReport report, string here, ReportBody body) => Markup.Of($"""
        <h3>{group.Name}</h3>
        {PageTable.Of(here, english: false, $"indicators-{at + 1}", group.Name, "years list", Markup.Of($"""
            <thead><tr><th scope="col">指標</th><th scope="col" class="aim">{RangeMessages.Target}</th>{Heads(report)}</tr></thead>
            <tbody>{group.Indicators.Select(i => Markup.Of($"""
                <tr><th scope="row">{i.Name}</th><td>{(i.Target.Length > 0 ? i.Target : RangeMessages.NoTarget)}</td>{i.Cells.Select(c => Markup.Of($"<td>{c.Lines(i.Indicator).Select(body.Line)}</td>"))}</tr>
                """))}</tbody>
            """))}
        """);

    private static Markup Measure(RangeMeasure m, RangeReport report, string here, ReportBody body) => Markup.Of($"""
        <section id="{m.Id}" aria-labelledby="{m.Id}-name">
        <h3 id="{m.Id}-name">■{m.Name}</h3>
        {PageTable.Of(here, english: false, m.Id, m.Name, "years", Markup.Of($"""
            <thead><tr><th scope="col" class="aim"><span class="hidden">項目</span></th>{Heads(report)}</tr></thead>
            <tbody>{Rows(m, body)}</tbody>
            """))}
        {m.Registers.Select((r, i) => body.Register(r, $"{m.Id}-{i + 1}", $"{m.Name} {r.Title}"))}
        </section>
        """);

    private static Markup Rows(RangeMeasure m, ReportBody body) => Markup.Join(
    [
        Row(m, RangeMessages.Target, c => c.Targets, body), Row(m, RangeMessages.Result, c => c.Results, body),
        Row(m, RangeMessages.Done, c => c.Done, body),
    ]);

    private static Markup Row(RangeMeasure m, string name, Func<RangeColumn, IReadOnlyList<ReportLine>> of, ReportBody body) => Markup.Of($"""
        <tr><th scope="row">{name}</th>{m.Columns.Select(c => Markup.Of($"<td>{(of(c).Count > 0 ? Markup.Join(of(c).Select(body.Line)) : Markup.Of($"{RangeMessages.NoTarget}"))}</td>"))}</tr>
        """);

    private static Markup Heads(RangeReport report) => Markup.Of($"""{report.Years.Select(y => Markup.Of($"""<th scope="col">{y.Name}</th>"""))}""");

    private static string Address(RangeReport report, string format) => $"/api/reports/{report.Name}?format={format}";
}
