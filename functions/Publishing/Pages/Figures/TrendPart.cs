using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>A chart is drawn from the table behind it; whoever sees no chart reads the table.</summary>
internal static class TrendPart
{
    public static Markup Of(PageViewer r, YearOverview shown, IndicatorSummary f)
    {
        var before = new FiscalYear(shown.Year.Value - 1);
        var (plans, earlier, compared) = (f.Trend.Any(t => t.Planned is not null), f.Trend.Any(t => t.YearBefore is not null),
            f.Trend.Any(t => t.Base is not null));
        var name = ValueParts.Name(r, f.Indicator);
        return Markup.Of($"""
            <figure class="trend" id="trend-{f.Indicator.Id}" data-unit="{ValueParts.Unit(r, f.Indicator)}"{(f.Indicator.Target is { } t ? Markup.Of($""" data-target="{t.Value.ToString(CultureInfo.InvariantCulture)}" data-target-name="{r.Of("目標", "target")}" data-target-text="{ValueParts.Number(t)}" """) : Markup.None)}>
            <figcaption>{name}({ValueParts.Unit(r, f.Indicator)})</figcaption>
            <canvas hidden role="img" aria-label="{r.Of($"{name}の月ごとの動き。同じ数字が下の表にあります。", $"{name} by month; the table below says the same.")}"></canvas>
            <details><summary>{r.Of("表で見る", "As a table")}<span class="hidden"> {name}</span></summary>
            <div class="wide" tabindex="0" role="region" aria-label="{name}"><table id="table-trend-{f.Indicator.Id}"><thead><tr><th scope="col">{r.Of("月", "Month")}</th><th scope="col" class="number" data-series="actual">{r.Of("実績", "actual")}</th>{Head(plans, "planned", r.Of("予定", "planned"))}{Head(earlier, "before", r.Of($"{JapaneseEra.Text(before)}の同じ月", $"FY{before}"))}{Head(compared, "base", r.Of($"{JapaneseEra.Text(shown.BaseYear)}の同じ月", $"FY{shown.BaseYear}"))}<th scope="col">{r.Of("報告", "Reported")}</th></tr></thead>
            <tbody>{f.Trend.Select(m => Markup.Of($"""<tr><th scope="row" data-month="{m.Month.ToString()}">{r.Month(m.Month.ToString())}</th>{Cell(r, m.Actual)}{(plans ? Cell(r, m.Planned) : Markup.None)}{(earlier ? Cell(r, m.YearBefore) : Markup.None)}{(compared ? Cell(r, m.Base) : Markup.None)}<td>{(m.Actual is { Value: not null } a ? ValueParts.Units(r, a) : Markup.None)}</td></tr>"""))}</tbody></table></div>
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
            Markup.Of($"""<td class="number" data-value="{value.ToString("R", CultureInfo.InvariantCulture)}"{(v.Carried ? Markup.Of($""" data-carried="1" """) : Markup.None)}>{ValueParts.Link(r, v)}</td>"""),
        _ => Markup.Of($"""<td class="number">{ValueParts.Link(r, v)}</td>"""),
    };
}
