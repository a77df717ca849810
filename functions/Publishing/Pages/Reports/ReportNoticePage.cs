using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual;

namespace SmartToyonaka.Publishing.Pages.Reports;

/// <summary>Pages about reports: what there is, and what would change.</summary>
public static class ReportNoticePage
{
    /// <summary>Says what is not there and what is.</summary>
    /// <param name="title">What is wrong.</param>
    /// <param name="text">The same at length.</param>
    /// <param name="links">Address and name of what there is.</param>
    public static Markup NotFound(string title, string text, IReadOnlyList<(string Address, string Name)> links) =>
        ReportPage.Page(title, Markup.Of($"""
        <main>
        <h1>{title}</h1>
        <p>{text}</p>
        {(links.Count == 0 ? Markup.Of($"<p>{ReportMessages.NoReports}</p>") : Markup.Of($"""<ul>{links.Select(l => Markup.Of($"""<li><a href="{l.Address}">{l.Name}</a></li>"""))}</ul>"""))}
        </main>
        """));

    /// <summary>What later corrections would change.</summary>
    /// <param name="comparison">The differences.</param>
    /// <param name="yearName">The fiscal year in words.</param>
    /// <param name="receivedBy">When the report was frozen.</param>
    public static Markup Differences(ReportComparison comparison, string yearName, string receivedBy) =>
        ReportPage.Page($"{yearName} 報告書の差分", Markup.Of($"""
        <nav class="tools" aria-label="この差分"><a href="/api/reports/{comparison.FiscalYear}?version={comparison.Version}">確定した報告書へ</a> <a href="{Address(comparison)}&amp;format=json">JSON</a></nav>
        <main>
        <h1>{yearName} 報告書の差分</h1>
        <p>{ReportMessages.AboutDifferences(receivedBy)}</p>
        {(comparison.Differences.Count == 0 ? Markup.Of($"""<p class="state">{ReportMessages.NoDifferences}</p>""") : Table(comparison))}
        </main>
        """));

    private static string Address(ReportComparison comparison) =>
        $"/api/reports/{comparison.FiscalYear}/differences?version={comparison.Version}";

    private static Markup Table(ReportComparison comparison) =>
        PageTable.Of(Address(comparison), english: false, "differences", "報告書の差分", "", Markup.Of($"""
        <thead><tr><th scope="col">取組</th><th scope="col" class="said">変わること</th><th scope="col" class="said">理由</th></tr></thead>
        <tbody>{comparison.Differences.Select(d => Markup.Of($"""
            <tr><th scope="row">{d.Measure}</th><td>{Changed(d)}</td><td>{d.Why.Select(w => Markup.Of($"<p>{w}</p>"))}{Entries(d)}</td></tr>
            """))}</tbody>
        """));

    private static Markup Changed(ReportDifference d) => Markup.Of($"""
        <p>{d.Sentence}</p>
        {(d.Page is null ? Markup.None : Markup.Of($"""<p><a href="{d.Page}">いまの値のもとを見る<span class="hidden">: {d.Name}</span></a></p>"""))}
        {(d.Kind != "text" ? Markup.None : Markup.Of($"""<p><b>確定した報告書</b></p>{Lines(d.Old)}<p><b>いま</b></p>{Lines(d.New)}"""))}
        """);

    private static Markup Lines(string text) => text.Length == 0 ? Markup.Of($"（なし）")
        : Markup.Join(text.Split('\n').Select(l => Markup.Of($"<p>{l}</p>")));

    private static Markup Entries(ReportDifference d)
    {
        if (d.Entries.Count == 0)
        {
            return Markup.None;
        }

        var items = d.Entries.Take(20).Select(Entry);
        var more = d.Entries.Count > 20 ? Markup.Of($"<li>ほか{d.Entries.Count - 20}件</li>") : Markup.None;
        return Markup.Of($"<ul>{items}{more}</ul>");
    }

    private static Markup Entry(LaterEntry e) => e.Page is null ? Markup.Of($"<li>{e.Sentence}</li>")
        : Markup.Of($"""<li><a href="{e.Page}">{e.Sentence}</a></li>""");
}
