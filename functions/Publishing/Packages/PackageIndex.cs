using System.Globalization;
using System.Text;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>The page with which whoever unpacked a package begins; it works from the folder, without a server.</summary>
/// <param name="manifest">What is in the package, but for this page.</param>
/// <param name="english">In which language it is.</param>
internal sealed class PackageIndex(PackageManifest manifest, bool english)
{
    private const string Name = "index", Tables = "tables/", Reports = "reports/";

    /// <summary>What the page is called: <c>index.html</c>, in English <c>index.en.html</c>.</summary>
    public static string FileName(bool english) => ReportPage.OfflineName(Name, english);

    private BilingualText CreatedAt => new(PageText.Time(manifest.CreatedAt), PageText.IsoTime(manifest.CreatedAt));

    public byte[] Write() => Encoding.UTF8.GetBytes(ReportPage.Page(In(PackageIndexMessages.Title), Markup.Of($"""
        <nav class="tools" aria-label="{In(PackageIndexMessages.Title)}">{ReportPage.OfflineInOtherLanguage(Name, english)}</nav>
        <main>
        <h1>{In(PackageIndexMessages.Title)}</h1>
        <p class="state">{In(PackageIndexMessages.Exported(CreatedAt))}{(manifest.Waiting > 0 ? In(PackageIndexMessages.Waiting(manifest.Waiting)) : "")}<br>{manifest.Program}</p>
        <section><h2>{In(PackageIndexMessages.Reports)}</h2>
        <table class="listing"><thead><tr>{Head(PackageIndexMessages.YearHeading)}{Head(PackageIndexMessages.FileHeading)}</tr></thead><tbody>{manifest.Files.Where(IsReport).GroupBy(YearOf).Select(Year)}</tbody></table></section>
        <section><h2>{In(PackageIndexMessages.Tables)}</h2><p>{In(PackageIndexMessages.AboutTables)}</p>
        <table class="listing"><thead><tr>{Head(PackageIndexMessages.TableHeading)}{Head(PackageIndexMessages.FileHeading)}{Head(PackageIndexMessages.RowsHeading)}</tr></thead><tbody>{manifest.Files.Where(f => f.Rows is not null).Select(Table)}</tbody></table></section>
        <section><h2>{In(PackageIndexMessages.Checking)}</h2><p>{In(PackageIndexMessages.AboutChecking)}</p><p>{manifest.Key}</p></section>
        </main>
        """), isOffline: true, english).Html);

    private static bool IsReport(PackageFile file) => file.Name.StartsWith(Reports, StringComparison.Ordinal);

    private static FiscalYear YearOf(PackageFile file) =>
        new(int.Parse(file.Name[Reports.Length..file.Name.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture));

    private Markup Year(IGrouping<FiscalYear, PackageFile> year) => Markup.Of($"""
        <tr><th scope="row">{In(PackageIndexMessages.Year(year.Key))}</th><td class="formats">{year.Select(f => Markup.Of($"""<a href="{f.Name}">{In(FormatOf(f, year.Key))}</a> """))}</td></tr>
        """);

    private BilingualText FormatOf(PackageFile file, FiscalYear year) => file.Name[Reports.Length..] switch
    {
        var name when name == ReportPage.OfflineName(year.ToString(), english) => PackageIndexMessages.AsPage,
        var name when name == ReportPage.OfflineName(year.ToString(), !english) => PackageIndexMessages.AsPageInOtherLanguage,
        var name when name.EndsWith(".docx", StringComparison.Ordinal) => PackageIndexMessages.AsWord,
        _ => PackageIndexMessages.AsJson,
    };

    private Markup Table(PackageFile file) => Markup.Of($"""
        <tr><th scope="row">{NameOf(PublishedTableInfo.Of(Path.GetFileNameWithoutExtension(file.Name)))}</th><td><a href="{file.Name}">{PageText.Path(file.Name[Tables.Length..])}</a></td><td class="number">{PageText.Number(file.Rows!.Value)}</td></tr>
        """);

    private string NameOf(PublishedTableInfo table) => english ? table.NameEn : table.NameJa;

    private Markup Head(BilingualText text) => Markup.Of($"""<th scope="col">{In(text)}</th>""");

    private string In(BilingualText text) => text.In(english);
}
