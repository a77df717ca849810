using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>The sheets of indicators, and the list of what there is.</summary>
public static class SheetPage
{
    /// <summary>An indicator's sheet with its values.</summary>
    public static Markup Of(PageViewer r, IndicatorDescription s, IReadOnlyList<AvailableYear> known) =>
        IndicatorLayout.Page(r, r.Of(s.Name), Markup.Of($"""
        <h1>{r.Of(s.Name)}</h1>
        <p>{r.Of(s.Definition)}</p>
        <dl class="receipt">
        {Item(r.Of("式", "Formula"), r.Of(s.Formula))}
        {Item(r.Of("分子(足すもの)", "Numerator"), r.Of(s.Numerator))}
        {Item(r.Of("分母", "Denominator"), s.Denominator is { } d ? r.Of(d) : r.Of("なし(割り算をしない)", "none (nothing is divided)"))}
        {Item(r.Of("単位", "Unit"), r.Of(s.Unit))}
        {Item(r.Of("目標", "Target"), Target(r, s))}
        {Item(r.Of("見出しの対象期間", "Headline"), r.Basis(s.HeadlineBasis))}
        {Item(r.Of("分野", "Field"), r.Of(s.Group))}
        {Item(r.Of("担当", "Owner"), s.Owner is { } o ? $"{o.Code} {o.Name}" : r.Of("決まっていない", "none"))}
        {Item(r.Of("規則の版", "Rules"), s.RulesVersion)}
        </dl>
        <h2>{r.Of("もとになる数字", "Sources")}</h2>
        <ul>{s.Sources.Select(m => Markup.Of($"<li>{r.Of(m.Name)}({m.Measure}): {Source(r, m)}</li>"))}</ul>
        {Exclusions(r, s.Exclusions)}
        <h2>{r.Of("規則の変更の履歴", "History of its rules")}</h2>
        <ul>{s.Changes.Select(c => Markup.Of($"<li>{r.Month(c.Since)}: {r.Of(c.Ja, c.En)}</li>"))}</ul>
        {Values(r, known)}
        <p class="noprint">{r.Json(s.Links.Page)}</p>
        """));

    /// <summary>All indicators, with what was asked for where that is not there.</summary>
    public static Markup List(PageViewer r, Catalogue catalogue, string? fault) =>
        IndicatorLayout.Page(r, fault is null ? r.Of("指標", "Indicators") : r.Of("ありません", "Not found"), Markup.Of($"""
        <h1>{(fault is null ? r.Of("指標", "Indicators") : r.Of("お探しの指標はありません", "There is no such indicator"))}</h1>
        {(fault is null ? Markup.None : Markup.Of($"<p>{r.Of("次の指標があります。", "There are these.")}</p>"))}
        {catalogue.Groups.Select(g => Markup.Of($"""
            <h2>{r.Of(g.NameJa, g.NameEn)}</h2>
            <ul>{catalogue.Indicators.Where(i => i.Group == g.Id).Select(i =>
                Markup.Of($"""<li><a href="{r.To(ProvenanceUrls.Sheet(i.Id).Page)}">{r.Of(i.NameJa, i.NameEn)}</a></li>"""))}</ul>
            """))}
        """));

    /// <summary>The values that there are, for whoever asked for one that there is not.</summary>
    public static Markup NoValue(PageViewer r, Indicator indicator, BilingualText fault, IReadOnlyList<AvailableYear> known) =>
        IndicatorLayout.Message(
        r, r.Of("この値はありません", "There is no such value"), $"{r.Of(indicator.NameJa, indicator.NameEn)}: {r.Of(fault)}", Markup.Of($"""
            {Values(r, known)}
            <p><a href="{r.To(ProvenanceUrls.Sheet(indicator.Id).Page)}">{r.Of("この指標の説明", "About this indicator")}</a></p>
            """));

    /// <summary>What is left out, why and since when.</summary>
    internal static Markup Exclusions(PageViewer r, IReadOnlyList<AppliedExclusion> exclusions) => exclusions.Count == 0
        ? Markup.Of($"<h2>{r.Of("除くもの", "What is left out")}</h2><p>{r.Of("除くものはありません。", "Nothing is left out.")}</p>")
        : Markup.Of($"""
            <h2>{r.Of("除くもの", "What is left out")}</h2>
            {r.Table("exclusions", r.Of("除くもの", "What is left out"), Markup.Of($"""
            <thead><tr><th scope="col">{r.Of("除くもの", "What")}</th><th scope="col">{r.Of("理由", "Why")}</th><th scope="col">{r.Of("いつから",
                "Since")}</th></tr></thead>
            <tbody>{exclusions.Select(e =>
                Markup.Of($"""<tr><th scope="row">{r.Of(e.What)}</th><td>{r.Of(e.Because)}</td><td>{r.Month(e.Since)}</td></tr>"""))}</tbody>
            """))}
            """);

    private static Markup Values(PageViewer r, IReadOnlyList<AvailableYear> known) => Markup.Of($"""
        <h2>{r.Of("値", "Values")}</h2>
        {(known.Count == 0 ? Markup.Of($"<p>{r.Of("値はまだありません。", "There are no values yet.")}</p>") : Markup.None)}
        {known.Select(y => Markup.Of($"""
            <h3>{r.Of(SmartToyonaka.Domain.Calendar.JapaneseEra.Text(y.Year), $"FY{y.Year}")}</h3>
            <ul class="values">{y.Values.Select(v => Value(r, v))}</ul>
            """))}
        """);

    private static Markup Value(PageViewer r, PublishedIndicator v) => Markup.Of(
        $"""<li><a href="{r.To(ProvenanceUrls.Value(v.Indicator, v.Month, v.Basis, v.Status).Page)}">{r.Month(v.Month)}{(v.Status == "planned" ? r.Of("(予定)", " (planned)") : "")}: {(v.Value is null ? r.Of("計算できません", "not computable") : v.Text)}</a></li>""");

    private static string Source(PageViewer r, SourceMeasure m)
    {
        var how = m.ComesBy == "drop" ? r.Of($"CSVファイル(drops/{m.Folder})", $"CSV files (drops/{m.Folder})")
            : r.Of("フォーム・フローでの提出", "submitted by form or flow");
        var who = m.IsOfAll ? r.Of("全課", "every section") : m.Departments.Count == 0 ? r.Of("該当する所属", "whichever department has any")
            : string.Join(r.Of("、", ", "), m.Departments.Select(d => $"{d.Code} {d.Name}"));
        return $"{how}{r.Of("。提出: ", "; from ")}{who}";
    }

    private static string Target(PageViewer r, IndicatorDescription s) => s.Target is not { } t ? r.Of("なし", "none")
        : $"{t.Value.ToString(System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−')} {r.Of(s.Unit)} "
            + $"{(t.Kind == "atleast" ? r.Of("以上", "or more") : r.Of("以下", "or less"))}";

    private static Markup Item(string name, string text) => Markup.Of($"<div><dt>{name}</dt><dd>{text}</dd></div>");
}
