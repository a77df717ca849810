using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>
/// The cards of a group as a table to open, and as files. A column of numbers holds nothing else, so that spreadsheets compute with it.
/// </summary>
internal static class HeadlinesTable
{
    public static Markup Of(PageViewer r, YearOverview shown, IndicatorGroup group, IReadOnlyList<IndicatorSummary> figures)
    {
        var before = new FiscalYear(shown.Year.Value - 1);
        var hasBefore = before != shown.BaseYear;
        var name = r.Of(group.NameJa, group.NameEn);
        return Markup.Of($"""
            <details class="values"><summary>{r.Of("値を表で見る(CSV・Excel)", "Values as a table (CSV, Excel)")}<span class="hidden"> {name}</span></summary>
            {r.Table($"headlines-{group.Id}", name, Markup.Of($"""
            <thead><tr><th scope="col">{r.Of("指標", "Indicator")}</th>{Number(r.Of("値", "Value"))}<th scope="col">{r.Of("単位",
                "Unit")}</th><th scope="col">{r.Of("実績・予定", "Actual or planned")}</th>{Number(r.Of("目標", "Target"))}<th scope="col">{r.Of(
                    "目標の向き", "Direction")}</th><th scope="col">{r.Of("達成", "Met")}</th><th scope="col">{r.Of("時点",
                        "As of")}</th>{(hasBefore ? Number(r.Of($"{JapaneseEra.Text(before)}の同じ月", $"Same month of FY{before}")) : Markup.None)}{Number(r.Of(
                            $"{JapaneseEra.Text(shown.BaseYear)}の同じ月", $"Same month of FY{shown.BaseYear}"))}{Number(r.Of("報告した課",
                                "Sections reported"))}{Number(r.Of("報告する課", "Sections expected"))}<th scope="col">{r.Of("備考",
                                    "Remarks")}</th></tr></thead>
            <tbody>{figures.Select(f => Row(r, f, hasBefore))}</tbody>
            """), "headlines")}
            </details>
            """);
    }

    private static Markup Row(PageViewer r, IndicatorSummary f, bool hasBefore) => Markup.Of($"""
        <tr><th scope="row"><a href="{r.To(ProvenanceUrls.Sheet(f.Indicator.Id).Page)}">{ValueParts.Name(r, f.Indicator)}</a></th>
        {Cell(r, f.Value)}
        <td>{ValueParts.Unit(r, f.Indicator)}</td>
        <td>{(f.Value is { Value: not null } v ? r.Status(v.Status) : "–")}</td>
        <td class="number">{(f.Indicator.Target is { } t ? ValueParts.Number(t) : "–")}</td>
        <td>{(f.Indicator.Target is { } aim ? ValueParts.Direction(r, aim) : "–")}</td>
        <td>{ValueParts.Met(r, f)}</td>
        <td>{(f.Value is { } dated ? r.Both(dated.AsOf[..7]) : "–")}</td>
        {(hasBefore ? Cell(r, f.YearBefore) : Markup.None)}{Cell(r, f.SamePeriod)}
        {Count(f.Value?.UnitsReported)}{Count(f.Value?.UnitsExpected)}
        <td>{Remarks(r, f)}</td></tr>
        """);

    private static Markup Cell(PageViewer r, PublishedIndicator? v) =>
        Markup.Of($"""<td class="number">{(v is null ? Markup.Of($"–") : ValueParts.Link(r, v))}</td>""");

    private static Markup Count(long? sections) =>
        Markup.Of($"""<td class="number">{sections?.ToString(CultureInfo.InvariantCulture) ?? "–"}</td>""");

    private static Markup Remarks(PageViewer r, IndicatorSummary f) => f.Value switch
    {
        null => Markup.Of($"<small>{r.Of("まだ数字がありません", "no figures yet")}</small>"),
        { Value: null } none => ValueParts.NotComputable(r, none),
        { } v => Markup.Of($"""{(v.IsFinal ? Markup.Of($"<small>{r.Of("確定", "final")}</small>") : Markup.None)}{ValueParts.Marks(r, v)}{ValueParts.Incomplete(r, f)}"""),
    };

    private static Markup Number(string name) => Markup.Of($"""<th scope="col" class="number">{name}</th>""");
}
