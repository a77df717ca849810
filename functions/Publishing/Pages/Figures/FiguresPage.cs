using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>
/// The figures to look at: a fiscal year's headline values in the report's groups, their course, and what waits for somebody.
/// </summary>
public static class FiguresPage
{
    private const string ChartLibrary = "chart.umd.min.js";

    /// <summary>A fiscal year.</summary>
    /// <param name="r">Who reads.</param>
    /// <param name="shown">What to show.</param>
    /// <param name="waiting">What waits for somebody; null for who has not signed in.</param>
    /// <param name="tables">The published tables that this reader may download.</param>
    public static Markup Of(PageViewer r, YearOverview shown, OpenItemsSummary? waiting, IReadOnlyList<PublishedTableInfo> tables) =>
        IndicatorLayout.Page(r, r.Of($"{Ja(shown.Year)}の指標", $"Indicators of FY{shown.Year}"), Markup.Of($"""
        <h1>{r.Of($"{Ja(shown.Year)}の指標", $"Indicators of FY{shown.Year}")}</h1>
        {(shown.Begun is { } begun ? Markup.Of($"""<p class="notice" role="note">{r.Of($"{Ja(begun)}が始まっています。", $"FY{begun} has begun.")} <a href="{r.To($"/?fiscalYear={begun}")}">{r.Of($"{Ja(begun)}を見る", $"See FY{begun}")}</a></p>""") : Markup.None)}
        {OpenItemsPart.Tasks(r, waiting)}
        {AsOf(r, shown.Year)}
        {Choose(r, shown.Years, shown.Year)}
        {(shown.HasReport ? Markup.Of($"""<p class="noprint"><a href="/api/reports/{shown.Year.Value}">{r.Of($"{JapaneseEra.Text(shown.Year)}の年次報告書", $"The annual report of FY{shown.Year} (in Japanese)")}</a> <a href="#downloads">{r.Of("ダウンロード", "Downloads")}</a></p>""") : Markup.None)}
        <p class="quiet">{r.Of("値を選ぶと、どの数字からどう計算したかを見られます。名前を選ぶと、指標の説明を見られます。", "A value leads to the figures it was made of, a name to what the indicator means.")}</p>
        {shown.Groups.Select((g, i) => Group(r, shown, i + 1, g.Group, g.Figures))}
        {(waiting is null ? Markup.Of($"""<h2>{r.Of("提出の状況と待っているもの", "Who has handed in, and what waits")}</h2><p>{r.Of("所属ごとの状況は、サインインすると見られます。", "Sign in to see each department.")} {IndicatorLayout.SignIn(r)}</p>""") : OpenItemsPart.Of(r, shown.Year, waiting))}
        {DownloadsPart.Of(r, shown, tables)}
        """), Scripts());

