using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Submissions;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>A receipt to keep or to print: in time or late, what it changed, and which indicators moved.</summary>
public static class ReceiptPage
{
    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="details">The receipt with what is told beside it.</param>
    public static Markup Of(PageViewer viewer, ReceiptDetails details)
    {
        var (r, receipt) = (viewer, details.Receipt);
        var waiting = details.Changes.Count(c => c.State == ChangeState.Waits);
        var title = r.Of("受付票", "Receipt");
        return PageLayout.Page(r, title, Markup.Of($"""
            <h1 data-handed-in="1">{title}</h1>
            <p class="notice done">{r.Of("提出を受け付けました。", "Accepted.")} {Timeliness(r, details.Due)}</p>
            {(waiting == 0 ? Markup.None : Markup.Of($"""<p class="notice attention">{r.Of($"これまでの値と大きく違う値が{waiting}件あり、", $"{waiting} value(s) differ much from earlier ones and count nowhere until you ")}<a href="{r.To("/confirm")}">{r.Of("確認", "confirm them")}</a>{r.Of("されるまで使われません。", ".")}</p>"""))}
            <dl class="receipt">
            {Line(r.Of("受付日時", "Received"), r.Time(receipt.ReceivedAt))}
            {Line(r.Of("所属", "Section"), $"{receipt.Department} {details.SectionName}")}
            {Line(r.Of("対象の年月", "Month"), r.Month(receipt.Month))}
            {details.Due.Select(d => Line(r.Of("期限", "Due"), Due(r, d, details.Due.Count > 1)))}
            {Line(r.Of("内訳", "Items"), Count(r, receipt.Created, receipt.Corrected, receipt.Unchanged, receipt.Withdrawn, waiting))}
            <div><dt>{r.Of("受付番号", "Number")}</dt><dd><code>{receipt.Id}</code></dd></div>
            </dl>
            {(receipt.Notices ?? []).Select(n => Markup.Of($"""<p class="notice">{r.Of(BilingualText.Kept(n.Message, n.MessageEn))}</p>"""))}
            {(details.Changes.Count == 0 ? Markup.Of($"<p>{r.Of("すべて、すでに提出済みの内容と同じでした。", "All of it said what had been handed in before.")}</p>") : Changes(r, details))}
            {(details.Changes.Count == 0 ? Markup.None : Indicators(r, details.Moves))}
            <p class="actions noprint"><button type="button" class="second" id="print" hidden>{r.Of("印刷する", "Print")}</button> <a href="{r.To($"/submit?department={receipt.Department}")}">{r.Of("提出するものの一覧へ", "To what there is to hand in")}</a> <a href="{r.To($"/submit?month={receipt.Month}&department={receipt.Department}")}">{r.Of("この月の提出を続ける・訂正する", "Go on with this month, or correct it")}</a></p>
            """));
    }

    private static Markup Line(string name, string value) => Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Markup Timeliness(PageViewer r, IReadOnlyList<SubmittedDueFigure> due) =>
        due.Count == 0 || due.Any(d => d.FirstAt is null) ? Markup.None : due.Any(d => d.IsLate)
        ? Markup.Of($"""<strong class="tag due">{r.Of("期限のあとの提出", "late")}</strong>""")
        : Markup.Of($"""<strong class="tag done">{r.Of("期限内の提出", "in time")}</strong>""");

    private static string Due(PageViewer r, SubmittedDueFigure due, bool several)
    {
        var measure = MeasureRegistry.Current.Get(due.Owed.Measure);
        var day = r.Day(due.Owed.DueOn.Day);
        var stands = due.FirstAt is null ? r.Of("確認待ち", "to be confirmed") : due.IsLate ? r.Of("期限後", "late") : r.Of("期限内", "in time");
        return $"{(several ? r.Of(measure.NameJa, measure.NameEn) + " " : "")}{day}{r.Of($"({stands})", $" ({stands})")}";
    }

    private static string Count(PageViewer r, int created, int corrected, int unchanged, int withdrawn, int waiting) => r.Of(
        $"新規 {created}件、訂正 {corrected}件、変更なし {unchanged}件{(withdrawn > 0 ? $"、取消 {withdrawn}件" : "")}{(waiting > 0 ? $"、確認待ち {waiting}件" : "")}",
        $"{created} new, {corrected} corrected, {unchanged} unchanged{(withdrawn > 0 ? $", {withdrawn} taken back" : "")}{(waiting > 0 ? $", {waiting} to be confirmed" : "")}");

    private static Markup Changes(PageViewer r, ReceiptDetails details)
    {
        var name = r.Of("変わったもの", "What it changed");
        return Markup.Of($"""
            <h2 id="changes">{name}</h2>
            <div class="wide" tabindex="0" role="region" aria-labelledby="changes"><table id="table-recorded">{ChangeList.Head(r)}
            <tbody>{ChangeList.Rows(r, details.Changes)}</tbody></table></div>
            {PageTable.Links(r.Here, r.English, "recorded", name)}
            """);
    }

    // What is not computed yet is told later at the same address; with scripts the page asks for it itself.
    private static Markup Indicators(PageViewer r, IReadOnlyList<IndicatorMove>? moves)
    {
        var told = moves switch
        {
            null => Markup.Of($"""<p role="status">{r.Of("計算中です。受付は済んでいます。", "Being computed. What you handed in is accepted.")} <a href="{r.Here}">{r.Of("計算の結果を見る", "See the result")}</a></p>"""),
            [] => Markup.Of($"<p>{r.Of("この提出から計算する指標は、まだありません。", "No indicator draws on it yet.")}</p>"),
            _ => Moved(r, moves),
        };
        return Markup.Of($"""
            <section id="moves"{(moves is null ? Markup.Of($""" data-pending="1" """) : Markup.None)}><h2>{r.Of("指標の動き", "Indicators")}</h2>
            {told}
            </section>
            """);
    }

    private static Markup Moved(PageViewer r, IReadOnlyList<IndicatorMove> moves) => Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{r.Of("指標の動き", "Indicators")}"><table><thead><tr><th scope="col">{r.Of("指標", "Indicator")}</th><th scope="col">{r.Of("年月", "Month")}</th><th scope="col">{r.Of("提出の前", "Before")}</th><th scope="col">{r.Of("いまの値", "Now")}</th></tr></thead>
        <tbody>{moves.Select(m => Move(r, m))}</tbody></table></div>
        """);

    private static Markup Move(PageViewer r, IndicatorMove m) => Markup.Of($"""
        <tr><th scope="row"><a href="{r.To($"/indicators/{m.Indicator.Id}/{m.Now.Month}")}">{r.Of(m.Indicator.NameJa, m.Indicator.NameEn)}</a>{(m.Now.Status == "planned" ? r.Of("(予定)", " (planned)") : "")}</th><td>{r.Month(m.Now.Month)}</td><td class="value">{Text(r, m, m.Before?.Value is null ? null : m.Before.Text)}</td><td class="value"><strong>{Text(r, m, m.Now.Value is null ? null : m.Now.Text)}</strong>{(m.HasMoved ? Markup.None : Markup.Of($"<small>{r.Of("変わりません", "unchanged")}</small>"))}</td></tr>
        """);

    private static string Text(PageViewer r, IndicatorMove m, string? text) => text is null ? r.Of("なし", "none")
        : $"{text} {r.Of(m.Indicator.Unit, m.Indicator.UnitEn)}";
}
