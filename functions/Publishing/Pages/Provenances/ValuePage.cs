using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>A value, its formula with its numbers, and the figures that it was made from.</summary>
public static class ValuePage
{
    /// <summary>The page of a value.</summary>
    /// <param name="r">Who reads it.</param>
    /// <param name="i">Its indicator.</param>
    /// <param name="v">The value.</param>
    public static Markup Of(PageViewer r, Indicator i, ValueProvenance v) => IndicatorLayout.Page(r, Title(r, v), Markup.Of($"""
        {Head(r, i, v)}
        <h2>{r.Of("式", "Formula")}</h2>
        <p>{r.Of(v.Formula)}</p>
        {(v.Calculation.Length == 0 ? Markup.None : Markup.Of($"""<p class="calculation">{v.Calculation} {r.Of(v.Unit)}</p>"""))}
        {ValueReading.Steps(r, i, v)}
        {Totals(r, i, v)}
        {SheetPage.Exclusions(r, v.Exclusions)}
        {LeftOut(r, v)}
        {Bureaux(r, v)}
        {Departments(r, v)}
        {(v.Figures is { } figures ? FigureTable.Of(r, figures) : Markup.None)}
        {Standing(r, v)}
        """));

    /// <summary>The page of a department's part in a value.</summary>
    public static Markup OfDepartment(PageViewer r, DepartmentProvenance d) =>
        IndicatorLayout.Page(r, $"{d.DepartmentName} - {Title(r, d.Value)}", Markup.Of($"""
        <p><a href="{r.To(d.Value.Links.Page)}">{Title(r, d.Value)}</a></p>
        <h1>{d.Department} {d.DepartmentName}</h1>
        {(d.Figures.Count == 0 ? Markup.Of($"<p>{r.Of("この値に使った、この所属の数字はありません。", "The value uses no figure of this department.")}</p>") : FigureTable.Of(r, d.Figures))}
        <p class="noprint">{r.Json(d.Links.Page)}</p>
        """));

    private static string Title(PageViewer r, ValueProvenance v) => $"{r.Of(v.Name)} {r.Month(v.Month)}";

    private static Markup Head(PageViewer r, Indicator i, ValueProvenance v) => Markup.Of($"""
        <h1>{r.Of(v.Name)}</h1>
        {(v.Value is null
            ? Markup.Of($"""<p class="notice attention">{r.Of("この値は計算できません。", "This value cannot be computed.")} {r.Of(v.Reason)}</p>""")
            : Markup.Of($"""<p class="figure-value"><strong>{v.Text}</strong> {r.Of(v.Unit)}</p>"""))}
        {(v.Value is not null && v.ReasonCode.Length > 0 ? Markup.Of($"<p>{r.Of(v.Reason)}</p>") : Markup.None)}
        <dl class="receipt">
        {ValueReading.Target(r, i, v)}
        <div><dt>{r.Of("いつの値", "As of")}</dt><dd>{r.Of($"{r.Month(v.Month)}末({r.Status(v.Status)})", $"the end of {v.Month} ({r.Status(v.Status)})")}</dd></div>
        <div><dt>{r.Of("対象期間", "Period")}</dt><dd>{r.Basis(v.Basis)}: {r.Span(v.Period.From, v.Period.To)}</dd></div>
        {(v.ComparedWith is { } b ? Markup.Of($"<div><dt>{r.Of("比べる期間", "Compared with")}</dt><dd>{r.Span(b.From, b.To)}</dd></div>") : Markup.None)}
        <div><dt>{r.Of("報告した課", "Sections reported")}</dt><dd>{v.UnitsReported} / {v.UnitsExpected}{(v.Carried ? r.Of("(前の月から引き継いだ値を含む)", " (some carried on from earlier months)") : "")}</dd></div>
        {(v.HeldValues > 0 ? Markup.Of($"""<div><dt>{r.Of("確認待ち", "To be confirmed")}</dt><dd>{v.HeldValues}</dd></div>""") : Markup.None)}
        {(v.AsOf is { } asOf ? Markup.Of($"<div><dt>{r.Of("受付の日まで", "Received by")}</dt><dd>{asOf}</dd></div>") : Markup.None)}
        </dl>
        <p><a href="{r.To(v.Links.Indicator.Page)}">{r.Of("この指標の説明", "About this indicator")}</a></p>
        """);

    private static Markup Totals(PageViewer r, Indicator i, ValueProvenance v) => v.Totals.Count == 0 ? Markup.None
        : r.Table("sums", r.Of("式に入れた合計", "Sums of the formula"), Markup.Of($"""
        <caption>{r.Of("式に入れた合計", "Sums of the formula")}</caption>
        <thead><tr><th scope="col">{r.Of("合計", "Sum")}</th><th scope="col">{r.Of("期間", "Period")}</th><th scope="col" class="number">{r.Of("値", "Value")}</th>{(ValueReading.IsOfTime(i) ? Markup.Of($"""<th scope="col">{r.Of("単位", "Unit")}</th>""") : Markup.None)}<th scope="col" class="number">{r.Of("足した数字", "Figures")}</th></tr></thead>
        <tbody>{v.Totals.Select(t => Markup.Of($"""
            <tr><th scope="row">{FigureTable.RoleOf(r, t.Role)}: {r.Of(t.What)}</th><td>{FigureTable.SideOf(r,
                t.Side)}</td><td class="number">{r.Number(t.Total)}</td>{ValueReading.UnitCell(r, i, t)}<td class="number">{t.Figures}</td></tr>
            """))}</tbody>
        """));

