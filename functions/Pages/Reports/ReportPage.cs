using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Reporting.Annual;

namespace SmartToyonaka.Pages.Reports;

/// <summary>The annual report as one page that needs nothing beside itself, so that a frozen one looks for ever as it did; it prints on A4.</summary>
public sealed class ReportPage : IReportFormat
{
    private static readonly string Style = Encoding.UTF8.GetString(Asset.Find("report.css")!.Content);

    private static readonly Dictionary<string, string> ColumnNames = new(StringComparer.Ordinal)
    {
        ["name"] = "名称",
        ["partners"] = "連携先",
        ["department"] = "所管課",
        ["since"] = "年月",
        ["remark"] = "内容",
    };

    public string Name => "html";

    public string ContentType => "text/html; charset=utf-8";

    public byte[] Write(AnnualReport report) => Encoding.UTF8.GetBytes(Of(report).Html);

    /// <summary>What a page of this style may load: its style, named by its hash, and the site's icon.</summary>
    /// <param name="html">The page.</param>
    public static string PolicyOf(ReadOnlySpan<byte> html)
    {
        var from = html.IndexOf("<style>"u8) + "<style>".Length;
        var hash = Convert.ToBase64String(SHA256.HashData(html[from..html.IndexOf("</style>"u8)]));
        return $"default-src 'none'; style-src 'sha256-{hash}'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
    }

    /// <summary>A whole page in the report's style.</summary>
    public static Markup Page(string title, Markup content) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <style>{new Markup(Style)}</style>
        </head>
        <body>
        {content}
        </body>
        </html>

        """);

    /// <summary>How a docx, a list of differences and other formats of a report are found.</summary>
    internal static string Address(AnnualReport report, string format) =>
        $"/api/reports/{report.FiscalYear}?format={format}" + (report.Version is { } version ? $"&version={version}" : "");

    internal static Markup Line(ReportLine line) => line.Kind switch
    {
        LineKind.Heading => Markup.Of($"""<p class="heading">〇{line.Runs.Select(Run)}</p>"""),
        LineKind.Item => Markup.Of($"""<p class="item">・{line.Runs.Select(Run)}</p>"""),
        LineKind.Missing => Markup.Of($"""<p class="missing">{line.Runs.Select(Run)}</p>"""),
        _ => Markup.Of($"<p>{line.Runs.Select(Run)}</p>"),
    };

    private static Markup Of(AnnualReport report) => Page($"{report.Title} {report.Subtitle}", Markup.Of($"""
        <nav class="tools" aria-label="この報告書"><a href="{Address(report, "docx")}">Word(docx)で開く</a> <a href="{Address(report, "json")}">JSON</a>{(report.Version is { } version
            ? Markup.Of($""" <a href="/api/reports/{report.FiscalYear}/differences?version={version}">その後の訂正で変わること</a>""") : Markup.None)} <a href="/indicators">指標の説明</a></nav>
        <main>
        <header>
        <h1>{report.Title}</h1>
        <p class="subtitle">{report.Subtitle}</p>
        <p>{report.Issued ?? "（発行の年月と課の本文はまだ登録されていません）"}</p>
        <p class="state">{report.State}</p>
        </header>
        <section><h2>１．目的</h2>{report.Purpose.Select(Line)}</section>
        <section><h2>２．対象期間</h2>{Line(report.Period)}</section>
        <section><h2>３．対象事業</h2><ol class="overview">{report.Groups.Select(g => Markup.Of($"<li><b>{g.Name}</b><ul>{g.Measures.Select(m => Markup.Of($"""<li><a href="#{m.Id}">{m.Name}</a></li>"""))}</ul></li>"))}</ol></section>
        {report.Groups.Select((g, i) => Markup.Of($"<section><h2>（{i + 1}）{g.Name}</h2>{g.Measures.Select(Measure)}</section>"))}
        {(report.Notes.Count == 0 ? Markup.None : Markup.Of($"""<section class="notes" aria-label="注"><ol>{report.Notes.Select((n, i) => Markup.Of($"""<li id="note-{i + 1}">{n}</li>"""))}</ol></section>"""))}
        </main>
        """));

    private static Markup Measure(ReportMeasure m) => Markup.Of($"""
        <section id="{m.Id}" aria-labelledby="{m.Id}-name">
        <h3 id="{m.Id}-name">■{m.Name}</h3>
        <div class="box"><div><b>【目標】</b>{m.Targets.Select(Line)}</div><div><b>【実績】</b>{m.Results.Select(Line)}</div></div>
        <div class="wide"><table class="measure"><colgroup><col class="side"><col><col class="side"></colgroup>
        <thead><tr><th scope="col">取組み予定</th><th scope="col">取組み実績</th><th scope="col">今後の対応</th></tr></thead>
        <tbody><tr><td>{m.Planned.Select(Line)}</td><td>{m.Done.Select(Line)}</td><td>{m.Next.Select(Line)}</td></tr></tbody></table></div>
        {m.Registers.Select(Register)}
        </section>
        """);

    private static Markup Register(ReportRegister register) => Markup.Of($"""
        <h4>{register.Title.Runs.Select(Run)}</h4>
        <div class="wide"><table class="register"><thead><tr>{register.Columns.Select(c => Markup.Of($"""<th scope="col" class="{c}">{ColumnNames[c]}</th>"""))}</tr></thead>
        <tbody>{register.Entries.Select(e => Markup.Of($"<tr>{register.Columns.Select(c => Cell(c, e))}</tr>"))}</tbody></table></div>
        """);

    private static Markup Cell(string column, ReportInitiative e) => column switch
    {
        "name" => Markup.Of($"""<th scope="row">{e.Name}</th>"""),
        "partners" => Markup.Of($"<td>{e.Partners}</td>"),
        "department" => Markup.Of($"<td>{e.DepartmentName}</td>"),
        "since" => Markup.Of($"<td>{e.Since}</td>"),
        _ => Markup.Of($"<td>{e.Remark.Select(Run)}</td>"),
    };

    private static Markup Run(ReportRun run)
    {
        var note = Markup.Join((run.Notes ?? []).Select(number => Markup.Of($"""<sup><a href="#note-{number}" aria-label="注{number}">※{number}</a></sup>""")));
        return run.Figure switch
        {
            null => Markup.Of($"{run.Text}{note}"),
            { HasValue: false } f => Markup.Of($"""<span class="missing" data-figure="{f.Key}">{run.Text}</span>{note}"""),
            { Indicator: "" } f => Markup.Of($"""<span data-figure="{f.Key}">{run.Text}</span>{note}"""),
            { } f => Markup.Of($"""<a{(f.Status == "planned" ? Markup.Of($""" class="planned" """) : Markup.None)} href="/indicators/{f.Indicator}/{f.Month}?basis={f.Basis}&amp;status={f.Status}" data-figure="{f.Key}">{run.Text}</a>{note}"""),
        };
    }
}
