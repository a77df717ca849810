using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual;

namespace SmartToyonaka.Publishing.Pages.Reports;

/// <summary>The lines, measures and registers of a report as HTML.</summary>
/// <param name="here">The report's own path and query; null where no server is there: then a figure leads nowhere and no table is to be had
/// as a file.</param>
/// <param name="english">In which language the page is; what of the report is in Japanese is marked as such then.</param>
internal sealed class ReportBody(string? here, bool english = false)
{
    public Markup Line(ReportLine line) => line.Kind switch
    {
        ReportLineKind.Heading => Markup.Of($"""<p class="heading">{Of(new("〇", ""))}{line.Runs.Select(Run)}</p>"""),
        ReportLineKind.Item => Markup.Of($"""<p class="item">{Of(new("・", "• "))}{line.Runs.Select(Run)}</p>"""),
        ReportLineKind.Detail => Markup.Of($"""<p class="detail">{Of(new("（", "("))}{line.Runs.Select(Run)}{Of(new("）", ")"))}</p>"""),
        ReportLineKind.Missing => Markup.Of($"""<p class="missing">{line.Runs.Select(Run)}</p>"""),
        _ => Markup.Of($"<p>{line.Runs.Select(Run)}</p>"),
    };

    /// <summary>A measure with its table.</summary>
    /// <param name="m">The measure.</param>
    /// <param name="year">The report's year.</param>
    /// <param name="isFirst">Whether what underlining means is said here.</param>
    public Markup Measure(ReportMeasure m, FiscalYear year, bool isFirst) => Markup.Of($"""
        <section id="{m.Id}" aria-labelledby="{m.Id}-name">
        <h3 id="{m.Id}-name">{Said(Of(ReportPageMessages.Measure(m.Name)))}</h3>
        <div class="box"><div><b>{Of(ReportPageMessages.Target)}</b>{m.Targets.Select(Line)}</div><div><b>{Of(ReportPageMessages.YearEnd(year))}</b>{m.Results.Select(Line)}</div></div>
        {(isFirst ? Markup.Of($"""<p class="margin">{Of(AnnualReportMessages.UnderlinedIsCounted)}</p>""") : Markup.None)}
        {PageTable.Of(here, english, m.Id, Of(ReportPageMessages.Table(m.Name)), "measure", Markup.Of($"""
            <colgroup><col class="side"><col><col class="side"></colgroup>
            <thead><tr>{Head(ReportPageMessages.Planned)}{Head(ReportPageMessages.Done)}{Head(ReportPageMessages.Next)}</tr></thead>
            <tbody><tr><td>{m.Planned.Select(Line)}</td><td>{m.Done.Select(Line)}</td><td>{m.Next.Select(Line)}</td></tr></tbody>
            """))}
        {m.Registers.Select((r, i) => Register(r, $"{m.Id}-{i + 1}", $"{m.Name} {r.Title}"))}
        </section>
        """);

    /// <summary>A list of initiatives below its heading.</summary>
    public Markup Register(ReportRegister register, string id, string name) => Markup.Of($"""
        <h4>{register.Title.Runs.Select(Run)}</h4>
        {PageTable.Of(here, english, id, name, "register list", Markup.Of($"""
            <thead><tr>{register.Columns.Select(c => Markup.Of($"""<th scope="col" class="{c}">{Of(ReportPageMessages.Column(c))}</th>"""))}</tr></thead>
            <tbody>{register.Entries.Select(e => Markup.Of($"<tr>{register.Columns.Select(c => Cell(c, e))}</tr>"))}</tbody>
            """))}
        """);

    /// <summary>Words of the report: on a page in English what is in Japanese is marked, for whoever has them read aloud.</summary>
    public Markup Said(string text) => english ? PageText.Said(text) : Markup.Of($"{text}");

    private Markup Head(BilingualText name) => Markup.Of($"<th scope=\"col\">{Of(name)}</th>");

    private string Of(BilingualText text) => text.In(english);

    private Markup Cell(string column, ReportInitiative e) => column switch
    {
        "name" => Markup.Of($"""<th scope="row">{Said(e.Name)}</th>"""),
        "partners" => Markup.Of($"<td>{Said(e.Partners)}</td>"),
        "department" => Markup.Of($"<td>{Said(e.DepartmentName)}</td>"),
        "since" => Markup.Of($"<td>{Said(e.Since)}</td>"),
        _ => Markup.Of($"<td>{e.Remark.Select(Run)}</td>"),
    };

    private Markup Run(ReportRun run)
    {
        // Two marks side by side are told apart, and hit apart.
        var note = Markup.Join((run.Notes ?? []).Select((number, i) => Markup.Of(
            $"""{(i > 0 ? Markup.Of($"<sup>{ReportPageMessages.Between(english)}</sup>") : Markup.None)}<sup><a href="#note-{number}" aria-label="{Of(ReportPageMessages.Note(number))}">{ReportPageMessages.NoteMark(number, english)}</a></sup>""")));
        var kind = run.Figure?.Status == "planned" ? Markup.Of($""" class="planned" """) : Markup.None;
        var mark = run.MarksPlan ? Of(ReportPageMessages.MarkPlanned) : "";
        return run.Figure switch
        {
            _ when run.IsCounted => Markup.Of($"<u>{Run(run with { IsCounted = false, Notes = null })}</u>{note}"),
            null => Markup.Of($"{Said(run.Text)}{note}"),
            { HasValue: false } f => Markup.Of($"""<span class="missing" data-figure="{f.Key}">{Said(run.Text)}</span>{note}"""),
            { Indicator: "" } f => Markup.Of($"""<span data-figure="{f.Key}">{Said(run.Text)}</span>{note}"""),
            { } f when here is null => Markup.Of($"""<span{kind} data-figure="{f.Key}">{mark}{Said(run.Text)}</span>{note}"""),
            { } f => Markup.Of($"""<a{kind} href="/indicators/{f.Indicator}/{f.Month}?basis={f.Basis}&amp;status={f.Status}{(english ? Markup.Of($"&amp;lang=en") : Markup.None)}" data-figure="{f.Key}">{mark}{Said(run.Text)}</a>{note}"""),
        };
    }
}
