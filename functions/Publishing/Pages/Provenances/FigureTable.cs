using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>Figures with who handed them in, when, what was corrected, and the way to the line or field.</summary>
internal static class FigureTable
{
    public static Markup Of(PageViewer r, IReadOnlyList<ExplainedFigure> figures) =>
        r.Table("figures", r.Of("使った数字", "Figures used"), Markup.Of($"""
        <caption>{r.Of("使った数字", "Figures used")}</caption>
        <thead><tr><th scope="col">{r.Of("所属・月", "Department, month")}</th><th scope="col">{r.Of("数字", "Figure")}</th><th scope="col">{r.Of("提出", "Handed in")}</th><th scope="col">{r.Of("もと", "Source")}</th></tr></thead>
        <tbody>{figures.Select(f => Row(r, f))}</tbody>
        """), "figures");

    public static string RoleOf(PageViewer r, string role) => role == "numerator" ? r.Of("分子", "numerator") : r.Of("分母", "denominator");

    public static string SideOf(PageViewer r, string side) => side == "value" ? r.Of("この期間", "this period")
        : r.Of("比べる期間", "compared with");

    /// <summary>Where an initiative stands, with its partners and note.</summary>
    public static Markup Initiative(PageViewer r, ExplainedInitiative i) => Markup.Of($"""
        <strong>{i.Name}</strong>: {r.Standing(i.Status)}{(i.CountsTowardTarget ? "" : r.Of("(目標に数えない)", " (not toward the target)"))}
        {(i.Partners.Count == 0 ? Markup.None : Markup.Of($"<small>{r.Of("連携先", "Partners")}: {string.Join("、", i.Partners)}</small>"))}
        {(i.Note.Length == 0 ? Markup.None : Markup.Of($"<small>{r.Of("備考", "Note")}: {i.Note}</small>"))}
        """);

    /// <summary>What was said before.</summary>
    public static Markup Corrections(PageViewer r, IReadOnlyList<Correction> corrections) => corrections.Count == 0 ? Markup.None
        : Markup.Of($"""
        <ul class="corrections">{corrections.Select(c => Markup.Of($"""
            <li>{r.Of("訂正前", "before")} ({r.Time(c.ReceivedAt)}, {r.By(c.By)}): <a href="{r.To(c.Links.Page)}">{Said(r, c)}</a></li>
            """))}</ul>
        """);

    public static string Source(PageViewer r, FigureSource s) => s.Kind == "drop"
        ? $"{s.Id}{(s.Lines is { } lines ? r.Of($" {lines}行目", $" line {lines}") : "")}"
        : r.Of("提出", "submission") + " " + s.Id;

    private static Markup Row(PageViewer r, ExplainedFigure f) => Markup.Of($"""
        <tr><th scope="row">{f.Department} {f.DepartmentName}<small>{r.Month(f.Month)}{(f.Side == "value" ? "" : " " + SideOf(r, f.Side))}{(f.Status == "planned" ? r.Of("(予定)", " (planned)") : "")}</small></th>
        <td>{(f.Initiative is { } i ? Initiative(r, i) : Markup.Of($"{r.Of(f.MeasureName)}<ul>{f.Numbers.Select(n => Number(r, f, n))}</ul>"))}{LeftOut(r, f.LeftOut)}</td>
        <td>{r.Time(f.ReceivedAt)}<small>{r.By(f.By)}</small>{Corrections(r, f.Corrections)}</td>
        <td><a href="{r.To(f.Links.Page)}">{(f.Source.Kind == "drop" ? r.Of("もとの行", "The lines") : r.Of("もとの項目", "The field"))}<span class="hidden"> {f.DepartmentName} {r.Month(f.Month)} {f.Initiative?.Name ?? r.Of(f.MeasureName)}</span></a><small>{Source(r, f.Source)}</small></td></tr>
        """);

    private static Markup Number(PageViewer r, ExplainedFigure f, ExplainedNumber n) => Markup.Of($"""
        <li>{r.Of(n.PartName)}: {r.Number(n.Value)}{(n.Role is { } role && f.Numbers.Count > 1 ? $" ({RoleOf(r, role)})" : "")}{LeftOut(r, n.LeftOut)}</li>
        """);

    private static Markup LeftOut(PageViewer r, ExclusionNote? note) => note is null ? Markup.None : Markup.Of($"""
        <small class="left-out">{r.Of("入れない", "left out")}: {r.Of(note.Because)}{(note.Since is { } since ? r.Of($"({r.Month(since)}から)", $" (since {since})") : "")}</small>
        """);

    private static string Said(PageViewer r, Correction c) => c.Initiative is { } i
        ? r.Standing(i.Status)
        : string.Join(r.Of("、", ", "), c.Numbers.Select(n => $"{r.Of(n.PartName)} {r.Number(n.Value)}"));
}
