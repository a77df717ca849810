using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>The annual report and the published tables as files.</summary>
internal static class DownloadsPart
{
    public static Markup Of(PageViewer r, YearOverview shown, IReadOnlyList<PublishedTableInfo> tables) => Markup.Of($"""
        <section class="noprint"><h2 id="downloads">{r.Of("報告書とダウンロード", "Report and downloads")}</h2>
        {(shown.HasReport ? Markup.Of($"""
            <ul>
            <li><a href="{r.To($"/api/reports/{shown.Year.Value}")}">{r.Of($"{JapaneseEra.Text(shown.Year)}の年次報告書(A4で印刷できます)",
                $"The annual report of FY{shown.Year}, to be printed on A4")}</a></li>
            <li><a href="/api/reports/{shown.Year.Value}?format=docx">{r.Of($"{JapaneseEra.Text(shown.Year)}の年次報告書(Word)",
                $"The annual report of FY{shown.Year} for Word, in Japanese")}</a></li>
            </ul>
            """) : Markup.None)}
        <div class="wide" tabindex="0" role="region" aria-labelledby="downloads"><table class="downloads">
        <thead><tr><th scope="col">{r.Of("表", "Table")}</th><th scope="col">CSV</th><th scope="col">CSV (CP932)</th><th scope="col">Excel</th></tr></thead>
        <tbody>{tables.Select(t => Row(r, shown.Year, t))}</tbody>
        </table></div>
        <p class="quiet">{r.Of("古い Excel で CSV を開くと文字が化けるときは、CP932 か Excel の形にしてください。", "Where an old Excel garbles a CSV file, take CP932 or Excel.")}</p>
        </section>
        """);

    private static Markup Row(PageViewer r, FiscalYear year, PublishedTableInfo table)
    {
        var name = r.Of(table.NameJa, table.NameEn);
        return Markup.Of($"""
            <tr><th scope="row">{name}{(table.IsOfYear ? Markup.Of($"<small>{r.Of(JapaneseEra.Text(year), $"FY{year}")}</small>") : Markup.None)}</th>{Cell("csv", "")}{Cell("csv", "&encoding=cp932")}{Cell("xlsx", "")}</tr>
            """);

        Markup Cell(string form, string encoding) => Markup.Of($"""
            <td><a href="{r.To($"/tables/{table.Id}?format={form}{encoding}{(table.IsOfYear ? $"&fiscalYear={year}" : "")}")}"><span class="hidden">{name} </span>{(form == "csv" ? "CSV" : "Excel")}{(encoding.Length > 0 ? " (CP932)" : "")}</a></td>
            """);
    }
}