    /// <summary>Says that there is nothing of a fiscal year, and of which there is.</summary>
    public static Markup Nothing(PageViewer r, string? asked, IReadOnlyList<FiscalYear> years) =>
        IndicatorLayout.Page(r, r.Of("数字がありません", "No figures"), Markup.Of($"""
        <h1>{(asked is null ? r.Of("まだ数字がありません", "There are no figures yet") : r.Of("お探しの年度の数字はありません", "There are no figures of that fiscal year"))}</h1>
        {(years.Count == 0
            ? Markup.Of($"""<p>{r.Of("数字が提出されると、ここに指標が出ます。", "Indicators appear here when figures are handed in.")} <a href="/submit">{r.Of("数字を提出する", "Hand in figures")}</a></p>""")
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
        IReadOnlyList<IndicatorSummary> figures) => Markup.Of($"""
        <section>
        <h2 id="group-{group.Id}">({number}) {r.Of(group.NameJa, group.NameEn)}</h2>
        {r.Table($"headlines-{group.Id}", r.Of(group.NameJa, group.NameEn), Markup.Of($"""
        <thead><tr><th scope="col">{r.Of("指標", "Indicator")}</th><th scope="col" class="number">{r.Of("値",
            "Value")}</th><th scope="col" class="number">{r.Of("目標", "Target")}</th><th scope="col">{r.Of("達成",
                "Met")}</th><th scope="col">{r.Of("時点", "As of")}</th><th scope="col" class="number">{r.Of(
                    $"{JapaneseEra.Text(shown.BaseYear)}の同じ月", $"Same month of FY{shown.BaseYear}")}</th></tr></thead>
        <tbody>{figures.Select(f => Row(r, f))}</tbody>
        """), "headlines")}
        <div class="trends">{figures.Where(f => f.Trend.Count(t => (t.Actual ?? t.Planned)!.Value is not null) > 1).Select(f => Trend(r, shown, f))}</div>
        </section>
        """);

    private static Markup Row(PageViewer r, IndicatorSummary f) => Markup.Of($"""
        <tr><th scope="row"><a href="{r.To(ProvenanceUrls.Sheet(f.Indicator.Id).Page)}">{r.Of(f.Indicator.NameJa, f.Indicator.NameEn)}</a></th>
        {Value(r, f)}
        <td class="number">{Target(r, f.Indicator)}</td>
        <td>{Met(r, f)}</td>
        <td>{(f.Value is { } v ? r.Both(v.AsOf[..7]) : "")}</td>
        <td class="number">{(f.SamePeriod is { Value: not null } s ? Link(r, s) : Markup.Of($"–"))}</td></tr>
        """);

    private static Markup Value(PageViewer r, IndicatorSummary f) => f.Value switch
    {
        null => Markup.Of($"""<td class="number">–<small>{r.Of("まだ数字がありません", "no figures yet")}</small></td>"""),
        { Value: null } none => Markup.Of($"""<td>{Link(r, none)}<small class="left-out">{none.Reason}</small></td>"""),
        { } value => Markup.Of($"""<td class="number">{Link(r, value)} {r.Of(f.Indicator.Unit, f.Indicator.UnitEn)}{(value.Status == "planned" ? Markup.Of($"<small>{r.Of("予定", "planned")}</small>") : Markup.None)}{(value.IsFinal ? Markup.Of($"<small>{r.Of("確定", "final")}</small>") : Markup.None)}{Units(r, value)}{Beside(r, f)}</td>"""),
    };

    // How many of those who owe it have reported, what is carried on, and what waits.
    private static Markup Units(PageViewer r, PublishedIndicator v) => Markup.Of($"""
        {(v.UnitsExpected > 1 || !v.IsComplete ? Markup.Of($"""<small class="units">{r.Of($"{v.UnitsReported}/{v.UnitsExpected}課", $"{v.UnitsReported} of {v.UnitsExpected} sections")}</small>""") : Markup.None)}{(v.Carried ? Markup.Of($"""<small class="carried">{r.Of("前の月の値を含む", "carried on in part")}</small>""") : Markup.None)}{(v.HeldValues > 0 ? Markup.Of($"""<small class="waits">{r.Of($"確認待ち {v.HeldValues}件", $"{v.HeldValues} to be confirmed")}</small>""") : Markup.None)}
        """);

    private static Markup Beside(PageViewer r, IndicatorSummary f) => f.Incomplete is not { } v ? Markup.None
        : Markup.Of($"""<small class="incomplete">{r.Month(v.Month)}: {Link(r, v)} {r.Of(f.Indicator.Unit, f.Indicator.UnitEn)}、{r.Of($"{v.UnitsReported}/{v.UnitsExpected}課", $"{v.UnitsReported} of {v.UnitsExpected} sections")}</small>""");

    private static Markup Link(PageViewer r, PublishedIndicator v) =>
        Markup.Of($"""<a href="{r.To(ProvenanceUrls.Value(v.Indicator, v.Month, v.Basis, v.Status, r.AsOf).Page)}">{(v.Value is null ? r.Of("計算できません", "not computable") : v.Text)}</a>""");

    private static string Target(PageViewer r, Indicator i) => i.Target is not { } t ? "–"
        : $"{t.Value.ToString(CultureInfo.InvariantCulture).Replace('-', '−')} "
            + $"{(t.Kind == TargetKind.AtLeast ? r.Of("以上", "or more") : r.Of("以下", "or less"))}";

    // A word and a sign, since colour alone is not accessible.
    private static Markup Met(PageViewer r, IndicatorSummary f) => f.Value is not { Value: not null, TargetMet: { } met } ? Markup.Of($"–")
        : met ? Markup.Of($"""<span class="met">○ {r.Of("達成", "met")}</span>""")
            : Markup.Of($"""<span class="unmet">△ {r.Of("未達成", "not yet")}</span>""");

    /// <summary>A chart is drawn from the table behind it; whoever sees no chart reads the table.</summary>
    private static Markup Trend(PageViewer r, YearOverview shown, IndicatorSummary f)
    {
        var (plans, compared) = (f.Trend.Any(t => t.Planned is not null), f.Trend.Any(t => t.Base is not null));
        var name = r.Of(f.Indicator.NameJa, f.Indicator.NameEn);
        return Markup.Of($"""
            <figure class="trend" id="trend-{f.Indicator.Id}"{(f.Indicator.Target is { } t ? Markup.Of($""" data-target="{t.Value.ToString(CultureInfo.InvariantCulture)}" data-target-name="{r.Of("目標", "target")}" """) : Markup.None)}>
            <figcaption>{name}({r.Of(f.Indicator.Unit, f.Indicator.UnitEn)})</figcaption>
            <canvas hidden role="img" aria-label="{r.Of($"{name}の月ごとの動き。同じ数字が下の表にあります。", $"{name} by month; the table below says the same.")}"></canvas>
            <details><summary>{r.Of("表で見る", "As a table")}<span class="hidden"> {name}</span></summary>
            <table id="table-trend-{f.Indicator.Id}"><thead><tr><th scope="col">{r.Of("月", "Month")}</th><th scope="col" class="number" data-series="actual">{r.Of("実績", "actual")}</th>{Head(plans, "planned", r.Of("予定", "planned"))}{Head(compared, "base", r.Of($"{JapaneseEra.Text(shown.BaseYear)}の同じ月", $"FY{shown.BaseYear}"))}<th scope="col">{r.Of("報告", "Reported")}</th></tr></thead>
            <tbody>{f.Trend.Select(m => Markup.Of($"""<tr><th scope="row" data-month="{m.Month.ToString()}">{r.Month(m.Month.ToString())}</th>{Cell(r, m.Actual)}{(plans ? Cell(r, m.Planned) : Markup.None)}{(compared ? Cell(r, m.Base) : Markup.None)}<td>{(m.Actual is { Value: not null } a ? Units(r, a) : Markup.None)}</td></tr>"""))}</tbody></table>
            {PageTable.Links(r.Here, r.English, $"trend-{f.Indicator.Id}", name)}</details>
            </figure>
            """);
    }

    private static Markup Head(bool isThere, string series, string name) => isThere
        ? Markup.Of($"""<th scope="col" class="number" data-series="{series}">{name}</th>""") : Markup.None;

    private static Markup Cell(PageViewer r, PublishedIndicator? v) => v switch
    {
        null => Markup.Of($"""<td class="number">–</td>"""),
        { Value: { } value } =>
            Markup.Of($"""<td class="number" data-value="{value.ToString("R", CultureInfo.InvariantCulture)}"{(v.Carried ? Markup.Of($""" data-carried="1" """) : Markup.None)}>{Link(r, v)}</td>"""),
        _ => Markup.Of($"""<td class="number">{Link(r, v)}</td>"""),
    };

    private static string Ja(FiscalYear year) => $"{JapaneseEra.Text(year)}({year}年度)";
}
