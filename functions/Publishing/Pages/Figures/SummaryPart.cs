using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>The fiscal year in a few lines: what the page is for, how many targets are met, how new it is, what is not yet whole.</summary>
internal static class SummaryPart
{
    private const int MostNames = 4;

    public static Markup Of(PageViewer r, YearOverview shown)
    {
        var s = YearSummary.Of(shown.Figures);
        return Markup.Of($"""
            <p>{r.Of("スマートとよなかの取組みが目標にどこまで届いたかを、各課が報告した数字で示します。", "How far the programme has come towards its targets, by what the sections have reported.")}</p>
            {(s.Targets == 0 ? Markup.None : Markup.Of($"""<p class="count"><strong>{r.Of($"{s.Targets}指標のうち{s.Met}つ達成", $"{s.Met} of {s.Targets} targets met")}</strong>{(s.MetByPlan == 0 ? "" : r.Of($"(うち{s.MetByPlan}つは予定の値)", $" ({s.MetByPlan} by a planned value)"))}</p>"""))}
            <ul class="glance">
            {Item(r, r.Of("未達成", "Not yet met"), s.Unmet)}
            {Item(r, r.Of("目標はあるが値がない", "With a target, without a value"), s.Unknown)}
            {(shown.ChangedAt is { } at && r.AsOf is null ? Markup.Of($"""<li>{r.Of("最終更新", "Last update")}: <time datetime="{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)}">{r.Time(at)}</time></li>""") : Markup.None)}
            {(s.Months is var (oldest, newest) ? Markup.Of($"""<li>{r.Of("値の時点", "Values as of")}: {r.Span(oldest, newest)}</li>""") : Markup.None)}
            {Item(r, r.Of("時点がほかより古い", "Older than others"), s.Older)}
            {Item(r, r.Of("報告がそろっていない", "Not all have reported"), s.Incomplete)}
            {Item(r, r.Of("確認待ちの数字がある", "Figures wait to be confirmed"), s.Held)}
            {Item(r, r.Of("値がない", "Without a value"), [.. s.Missing.Except(s.Unknown)])}
            </ul>
            """);
    }

    private static Markup Item(PageViewer r, string said, IReadOnlyList<IndicatorSummary> figures) => figures.Count == 0 ? Markup.None
        : Markup.Of($"""
            <li>{said}({figures.Count}): {figures.Take(MostNames).Select((f, i) => Markup.Of($"""{(i == 0 ? "" : r.Of("、", ", "))}<a href="#card-{f.Indicator.Id}">{ValueParts.Name(r, f.Indicator)}</a>"""))}{(figures.Count > MostNames ? r.Of($" ほか{figures.Count - MostNames}", $" and {figures.Count - MostNames} more") : "")}</li>
            """);
}