    private static Markup LeftOut(PageViewer r, ValueProvenance v) => v.LeftOut.Count + v.BureauxLeftOut.Count == 0 ? Markup.None
        : Markup.Of($"""
        <h3>{r.Of("提出されたが、この値に入れなかった数字", "Handed in, but not in this value")}</h3>
        <ul>{v.LeftOut.Select(l => Markup.Of($"<li>{r.Of(l.Because)}: {r.Of($"{l.Figures}件", $"{l.Figures} figures")}</li>"))}
        {v.BureauxLeftOut.Select(b => Markup.Of($"<li>{r.Of("平均から除いた部局", "Bureau left out of the mean")}: {b}</li>"))}</ul>
        """);

    private static Markup Bureaux(PageViewer r, ValueProvenance v) => v.Bureaux is not { Count: > 0 } bureaux || v.Totals.Count == 0
        ? Markup.None
        : r.Table("bureaux", r.Of("部局ごとの率", "The bureaux' rates"), Markup.Of($"""
        <caption>{r.Of("部局ごとの率", "The bureaux' rates")}</caption>
        <thead><tr><th scope="col">{r.Of("部局", "Bureau")}</th><th scope="col" class="number">{r.Of(v.Totals[0].What)}</th><th scope="col" class="number">{r.Of(v.Totals[^1].What)}</th><th scope="col" class="number">%</th></tr></thead>
        <tbody>{bureaux.Select(b => Markup.Of($"""
            <tr><th scope="row">{b.Name}</th><td class="number">{r.Number(b.Numerator)}</td><td class="number">{r.Number(
                b.Denominator)}</td><td class="number">{b.Rate.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)}</td></tr>
            """))}</tbody>
        """));

    private static Markup Departments(PageViewer r, ValueProvenance v) => Markup.Of($"""
        <h2{(v.Departments is null ? Markup.Of($" class=\"noprint\"") : Markup.None)}>{r.Of("所属ごと", "By department")}</h2>
        {v.Departments switch
    {
        null => Markup.Of($"""<p class="noprint">{r.Of("所属ごとの数字は、所属か閲覧者の認証情報で見られます。", "A department's or reader's credential shows the departments' "
            + "figures.")} {IndicatorLayout.SignIn(r)}</p>"""),
        { Count: 0 } => Markup.Of($"<p>{r.Of("見られる数字はありません。", "There are no figures that you may see.")}</p>"),
        { } departments => Departments(r, departments),
    }}
        """);

    private static Markup Departments(PageViewer r, IReadOnlyList<DepartmentShare> departments)
    {
        var columns = departments.SelectMany(d => d.Shares.Select(s => (s.Side, s.Role))).Distinct()
            .OrderByDescending(c => c.Side, StringComparer.Ordinal).ThenByDescending(c => c.Role, StringComparer.Ordinal).ToList();
        return r.Table("departments", r.Of("所属ごと", "By department"), Markup.Of($"""
            <thead><tr><th scope="col">{r.Of("所属", "Department")}</th>
            {columns.Select(c => Markup.Of($"""<th scope="col" class="number">{FigureTable.RoleOf(r, c.Role)}{(columns.Count > 2 ? $" ({FigureTable.SideOf(r, c.Side)})" : "")}</th>"""))}</tr></thead>
            <tbody>{departments.Select(d => Markup.Of($"""
                <tr><th scope="row"><a href="{r.To(d.Links.Page)}">{d.Department} {d.Name}</a></th>
                {columns.Select(c => Markup.Of($"""<td class="number">{Amount(r, d, c)}</td>"""))}</tr>
                """))}</tbody>
            """));
    }

    private static string Amount(PageViewer r, DepartmentShare d, (string Side, string Role) column) =>
        d.Shares.FirstOrDefault(s => (s.Side, s.Role) == column) is { } share ? r.Number(share.Total) : "–";

    private static Markup Standing(PageViewer r, ValueProvenance v) => Markup.Of($"""
        <h2>{r.Of("計算のしかたと公表", "Rules and publication")}</h2>
        <p>{r.Of("規則の版", "Rules")}: {v.RulesVersion}{(v.Published is { } p ? Published(r, p) : Markup.None)}</p>
        <p class="noprint">{r.Json(v.Links.Page)}</p>
        """);

    private static Markup Published(PageViewer r, PublishedState p) => Markup.Of($"""
        {r.Of("。公表: ", ". Published: ")}{r.Time(p.ComputedAt)}{(p.IsFinal ? r.Of("(確定)", " (final)") : "")}{(p.Agrees ? "" : r.Of($"。新しい提出を計算中です(公表されている値は {p.Text})", $"; newer figures are being computed (published: {p.Text})"))}
        """);
}
