using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Annual.Editing;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>What stands above and below the form of a report's texts: where they come from, what is wrong, and what was done.</summary>
internal static class ReportTextsNotices
{
    /// <summary>Where the texts come from, and what keeps them from taking effect.</summary>
    public static Markup Of(PageViewer viewer, ReportTextsView v) => Markup.Of($"""
        <p class="notice">{Origin(viewer, v)}</p>
        {(v.IsClosed ? Markup.Of($"""<p class="notice attention">{viewer.Of("この年度は締め切られ、報告書は確定しています。本文を変えても、年度を開けてまた締めるまで確定した報告書は変わらず、違いは差分に出ます。", "The year is closed and its report frozen: new texts show in the differences until the year is opened and closed again.")}</p>""") : Markup.None)}
        <p>{viewer.Of("行の頭の 〇 は見出し、・ は箇条書きです。数字は書かずに、数字の場所({…})を選んで入れます。頭に ? を付けた行は、数字がまだないときは印字しません。", "A line begins with “〇” for a heading and “・” for an item. Figures are not typed: choose their places ({…}). A line that begins with ? is not printed while a figure of it is missing.")} <a href="{viewer.To(ReportTextsPage.Address(v.Year))}&amp;show=report">{viewer.Of("保存してある本文で報告書の全体を見る", "The whole report with the texts that are kept")}</a></p>
        {(v.Preview.Errors.Count == 0 ? Markup.None : Markup.Of($"""
            <div class="summary" role="alert"><h2>{viewer.Of("このままでは有効にできません", "These texts cannot take effect")}</h2><ul>{v.Preview.Errors.Take(50).Select(e => Markup.Of($"""<li><a href="#{e.Field}">{viewer.Of(v.State.Form.Label(e.Field))}</a>: {viewer.Of(e.Message)}</li>"""))}</ul></div>
            """))}
        """);

    /// <summary>Figures that were typed by hand: first those that differ from what is computed.</summary>
    public static Markup Typed(PageViewer viewer, ReportTextsView v) => v.Preview.Typed.Count == 0
        ? Markup.Of($"""<p class="notice done">{viewer.Of("手で書いた数字で、計算した値と比べられるものはありません。", "No figure that can be computed was typed by hand.")}</p>""")
        : Markup.Of($"""
            <div class="summary warning"><h3>{viewer.Of("手で書いた数字", "Figures typed by hand")}</h3><ul>{v.Preview.Typed.OrderByDescending(t => t.IsDifferent).Select(t => Markup.Of($"""<li><a href="#{t.Field}">{viewer.Of(v.State.Form.Label(t.Field))}</a>: {viewer.Of(t.Message)}</li>"""))}</ul></div>
            """);

    /// <summary>Who changed what, newest first.</summary>
    public static Markup Acts(PageViewer viewer, ReportTextsView v)
    {
        var head = viewer.Of("だれが何を変えたか", "Who changed what");
        return v.Acts.Count == 0 ? Markup.Of($"<h2>{head}</h2><p>{viewer.Of("記録はありません。", "Nothing was changed here yet.")}</p>")
            : Markup.Of($"<h2>{head}</h2>{viewer.Table("acts", head, Rows(viewer, v))}");
    }

    private static Markup Rows(PageViewer viewer, ReportTextsView v) => Markup.Of($"""
        <thead><tr><th scope="col">{viewer.Of("いつ", "When")}</th><th scope="col">{viewer.Of("操作", "Act")}</th><th scope="col">{viewer.Of("だれが", "Who")}</th><th scope="col">{viewer.Of("理由", "Why")}</th><th scope="col" class="said">{viewer.Of("変えたもの", "What was changed")}</th></tr></thead>
        <tbody>{v.Acts.Select(a => Row(viewer, v, a))}</tbody>
        """);

    private static Markup Row(PageViewer viewer, ReportTextsView v, TextRevision a) => Markup.Of($"""
        <tr><td>{viewer.Time(a.At)}</td><td>{Act(viewer, a.Action)}</td><td>{a.By}</td><td>{a.Reason}</td><td class="said">{a.Changes.Select(c => Change(viewer, v, c))}{(a.Changes.Count == 0 ? viewer.Of("なし", "nothing") : "")}</td></tr>
        """);

    private static Markup Change(PageViewer viewer, ReportTextsView v, TextChange c) => Markup.Of($"""
        <details><summary>{viewer.Of(v.State.Form.Label(c.Field))}</summary><p><b>{viewer.Of("前", "Before")}</b></p>{Lines(viewer, c.Old)}<p><b>{viewer.Of("後", "After")}</b></p>{Lines(viewer, c.New)}</details>
        """);

    private static Markup Lines(PageViewer viewer, string text) => text.Length == 0 ? Markup.Of($"<p>{viewer.Of("（なし）", "(none)")}</p>")
        : Markup.Join(text.Split('\n').Select(l => Markup.Of($"<p>{l}</p>")));

    private static string Act(PageViewer viewer, string action) => action switch
    {
        "draft" => viewer.Of("下書き", "draft"),
        "discard" => viewer.Of("下書きを捨てた", "draft discarded"),
        _ => viewer.Of("有効にした", "took effect"),
    };

    private static string Origin(PageViewer viewer, ReportTextsView v) => v.State.Origin switch
    {
        TextOrigin.Draft => viewer.Of($"下書きです({v.State.Draft!.By}、{viewer.Time(v.State.Draft.At)})。まだ報告書には入っていません。",
            $"A draft ({v.State.Draft.By}, {viewer.Time(v.State.Draft.At)}); it is not in the report yet."),
        TextOrigin.InEffect => viewer.Of("いまの報告書の本文です。", "The texts of the report as it is now."),
        TextOrigin.EarlierYear => viewer.Of(
            $"この年度の本文はまだありません。{JapaneseEra.Text(new FiscalYear(v.State.EarlierYear!.Value))}の本文を書き始めの形として入れてあります。",
            $"There are no texts of this year yet; those of FY{v.State.EarlierYear} are its beginning."),
        _ => viewer.Of("この年度の本文はまだありません。", "There are no texts of this year yet."),
    };
}
