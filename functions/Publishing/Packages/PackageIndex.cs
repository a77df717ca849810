using System.Text;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>The page with which whoever unpacked a package begins; it works from the folder, without a server.</summary>
internal static class PackageIndex
{
    public const string FileName = "index.html";

    private const string Tables = "tables/", Reports = "reports/";

    public static byte[] Write(PackageManifest manifest) => Encoding.UTF8.GetBytes(ReportPage.Page("公表する表と年次報告書", Markup.Of($"""
        <main>
        <h1>公表する表と年次報告書</h1>
        <p class="state">{PageText.Time(manifest.CreatedAt)} に取り出したものです。{(manifest.Waiting > 0 ? $"そのとき、まだ計算されていないものが {manifest.Waiting} 件ありました。" : "")}<br>{manifest.Program}</p>
        <section><h2>年次報告書</h2>
        <table><thead><tr><th scope="col">年度</th><th scope="col">ファイル</th></tr></thead><tbody>{manifest.Files.Where(IsReport).GroupBy(YearOf).Select(Year)}</tbody></table></section>
        <section><h2>表</h2><p>CSVはダブルクリックでExcelに開きます(UTF-8、BOM付き)。値のない行の値は空欄です。</p>
        <table><thead><tr><th scope="col">表</th><th scope="col">ファイル</th><th scope="col">行</th></tr></thead><tbody>{manifest.Files.Where(f => f.Rows is not null).Select(Table)}</tbody></table></section>
        <section><h2>確かめ方</h2><p>manifest.json に、この中のすべてのファイルの SHA-256 があります。その署名が manifest.json.sig です。署名した鍵の指紋(SHA-256)は次のとおりです。</p><p>{manifest.Key}</p></section>
        </main>
        """), isOffline: true).Html);

    private static bool IsReport(PackageFile file) => file.Name.StartsWith(Reports, StringComparison.Ordinal);

    private static string YearOf(PackageFile file) => Path.GetFileNameWithoutExtension(file.Name);

    private static Markup Year(IGrouping<string, PackageFile> year) => Markup.Of($"""
        <tr><th scope="row">{JapaneseEra.Text(new FiscalYear(int.Parse(year.Key, System.Globalization.CultureInfo.InvariantCulture)))}（{year.Key}年度）</th><td>{year.Select(f => Markup.Of($"""<a href="{f.Name}">{FormatOf(f)}</a> """))}</td></tr>
        """);

    private static string FormatOf(PackageFile file) => Path.GetExtension(file.Name) switch
    {
        ".html" => "ページ",
        ".docx" => "Word",
        _ => "JSON",
    };

    private static Markup Table(PackageFile file) => Markup.Of($"""
        <tr><th scope="row">{PublishedTableInfo.Of(Path.GetFileNameWithoutExtension(file.Name)).NameJa}</th><td><a href="{file.Name}">{file.Name[Tables.Length..]}</a></td><td class="number">{PageText.Number(file.Rows!.Value)}</td></tr>
        """);
}
