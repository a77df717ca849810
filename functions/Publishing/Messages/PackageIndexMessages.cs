using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the start page of a package says.</summary>
internal static class PackageIndexMessages
{
    public static BilingualText Title { get; } = new("公表する表と年次報告書", "Published tables and annual reports");

    public static BilingualText Exported(BilingualText time) => new($"{time.Ja} に取り出したものです。", $"Exported {time.En}.");

    public static BilingualText Waiting(int waiting) => new(
        $"そのとき、まだ計算されていないものが {waiting} 件ありました。",
        $" {(waiting == 1 ? "1 computation was" : $"{waiting} computations were")} still waiting then; what came of that is not in here.");

    public static BilingualText Reports { get; } = new("年次報告書", "Annual reports");

    public static BilingualText YearHeading { get; } = new("年度", "Fiscal year");

    public static BilingualText Year(FiscalYear year) => new($"{JapaneseEra.Text(year)}（{year}年度）", $"FY{year}");

    public static BilingualText FileHeading { get; } = new("ファイル", "Files");

    public static BilingualText AsPage { get; } = new("ページ", "Page");

    public static BilingualText AsPageInOtherLanguage { get; } = new("ページ（英語）", "Page (in Japanese)");

    public static BilingualText AsWord { get; } = new("Word（日本語）", "Word (in Japanese)");

    public static BilingualText AsJson { get; } = new("JSON（日本語）", "JSON (in Japanese)");

    public static BilingualText Tables { get; } = new("表", "Tables");

    public static BilingualText AboutTables { get; } = new(
        "CSVはダブルクリックでExcelに開きます(UTF-8、BOM付き)。値のない行の値は空欄です。",
        "A double click opens a CSV file in Excel (UTF-8 with a byte order mark). Where a row has no value, the value is empty.");

    public static BilingualText TableHeading { get; } = new("表", "Table");

    public static BilingualText RowsHeading { get; } = new("行", "Rows");

    public static BilingualText Checking { get; } = new("確かめ方", "How to check them");

    public static BilingualText AboutChecking { get; } = new(
        "manifest.json に、この中のすべてのファイルの SHA-256 があります。その署名が manifest.json.sig です。署名した鍵の指紋(SHA-256)は次のとおりです。",
        "manifest.json has the SHA-256 of every file in here, and manifest.json.sig is its signature. The fingerprint (SHA-256) of the key "
            + "that signed it is:");
}
