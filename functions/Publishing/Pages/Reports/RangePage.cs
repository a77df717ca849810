using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;

namespace SmartToyonaka.Publishing.Pages.Reports;

/// <summary>A report over several years as one page that prints on A4: each year's columns side by side.</summary>
internal sealed class RangePage
{
    private readonly RangeReport report;
    private readonly bool english;
    private readonly string here;
    private readonly ReportBody body;

    private RangePage(RangeReport report, bool english)
    {
        (this.report, this.english) = (report, english);
        here = Address("html") + ReportPage.Language(english, '&');
        body = new(here, english);
    }

    /// <summary>The page.</summary>
    /// <param name="report">What it shows.</param>
    /// <param name="english">The language of it and of the report.</param>
    public static Markup Of(RangeReport report, bool english) => new RangePage(report, english).Of();

    private Markup Of() => ReportPage.Page($"{report.Title} {report.Subtitle}", Markup.Of($"""
        <nav class="tools" aria-label="{Of(ReportPageMessages.ThisReport)}"><a href="{Address("docx")}">{Of(ReportPageMessages.InWord)}</a> <a href="{Address("json")}">{ReportPageMessages.AsJson(english)}</a>{report.Years.Where(y => y.HasFigures).Select(y => Markup.Of($""" <a href="/api/reports/{y.FiscalYear}{ReportPage.Language(english)}">{Of(ReportPageMessages.ReportOf(new(y.FiscalYear)))}</a>"""))} <a href="/indicators{ReportPage.Language(english)}">{Of(ReportPageMessages.Indicators)}</a> {ReportPage.InOtherLanguage(Address("html"), english)}</nav>
        <main>
        <header>
        <h1>{body.Said(report.Title)}</h1>
        <p class="subtitle">{report.Subtitle}</p>
        <p>{Of(RangeMessages.About)}</p>
        <ul class="state">{report.Years.Select(y => Markup.Of($"<li>{y.Name}: {body.Said(y.State)}</li>"))}</ul>{ReportPage.AsWritten(english)}
        </header>
        <section><h2>{Of(RangeMessages.Indicators)}</h2>{report.Indicators.Select(Indicators)}</section>
        {report.Groups.Select(g => Markup.Of($"<section><h2>{body.Said(g.Name)}</h2>{g.Measures.Select(Measure)}</section>"))}
        {ReportPage.Notes(report.Notes, body, english)}
        </main>
        """), english: english);

    private Markup Indicators(RangeIndicatorGroup group, int at) => Markup.Of($"""
        <h3>{body.Said(group.Name)}</h3>
        {PageTable.Of(here, english, $"indicators-{at + 1}", group.Name, "years list", Markup.Of($"""
            <thead><tr><th scope="col">{Of(RangeMessages.Indicator)}</th>
            <th scope="col" class="aim">{Of(RangeMessages.Target)}</th>{Heads()}</tr></thead>
            <tbody>{group.Indicators.Select(i => Markup.Of($"""
                <tr><th scope="row">{body.Said(i.Name)}</th><td>{body.Said(i.Target.Length > 0 ? i.Target : ReportPageMessages.Nothing(english))}</td>{i.Cells.Select(c => Markup.Of($"<td>{c.Lines(i.Indicator, english).Select(body.Line)}</td>"))}</tr>
                """))}</tbody>
            """))}
        """);

    private Markup Measure(RangeMeasure m) => Markup.Of($"""
        <section id="{m.Id}" aria-labelledby="{m.Id}-name">
        <h3 id="{m.Id}-name">{body.Said(Of(ReportPageMessages.Measure(m.Name)))}</h3>
        {PageTable.Of(here, english, m.Id, Of(RangeMessages.Table(m.Name)), "years", Markup.Of($"""
            <thead><tr><th scope="col" class="aim"><span class="hidden">{Of(RangeMessages.Item)}</span></th>{Heads()}</tr></thead>
            <tbody>{Rows(m)}</tbody>
            """))}
        {m.Registers.Select((r, i) => body.Register(r, $"{m.Id}-{i + 1}", $"{m.Name} {r.Title}"))}
        </section>
        """);

    private Markup Rows(RangeMeasure m) => Markup.Join(
    [
        Row(m, RangeMessages.Target, c => c.Targets), Row(m, RangeMessages.Result, c => c.Results), Row(m, RangeMessages.Done, c => c.Done),
    ]);

    private Markup Row(RangeMeasure m, BilingualText name, Func<RangeColumn, IReadOnlyList<ReportLine>> of) => Markup.Of($"""
        <tr><th scope="row">{Of(name)}</th>{m.Columns.Select(c => Markup.Of($"<td>{(of(c).Count > 0 ? Markup.Join(of(c).Select(body.Line)) : Markup.Of($"{ReportPageMessages.Nothing(english)}"))}</td>"))}</tr>
        """);

    private Markup Heads() => Markup.Of($"""{report.Years.Select(y => Markup.Of($"""<th scope="col">{y.Name}</th>"""))}""");

    private string Of(BilingualText text) => text.In(english);

    private string Address(string format) => $"/api/reports/{report.Name}?format={format}";
}
