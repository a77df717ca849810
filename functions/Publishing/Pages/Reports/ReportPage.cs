using System.Globalization;
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

    public byte[] Write(RangeReport report) => Encoding.UTF8.GetBytes(RangePage.Of(report, english: false).Html);

    public byte[]? WriteInEnglish(AnnualReport report) => Encoding.UTF8.GetBytes(Of(report, isOffline: false, english: true).Html);

    public byte[]? WriteInEnglish(RangeReport report) => Encoding.UTF8.GetBytes(RangePage.Of(report, english: true).Html);

    /// <summary>
    /// The same page for a folder without a server: it leads only to the files <c>2021.docx</c>, <c>2021.json</c> and so on beside it, to
    /// itself in the other language, and to the start page of its language in the folder above.
    /// </summary>
    /// <param name="report">A report that was made in that language.</param>
    /// <param name="english">In which language it is.</param>
    public static byte[] WriteOffline(AnnualReport report, bool english) =>
        Encoding.UTF8.GetBytes(Of(report, isOffline: true, english).Html);

    /// <summary>What a page in a folder is called: <c>2021.html</c>, in English <c>2021.en.html</c>.</summary>
    /// <param name="name">Its name without an extension.</param>
    /// <param name="english">In which language it is.</param>
    public static string OfflineName(string name, bool english) => english ? $"{name}.en.html" : $"{name}.html";

    /// <summary>A page in a folder, in the other language.</summary>
    /// <param name="name">Its name without an extension.</param>
    /// <param name="english">In which language the page is that leads there.</param>
    public static Markup OfflineInOtherLanguage(string name, bool english) => OtherLanguage(OfflineName(name, !english), english);

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
    private static string Address(AnnualReport report, string format, bool english = false) => $"/api/reports/{report.FiscalYear}?format={format}"
        + (report.Version is { } version ? $"&version={version}" : "") + (english ? "&lang=en" : "");

    private static Markup Of(AnnualReport report, bool isOffline, bool english = false)
    {
        var body = new ReportBody(isOffline ? null : Address(report, "html", english), english);
        var first = report.Groups.SelectMany(g => g.Measures).FirstOrDefault();
        return Page($"{report.Title} {report.Subtitle}", Markup.Of($"""
            <nav class="tools" aria-label="{ReportPageMessages.ThisReport.In(english)}">{(isOffline ? OfflineTools(report, english) : Tools(report, english))}</nav>
            <main>
            <header>
            <h1>{body.Said(report.Title)}</h1>
            <p class="subtitle">{body.Said(report.Subtitle)}</p>
            <p>{body.Said(report.Issued ?? AnnualReportMessages.IssuedMissing.In(english))}</p>
            <p class="state">{body.Said(report.State)}</p>{AsWritten(english)}
            </header>
            <section><h2>{ReportPageMessages.Purpose.In(english)}</h2>{report.Purpose.Select(body.Line)}</section>
            <section><h2>{ReportPageMessages.Period.In(english)}</h2>{body.Line(report.Period)}</section>
            <section><h2>{ReportPageMessages.Measures.In(english)}</h2><ol class="overview">{report.Groups.Select(g => Markup.Of($"<li><b>{body.Said(g.Name)}</b><ul>{g.Measures.Select(m => Markup.Of($"""<li><a href="#{m.Id}">{body.Said(m.Name)}</a></li>"""))}</ul></li>"))}</ol></section>
            {report.Groups.Select((g, i) => Markup.Of($"<section><h2>{body.Said(ReportPageMessages.Group(i + 1, g.Name).In(english))}</h2>{g.Measures.Select(m => body.Measure(m, new(report.FiscalYear), m == first))}</section>"))}
            {Notes(report.Notes, body, english)}
            </main>
            """), isOffline, english);
    }

    /// <summary>Why there is Japanese on a page in English; nothing on one in Japanese.</summary>
    internal static Markup AsWritten(bool english) =>
        english ? Markup.Of($"""<p class="detail">{ReportPageMessages.AsWritten}</p>""") : Markup.None;

    /// <summary>The same page in the other language.</summary>
    /// <param name="here">The page's path and query in Japanese.</param>
    /// <param name="english">In which language it is.</param>
    internal static Markup InOtherLanguage(string here, bool english) => OtherLanguage($"{here}&lang={(english ? "ja" : "en")}", english);

    /// <summary>What follows the path of a link to another page of ours.</summary>
    internal static string Language(bool english, char before = '?') => english ? before + "lang=en" : "";

    /// <summary>The footnotes of a report.</summary>
    internal static Markup Notes(IReadOnlyList<string> notes, ReportBody body, bool english) => notes.Count == 0 ? Markup.None : Markup.Of($"""
        <section class="notes" aria-label="{ReportPageMessages.Notes.In(english)}"><ol>{notes.Select((n, i) => Markup.Of($"""<li id="note-{i + 1}">{body.Said(n)}</li>"""))}</ol></section>
        """);

    private static Markup Tools(AnnualReport report, bool english) => Markup.Of($"""
        <a href="{Address(report, "docx")}">{ReportPageMessages.InWord.In(english)}</a> <a href="{Address(report, "json")}">{ReportPageMessages.AsJson(english)}</a>{(report.Version is { } version
            ? Markup.Of($""" <a href="/api/reports/{report.FiscalYear}/differences?version={version}{Language(english, '&')}">{ReportPageMessages.Differences.In(english)}</a>""") : Markup.None)}{(report.Programme is { } years
            ? Markup.Of($""" <a href="/api/reports/{years}{Language(english)}">{RangeMessages.Link.In(english)}</a>""") : Markup.None)} <a href="/indicators{Language(english)}">{ReportPageMessages.Indicators.In(english)}</a> {InOtherLanguage(Address(report, "html"), english)}
        """);

    private static Markup OtherLanguage(string address, bool english) => english
        ? Markup.Of($"""<a href="{address}" hreflang="ja" lang="ja">日本語</a>""")
        : Markup.Of($"""<a href="{address}" hreflang="en" lang="en">English</a>""");

    private static Markup OfflineTools(AnnualReport report, bool english) => Markup.Of($"""
        <a href="{report.FiscalYear}.docx">{ReportPageMessages.InWord.In(english)}</a> <a href="{report.FiscalYear}.json">{ReportPageMessages.AsJson(english)}</a> <a href="../{OfflineName("index", english)}">{PackageIndexMessages.Title.In(english)}</a> {OfflineInOtherLanguage(report.FiscalYear.ToString(CultureInfo.InvariantCulture), english)}
        """);
}
