using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>A card for each indicator: value, target, the years before in words, and whether all have reported.</summary>
internal static class CardsPart
{
    public static Markup Of(PageViewer r, YearOverview shown) => Markup.Of($"""
        <section><h2 id="cards">{r.Of("ひと目で", "At a glance")}</h2>
        <ul class="cards">{shown.Figures.Select(f => Card(r, shown, f))}</ul>
        </section>
        """);

    private static Markup Card(PageViewer r, YearOverview shown, IndicatorSummary f) => Markup.Of($"""
        <li class="card" id="card-{f.Indicator.Id}">
        <h3><a href="{r.To(ProvenanceUrls.Sheet(f.Indicator.Id).Page)}">{ValueParts.Name(r, f.Indicator)}</a></h3>
        <p class="now">{Value(r, f)}</p>
        {Target(r, f)}
        {Years(r, shown, f)}
        {State(r, f)}
        </li>
        """);

    private static Markup Value(PageViewer r, IndicatorSummary f) => f.Value switch
    {
        null => Markup.Of($"– <small>{r.Of("まだ数字がありません", "no figures yet")}</small>"),
        { Value: null } none => ValueParts.NotComputable(r, none),
        { } v => Markup.Of($"""<strong>{ValueParts.Link(r, v)}</strong> {ValueParts.Unit(r, f.Indicator)}{Tag(v.Status == "planned", r.Of("予定", "planned"))}{Tag(v.IsFinal, r.Of("確定", "final"))}"""),
    };

    private static Markup Tag(bool isThere, string text) => isThere ? Markup.Of($""" <span class="mark">{text}</span>""") : Markup.None;

    private static Markup Target(PageViewer r, IndicatorSummary f) => f.Indicator.Target is not { } t
        ? Markup.Of($"""<p class="aim quiet">{r.Of("目標なし", "no target")}</p>""")
        : Markup.Of($"""<p class="aim">{r.Of("目標", "target")} {ValueParts.Number(t)} {ValueParts.Unit(r, f.Indicator)}{r.Of("", " ")}{ValueParts.Direction(r, t)}{(t.Kind == TargetKind.AtMost ? r.Of("(低いほどよい)", " (lower is better)") : "")} {ValueParts.Met(r, f)}</p>""");

    private static Markup Years(PageViewer r, YearOverview shown, IndicatorSummary f)
    {
        if (f.Value is not { Value: { } value })
        {
            return Markup.None;
        }

        var before = new FiscalYear(shown.Year.Value - 1);
        var isBase = shown.BaseYear == before;
        var lines = Markup.Join([Line(f.YearBefore, r.Of($"前年度({JapaneseEra.Text(before)})", $"the year before, FY{before}")),
            Line(f.SamePeriod, isBase ? r.Of($"前年度・基準年度({JapaneseEra.Text(before)})", $"the year before and base year, FY{before}")
                : r.Of($"基準年度({JapaneseEra.Text(shown.BaseYear)})", $"the base year, FY{shown.BaseYear}"))]);
        return lines.Html.Length > 0 ? lines
            : Markup.Of($"""<p class="against quiet">{r.Of("比べる年の値はありません", "no earlier value to compare with")}</p>""");

        Markup Line(PublishedIndicator? other, string year) => other is not { Value: { } then } ? Markup.None : Markup.Of(
            $"""<p class="against">{r.Of($"{year}の同じ月(", $"Same month of {year} (")}{ValueParts.Link(r, other)}){r.Of("", ": ")}{YearComparison.Text(r.English, f.Indicator, value, then)}</p>""");
    }

    private static Markup State(PageViewer r, IndicatorSummary f) => f.Value is not { Value: not null } v ? Markup.None : Markup.Of($"""
        <p class="state quiet">{r.Month(v.AsOf[..7])}{r.Of("、", ", ")}{(v.Status == "planned" ? r.Of("予定の値", "a planned value")
            : v.IsComplete ? r.Of("報告はそろっています", "all have reported") : r.Of("報告はそろっていません", "not all have reported"))}{ValueParts.Units(r, v)}{ValueParts.Incomplete(r, f)}</p>
        """);
}
