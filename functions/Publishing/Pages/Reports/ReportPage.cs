using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;

namespace SmartToyonaka.Publishing.Pages.Reports;

/// <summary>
/// The annual report as one page that needs nothing beside itself, so that a frozen one looks for ever as it did; it prints on A4.
/// </summary>
public sealed class ReportPage : IReportFormat
{
    private static readonly string Style = Encoding.UTF8.GetString(StaticAsset.Find("report.css")!.Content);

    private static readonly Markup Icon = new("""
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">

        """);

    public string Name => "html";

    public string ContentType => "text/html; charset=utf-8";

    public byte[] Write(AnnualReport report) => Encoding.UTF8.GetBytes(Of(report, isOffline: false).Html);

    public byte[] Write(RangeReport report) => Encoding.UTF8.GetBytes(RangePage.Of(report).Html);

    /// <summary>
    /// The same page for a folder without a server: it leads only to the files <c>2021.docx</c>, <c>2021.json</c> and so on beside it, and
    /// to <c>../index.html</c>.
    /// </summary>
    public static byte[] WriteOffline(AnnualReport report) => Encoding.UTF8.GetBytes(Of(report, isOffline: true).Html);

    /// <summary>What a page of this style may load: its style, named by its hash, and the site's icon.</summary>
    /// <param name="html">The page.</param>
    public static string PolicyOf(ReadOnlySpan<byte> html)
    {
        var from = html.IndexOf("<style>"u8) + "<style>".Length;
        var hash = Convert.ToBase64String(SHA256.HashData(html[from..html.IndexOf("</style>"u8)]));
        return $"default-src 'none'; style-src 'sha256-{hash}'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors "
            + $"'none'";
    }

    /// <summary>A whole page in the report's style.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">What is in its body.</param>
    /// <param name="isOffline">Whether no server is there to ask for the icon.</param>
    /// <param name="english">In which language it is.</param>
    public static Markup Page(string title, Markup content, bool isOffline = false, bool english = false) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="{(english ? "en" : "ja")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        {(isOffline ? Markup.None : Icon)}<style>{new Markup(Style)}</style>
        </head>
        <body>
        {content}
        </body>
        </html>

        """);

    /// <summary>How a docx, a list of differences and other formats of a report are found.</summary>
    internal static string Address(AnnualReport report, string format) =>
        $"/api/reports/{report.FiscalYear}?format={format}" + (report.Version is { } version ? $"&version={version}" : "");

    private static Markup Of(AnnualReport report, bool isOffline)
    {
        var body = new ReportBody(isOffline ? null : Address(report, "html"));
        var first = report.Groups.SelectMany(g => g.Measures).FirstOrDefault();
        return Page($"{report.Title} {report.Subtitle}", Markup.Of($"""
            <nav class="tools" aria-label="この報告書">{(isOffline ? OfflineTools(report) : Tools(report))}</nav>
            <main>
            <header>
            <h1>{report.Title}</h1>
            <p class="subtitle">{report.Subtitle}</p>
            <p>{report.Issued ?? "（発行の年月と課の本文はまだ登録されていません）"}</p>
            <p class="state">{report.State}</p>
            </header>
            <section><h2>１．目的</h2>{report.Purpose.Select(body.Line)}</section>
            <section><h2>２．対象期間</h2>{body.Line(report.Period)}</section>
            <section><h2>３．対象事業</h2><ol class="overview">{report.Groups.Select(g => Markup.Of($"<li><b>{g.Name}</b><ul>{g.Measures.Select(m => Markup.Of($"""<li><a href="#{m.Id}">{m.Name}</a></li>"""))}</ul></li>"))}</ol></section>
            {report.Groups.Select((g, i) => Markup.Of($"<section><h2>（{i + 1}）{g.Name}</h2>{g.Measures.Select(m => body.Measure(m, report.YearEnd, m == first))}</section>"))}
            {Notes(report.Notes)}
            </main>
            """), isOffline);
    }

    /// <summary>Who does not read Japanese is led to what there is in English.</summary>
    internal static Markup InEnglish { get; } = new("""<a href="/?lang=en" hreflang="en" lang="en">This report is in Japanese. The figures in English</a>""");

    /// <summary>The footnotes of a report.</summary>
    internal static Markup Notes(IReadOnlyList<string> notes) => notes.Count == 0 ? Markup.None : Markup.Of($"""
        <section class="notes" aria-label="注"><ol>{notes.Select((n, i) => Markup.Of($"""<li id="note-{i + 1}">{n}</li>"""))}</ol></section>
        """);

    private static Markup Tools(AnnualReport report) => Markup.Of($"""
        <a href="{Address(report, "docx")}">Word(docx)で開く</a> <a href="{Address(report, "json")}">JSON</a>{(report.Version is { } version
            ? Markup.Of($""" <a href="/api/reports/{report.FiscalYear}/differences?version={version}">その後の訂正で変わること</a>""") : Markup.None)}{(report.Programme is { } years
            ? Markup.Of($""" <a href="/api/reports/{years}">{RangeMessages.Link}</a>""") : Markup.None)} <a href="/indicators">指標の説明</a> {InEnglish}
        """);

    private static Markup OfflineTools(AnnualReport report) => Markup.Of($"""
        <a href="{report.FiscalYear}.docx">Word(docx)で開く</a> <a href="{report.FiscalYear}.json">JSON</a> <a href="../index.html">表と報告書の一覧</a>
        """);
}
