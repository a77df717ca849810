using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual;

namespace SmartToyonaka.Publishing.Pages.Reports;

/// <summary>The lines, measures and registers of a report as HTML.</summary>
/// <param name="here">The report's own path and query; null where no server is there: then a figure leads nowhere and no table is to be had
/// as a file.</param>
internal sealed class ReportBody(string? here)
{
    private static readonly Dictionary<string, string> ColumnNames = new(StringComparer.Ordinal)
    {
        ["name"] = "名称",
        ["partners"] = "連携先",
        ["department"] = "所管課",
        ["since"] = "年月",
        ["remark"] = "内容",
    };

    public Markup Line(ReportLine line) => line.Kind switch
    {
        ReportLineKind.Heading => Markup.Of($"""<p class="heading">〇{line.Runs.Select(Run)}</p>"""),
        ReportLineKind.Item => Markup.Of($"""<p class="item">・{line.Runs.Select(Run)}</p>"""),
        ReportLineKind.Detail => Markup.Of($"""<p class="detail">（{line.Runs.Select(Run)}）</p>"""),
        ReportLineKind.Missing => Markup.Of($"""<p class="missing">{line.Runs.Select(Run)}</p>"""),
        _ => Markup.Of($"<p>{line.Runs.Select(Run)}</p>"),
    };

    /// <summary>A measure with its table.</summary>
    /// <param name="m">The measure.</param>
    /// <param name="yearEnd">令和3年度末.</param>
    /// <param name="isFirst">Whether what underlining means is said here.</param>
    public Markup Measure(ReportMeasure m, string yearEnd, bool isFirst) => Markup.Of($"""
        <section id="{m.Id}" aria-labelledby="{m.Id}-name">
        <h3 id="{m.Id}-name">■{m.Name}</h3>
        <div class="box"><div><b>【目標】</b>{m.Targets.Select(Line)}</div><div><b>【{yearEnd}】</b>{m.Results.Select(Line)}</div></div>
        {(isFirst ? Markup.Of($"""<p class="margin">{AnnualReportMessages.UnderlinedIsCounted}</p>""") : Markup.None)}
        {PageTable.Of(here, english: false, m.Id, $"{m.Name} 取組み", "measure", Markup.Of($"""
            <colgroup><col class="side"><col><col class="side"></colgroup>
            <thead><tr><th scope="col">取組み予定</th><th scope="col">取組み実績</th><th scope="col">今後の対応</th></tr></thead>
            <tbody><tr><td>{m.Planned.Select(Line)}</td><td>{m.Done.Select(Line)}</td><td>{m.Next.Select(Line)}</td></tr></tbody>
            """))}
        {m.Registers.Select((r, i) => Register(r, $"{m.Id}-{i + 1}", $"{m.Name} {r.Title}"))}
        </section>
        """);

    /// <summary>A list of initiatives below its heading.</summary>
    public Markup Register(ReportRegister register, string id, string name) => Markup.Of($"""
        <h4>{register.Title.Runs.Select(Run)}</h4>
        {PageTable.Of(here, english: false, id, name, "register list", Markup.Of($"""
            <thead><tr>{register.Columns.Select(c => Markup.Of($"""<th scope="col" class="{c}">{ColumnNames[c]}</th>"""))}</tr></thead>
            <tbody>{register.Entries.Select(e => Markup.Of($"<tr>{register.Columns.Select(c => Cell(c, e))}</tr>"))}</tbody>
            """))}
        """);

    private Markup Cell(string column, ReportInitiative e) => column switch
    {
        "name" => Markup.Of($"""<th scope="row">{e.Name}</th>"""),
        "partners" => Markup.Of($"<td>{e.Partners}</td>"),
        "department" => Markup.Of($"<td>{e.DepartmentName}</td>"),
        "since" => Markup.Of($"<td>{e.Since}</td>"),
        _ => Markup.Of($"<td>{e.Remark.Select(Run)}</td>"),
    };

    private Markup Run(ReportRun run)
    {
        // Two marks side by side are told apart, and hit apart.
        var note = Markup.Join((run.Notes ?? []).Select((number, i) => Markup.Of(
            $"""{(i > 0 ? Markup.Of($"<sup>、</sup>") : Markup.None)}<sup><a href="#note-{number}" aria-label="注{number}">※{number}</a></sup>""")));
        var kind = run.Figure?.Status == "planned" ? Markup.Of($""" class="planned" """) : Markup.None;
        var mark = run.MarksPlan ? "予定 " : "";
        return run.Figure switch
        {
            _ when run.IsCounted => Markup.Of($"<u>{Run(run with { IsCounted = false, Notes = null })}</u>{note}"),
            null => Markup.Of($"{run.Text}{note}"),
            { HasValue: false } f => Markup.Of($"""<span class="missing" data-figure="{f.Key}">{run.Text}</span>{note}"""),
            { Indicator: "" } f => Markup.Of($"""<span data-figure="{f.Key}">{run.Text}</span>{note}"""),
            { } f when here is null => Markup.Of($"""<span{kind} data-figure="{f.Key}">{mark}{run.Text}</span>{note}"""),
            { } f => Markup.Of($"""<a{kind} href="/indicators/{f.Indicator}/{f.Month}?basis={f.Basis}&amp;status={f.Status}" data-figure="{f.Key}">{mark}{run.Text}</a>{note}"""),
        };
    }
}
