using System.Globalization;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Messages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>What cards, tables and charts write alike.</summary>
internal static class ValueParts
{
    public static string Name(PageViewer r, Indicator i) => r.Of(i.NameJa, i.NameEn);

    public static string Unit(PageViewer r, Indicator i) => r.Of(i.Unit, i.UnitEn);

    /// <summary>A value, leading to where it came from; one that could not be computed is a dash to whoever sees it.</summary>
    public static Markup Link(PageViewer r, PublishedIndicator v) => Markup.Of(
        $"""<a href="{r.To(ProvenanceUrls.Value(v.Indicator, v.Month, v.Basis, v.Status, r.AsOf).Page)}">{(v.Value is null
            ? Markup.Of($"""–<span class="hidden">{r.Of("計算できません", "not computable")}</span>""") : Markup.Of($"{PageText.Grouped(v.Text)}"))}</a>""");

    /// <summary>A link that says in words that there is no value, with the reason.</summary>
    public static Markup NotComputable(PageViewer r, PublishedIndicator v) => Markup.Of(
        $"""<a href="{r.To(ProvenanceUrls.Value(v.Indicator, v.Month, v.Basis, v.Status, r.AsOf).Page)}">{r.Of("計算できません", "not computable")}</a><small class="left-out">{r.Of(ReasonMessages.Of(v.ReasonCode, v.Reason))}</small>""");

    /// <summary>The number of a target as it is printed.</summary>
    public static string Number(Target t) => PageText.Grouped(t.Value.ToString(CultureInfo.InvariantCulture).Replace('-', '−'));

    /// <summary>以上 or 以下.</summary>
    public static string Direction(PageViewer r, Target t) =>
        t.Kind == TargetKind.AtLeast ? r.Of("以上", "or more") : r.Of("以下", "or less");

    // A word and a sign, since colour alone is not accessible.
    public static Markup Met(PageViewer r, IndicatorSummary f) => f.IsMet is not { } met ? Markup.Of($"–")
        : met ? Markup.Of($"""<span class="met">○ {r.Of("達成", "met")}</span>""")
            : Markup.Of($"""<span class="unmet">× {r.Of("未達成", "not yet")}</span>""");

    /// <summary>How many of those who owe it have reported, what is carried on, and what waits.</summary>
    public static Markup Units(PageViewer r, PublishedIndicator v) => Markup.Of($"""
        {(v.UnitsExpected > 1 || !v.IsComplete ? Markup.Of($"""<small class="units">{r.Of($"{v.UnitsReported}/{v.UnitsExpected}課", $"{v.UnitsReported} of {v.UnitsExpected} sections")}</small>""") : Markup.None)}{Marks(r, v)}
        """);

    /// <summary>What is carried on, and what waits.</summary>
    public static Markup Marks(PageViewer r, PublishedIndicator v) => Markup.Of($"""
        {(v.Carried ? Markup.Of($"""<small class="carried">{r.Of("前の月の値を含む", "carried on in part")}</small>""") : Markup.None)}{(v.HeldValues > 0 ? Markup.Of($"""<small class="waits">{r.Of($"確認待ち {v.HeldValues}件", $"{v.HeldValues} to be confirmed")}</small>""") : Markup.None)}
        """);

    /// <summary>A newer value for which some have not reported.</summary>
    public static Markup Incomplete(PageViewer r, IndicatorSummary f) => f.Incomplete is not { } v ? Markup.None
        : Markup.Of($"""<small class="incomplete">{r.Month(v.Month)}: {Link(r, v)} {Unit(r, f.Indicator)}{r.Of("、", ", ")}{r.Of($"{v.UnitsReported}/{v.UnitsExpected}課", $"{v.UnitsReported} of {v.UnitsExpected} sections")}</small>""");
}
