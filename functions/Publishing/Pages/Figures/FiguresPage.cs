using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>
/// The figures to look at: a fiscal year in a few lines and cards, its course in the report's groups, and what waits for somebody.
/// </summary>
public static class FiguresPage
{
    private const string ChartLibrary = "chart.umd.min.js";

    /// <summary>A fiscal year.</summary>
    /// <param name="r">Who reads.</param>
    /// <param name="shown">What to show.</param>
    /// <param name="waiting">What waits for somebody; null for who has not signed in.</param>
    /// <param name="tables">The published tables that this reader may download.</param>
    /// <param name="bureaux">Values by bureau, of whoever may see them.</param>
    public static Markup Of(PageViewer r, YearOverview shown, OpenItemsSummary? waiting, IReadOnlyList<PublishedTableInfo> tables,
        IReadOnlyDictionary<string, IReadOnlyList<BureauFigure>> bureaux) =>
        IndicatorLayout.Page(r, r.Of($"{Ja(shown.Year)}の指標", $"Indicators of FY{shown.Year}"), Markup.Of($"""
        <h1>{r.Of($"{Ja(shown.Year)}の指標", $"Indicators of FY{shown.Year}")}</h1>
        {(shown.Begun is { } begun ? Markup.Of($"""<p class="notice" role="note">{r.Of($"{Ja(begun)}が始まっています。", $"FY{begun} has begun.")} <a href="{r.To($"/?fiscalYear={begun}")}">{r.Of($"{Ja(begun)}を見る", $"See FY{begun}")}</a></p>""") : Markup.None)}
        {OpenItemsPart.Tasks(r, waiting)}
        {AsOf(r, shown.Year)}
        {SummaryPart.Of(r, shown)}
        {Choose(r, shown.Years, shown.Year)}
        {(shown.HasReport ? Markup.Of($"""<p class="noprint"><a href="{r.To($"/api/reports/{shown.Year.Value}")}">{r.Of($"{JapaneseEra.Text(shown.Year)}の年次報告書", $"The annual report of FY{shown.Year}")}</a> <a href="#downloads">{r.Of("ダウンロード", "Downloads")}</a></p>""") : Markup.None)}
        {CardsPart.Of(r, shown)}
        <p class="quiet noprint">{r.Of("値を選ぶと、どの数字からどう計算したかを見られます。名前を選ぶと、指標の説明を見られます。", "A value leads to the figures it was made of, a name to what the indicator means.")}</p>
        {shown.Groups.Select((g, i) => Group(r, shown, i + 1, g.Group, g.Figures, bureaux))}
        {(waiting is null ? Markup.Of($"""<h2 class="noprint">{r.Of("提出の状況と待っているもの", "Who has handed in, and what waits")}</h2><p class="noprint">{r.Of("所属ごとの状況は、サインインすると見られます。", "Sign in to see each department.")} {IndicatorLayout.SignIn(r)}</p>""") : OpenItemsPart.Of(r, shown.Year, waiting))}
        {DownloadsPart.Of(r, shown, tables)}
        """), Scripts());

    /// <summary>Says that there is nothing of a fiscal year, and of which there is.</summary>
    public static Markup Nothing(PageViewer r, string? asked, IReadOnlyList<FiscalYear> years) =>
        IndicatorLayout.Page(r, r.Of("数字がありません", "No figures"), Markup.Of($"""
        <h1>{(asked is null ? r.Of("まだ数字がありません", "There are no figures yet") : r.Of("お探しの年度の数字はありません", "There are no figures of that fiscal year"))}</h1>
        {(years.Count == 0
            ? Markup.Of($"""<p>{r.Of("数字が提出されると、ここに指標が出ます。", "Indicators appear here when figures are handed in.")} <a href="{r.To("/submit")}">{r.Of("数字を提出する", "Hand in figures")}</a></p>""")
            : Markup.Of($"""<p>{r.Of("次の年度の数字があります。", "There are figures of these fiscal years.")}</p><ul>{years.Select(y => Markup.Of($"""<li><a href="{r.To($"/?fiscalYear={y}")}">{r.Of(Ja(y), $"FY{y}")}</a></li>"""))}</ul>"""))}
        """));

    // Without the chart library the tables show the same.
    private static Markup Scripts() => StaticAsset.Find(ChartLibrary) is null ? Markup.None : Markup.Of($"""
        <script src="{StaticAsset.Address(ChartLibrary)}" defer></script>
        <script src="{StaticAsset.Address("figures.js")}" defer></script>
        """);

    private static Markup AsOf(PageViewer r, FiscalYear year) => r.AsOf is not { } day ? Markup.None : Markup.Of($"""
        <p class="notice" role="note">{r.Of($"{day} までに受け付けた数字による値です。", $"These values are of what had been received by {day}.")} <a href="{r.To($"/?fiscalYear={year}")}">{r.Of("いまの値を見る", "See those of now")}</a></p>
        """);

    private static Markup Choose(PageViewer r, IReadOnlyList<FiscalYear> years, FiscalYear year) => Markup.Of($"""
        <form class="choose noprint" method="get" action="/">
        <p class="field"><label for="fiscalYear">{r.Of("年度", "Fiscal year")}</label>
        <select id="fiscalYear" name="fiscalYear">{years.OrderDescending().Select(y => Markup.Of($"""<option value="{y.Value}"{(y == year ? Markup.Of($" selected") : Markup.None)}>{r.Of(Ja(y), $"FY{y}")}</option>"""))}</select></p>
        {(r.AsOf is { } day ? Markup.Of($"""<input type="hidden" name="asOf" value="{day}">""") : Markup.None)}
        {(r.IsAsked ? Markup.Of($"""<input type="hidden" name="lang" value="{(r.English ? "en" : "ja")}">""") : Markup.None)}
        <p><button class="second">{r.Of("表示する", "Show")}</button></p>
        </form>
        """);

    private static Markup Group(PageViewer r, YearOverview shown, int number, IndicatorGroup group,
        IReadOnlyList<IndicatorSummary> figures,
        IReadOnlyDictionary<string, IReadOnlyList<BureauFigure>> bureaux) => Markup.Of($"""
        <section>
        <h2 id="group-{group.Id}">({number}) {r.Of(group.NameJa, group.NameEn)}</h2>
        {HeadlinesTable.Of(r, shown, group, figures)}
        <div class="trends">{figures.Where(f => f.Trend.Count(t => (t.Actual ?? t.Planned)!.Value is not null) > 1).Select(f => TrendPart.Of(r, shown, f))}</div>
        {(figures.Any(f => bureaux.ContainsKey(f.Indicator.Id)) ? BureauPart.Of(r, figures, bureaux) : Markup.None)}
        </section>
        """);

    private static string Ja(FiscalYear year) => $"{JapaneseEra.Text(year)}({year}年度)";
}
