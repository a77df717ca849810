using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual;

namespace SmartToyonaka.Publishing.Pages.Reports;

/// <summary>Pages about reports: what there is, and what would change.</summary>
/// <param name="english">In which language they are.</param>
public sealed class ReportNoticePage(bool english)
{
    /// <summary>Says what is not there and what is.</summary>
    /// <param name="title">What is wrong.</param>
    /// <param name="text">The same at length.</param>
    /// <param name="links">Address and name of what there is.</param>
    public Markup NotFound(BilingualText title, BilingualText text, IReadOnlyList<(string Address, BilingualText Name)> links) =>
        ReportPage.Page(Of(title), Markup.Of($"""
        <main>
        <h1>{Of(title)}</h1>
        <p>{Of(text)}</p>
        {(links.Count == 0 ? Markup.Of($"<p>{Of(ReportMessages.NoReports)}</p>") : Markup.Of($"<ul>{links.Select(l => Markup.Of($"<li>{Link(l)}</li>"))}</ul>"))}
        </main>
        """), english: english);

    /// <summary>What later corrections would change.</summary>
    /// <param name="comparison">The differences.</param>
    /// <param name="year">The fiscal year in words.</param>
    /// <param name="receivedBy">When the report was frozen.</param>
    public Markup Differences(ReportComparison comparison, BilingualText year, BilingualText receivedBy) =>
        ReportPage.Page(Of(ReportMessages.DifferencesOf(year)), Markup.Of($"""
        <nav class="tools" aria-label="{Of(ReportMessages.TheseDifferences)}">{Link(($"/api/reports/{comparison.FiscalYear}?version={comparison.Version}", ReportMessages.Frozen))} <a href="{Address(comparison)}&amp;format=json">JSON</a> {ReportPage.InOtherLanguage(Address(comparison), english)}</nav>
        <main>
        <h1>{Of(ReportMessages.DifferencesOf(year))}</h1>
        <p>{Of(ReportMessages.AboutDifferences(receivedBy))}</p>
        {(comparison.Differences.Count > 0 ? Table(comparison) : Markup.Of($"""<p class="state">{Of(ReportMessages.NoDifferences)}</p>"""))}
        </main>
        """), english: english);

    private static string Address(ReportComparison comparison) =>
        $"/api/reports/{comparison.FiscalYear}/differences?version={comparison.Version}";

    private string Of(BilingualText text) => text.In(english);

    private Markup Table(ReportComparison comparison) =>
        PageTable.Of(In(Address(comparison)), english, "differences", Of(ReportMessages.Table), "", Markup.Of($"""
        <thead><tr><th scope="col">{Of(ReportMessages.Measure)}</th>{Said(ReportMessages.WhatChanges)}{Said(ReportMessages.Reason)}</tr></thead>
        <tbody>{comparison.Differences.Select(Row)}</tbody>
        """));

    private Markup Said(BilingualText head) => Markup.Of($"""<th scope="col" class="said">{Of(head)}</th>""");

    private Markup Row(ReportDifference d)
    {
        var why = (english ? d.WhyEn : d.Why).Select(w => Markup.Of($"<p>{w}</p>"));
        return Markup.Of($"""
            <tr><th scope="row">{(english ? PageText.Said(d.MeasureEn) : Markup.Of($"{d.Measure}"))}</th><td>{Changed(d)}</td><td>{why}{Entries(d)}</td></tr>
            """);
    }

    private Markup Link((string Address, BilingualText Name) to) => Markup.Of($"""<a href="{In(to.Address)}">{Of(to.Name)}</a>""");

    // An address of ours, in the language of this page.
    private string In(string address) =>
        address + ReportPage.Language(english, address.Contains('?', StringComparison.Ordinal) ? '&' : '?');

    private Markup Changed(ReportDifference d)
    {
        var value = d.Page is null ? Markup.None : Markup.Of($"""
            <p><a href="{In(d.Page)}">{Of(ReportMessages.SeeValue)}<span class="hidden" lang="ja">: {d.Name}</span></a></p>
            """);
        var texts = d.Kind != "text" ? Markup.None : Markup.Of($"""
            <p><b>{Of(ReportMessages.FrozenText)}</b></p>{Lines(d.Old)}<p><b>{Of(ReportMessages.TextNow)}</b></p>{Lines(d.New)}
            """);
        return Markup.Of($"""
            <p>{(english ? d.SentenceEn : d.Sentence)}</p>
            {value}
            {texts}
            """);
    }

    private Markup Lines(string text) => text.Length == 0 ? Markup.Of($"{Of(ReportMessages.Nothing)}")
        : Markup.Join(text.Split('\n').Select(l => Markup.Of($"""<p lang="ja">{l}</p>""")));

    private Markup Entries(ReportDifference d)
    {
        if (d.Entries.Count == 0)
        {
            return Markup.None;
        }

        var items = d.Entries.Take(20).Select(Entry);
        var more = d.Entries.Count > 20 ? Markup.Of($"<li>{Of(ReportMessages.More(d.Entries.Count - 20))}</li>") : Markup.None;
        return Markup.Of($"<ul>{items}{more}</ul>");
    }

    private Markup Entry(LaterEntry e)
    {
        var said = english ? e.SentenceEn : e.Sentence;
        return e.Page is null ? Markup.Of($"<li>{said}</li>") : Markup.Of($"""<li><a href="{In(e.Page)}">{said}</a></li>""");
    }
}
