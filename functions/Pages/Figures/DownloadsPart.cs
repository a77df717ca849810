using SmartToyonaka.Calendar;
using SmartToyonaka.Pages.Provenances;
using SmartToyonaka.Publishing;
using SmartToyonaka.Reporting.Overviews;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Pages.Figures;

/// <summary>The annual report and the published tables as files.</summary>
internal static class DownloadsPart
{
    private static readonly Dictionary<string, (string Ja, string En)> Names = new(StringComparer.Ordinal)
    {
        [TableNames.FactIndicator] = ("指標の値", "Values of indicators"),
        [TableNames.FactBureau] = ("部局別の値", "Values by bureau"),
        [TableNames.FactFigure] = ("集めた数字", "Figures collected"),
        [TableNames.FactInitiative] = ("取組の一覧", "Initiatives"),
        [TableNames.FactCompleteness] = ("提出の状況", "Who has handed in"),
        [TableNames.FactDrop] = ("CSV ファイルの取込み", "CSV files taken"),
        [TableNames.DimIndicator] = ("指標の一覧", "Indicators"),
        [TableNames.DimDepartment] = ("所属の一覧", "Departments"),
        [TableNames.DimDate] = ("月の一覧", "Months"),
        [TableNames.DimMeasure] = ("集める数字の一覧", "Measures"),
    };

    public static Markup Of(PageReader r, YearShown shown, IReadOnlyList<string> tables) => Markup.Of($"""
        <section class="noprint"><h2 id="downloads">{r.Of("報告書とダウンロード", "Report and downloads")}</h2>
        {(shown.HasReport ? Markup.Of($"""
            <ul>
            <li><a href="/api/reports/{shown.Year.Value}">{r.Of($"{JapaneseEra.Text(shown.Year)}の年次報告書(A4で印刷できます)", $"The annual report of FY{shown.Year}, to be printed on A4 (in Japanese)")}</a></li>
            <li><a href="/api/reports/{shown.Year.Value}?format=docx">{r.Of($"{JapaneseEra.Text(shown.Year)}の年次報告書(Word)", $"The annual report of FY{shown.Year} for Word")}</a></li>
            </ul>
            """) : Markup.None)}
        <div class="wide" tabindex="0" role="region" aria-labelledby="downloads"><table class="downloads">
        <thead><tr><th scope="col">{r.Of("表", "Table")}</th><th scope="col">CSV (UTF-8)</th><th scope="col">CSV (CP932)</th><th scope="col">Excel</th></tr></thead>
        <tbody>{tables.Select(t => Row(r, shown.Year, t))}</tbody>
        </table></div>
        <p class="quiet">{r.Of("古い Excel で CSV を開くと文字が化けるときは、CP932 か Excel の形にしてください。", "Where an old Excel garbles a CSV file, take CP932 or Excel.")}</p>
        </section>
        """);

    private static Markup Row(PageReader r, FiscalYear year, string table)
    {
        var isOfYear = PublishedTables.ByFiscalYear.Contains(table);
        var name = r.Of(Names[table].Ja, Names[table].En);
        var of = isOfYear ? $"fiscalYear={year}&" : "";
        return Markup.Of($"""
            <tr><th scope="row">{name}{(isOfYear ? Markup.Of($"<small>{r.Of(JapaneseEra.Text(year), $"FY{year}")}</small>") : Markup.None)}</th>{Cell("format=csv", "CSV (UTF-8)")}{Cell("format=csv&encoding=cp932", "CSV (CP932)")}{Cell("format=xlsx", "Excel")}</tr>
            """);

        Markup Cell(string form, string formName) => Markup.Of($"""<td><a href="{r.To($"/tables/{table}?{of}{form}")}" aria-label="{name} {formName}">{(form == "format=xlsx" ? "xlsx" : "csv")}</a></td>""");
    }
}
