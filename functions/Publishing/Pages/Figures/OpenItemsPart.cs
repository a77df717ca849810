using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>Who has handed in, and what waits for somebody.</summary>
internal static class OpenItemsPart
{
    private const int MostWarnings = 50;

    public static Markup Of(PageViewer r, FiscalYear year, OpenItemsSummary w) => Markup.Of($"""
        <section><h2 id="completeness">{r.Of("提出の状況", "Who has handed in")}</h2>
        {Departments(r, w.Departments)}
        </section>
        {(w.ToConfirm == 0 ? Markup.None : Markup.Of($"""<p class="notice attention" role="note"><a href="{r.To("/confirm")}">{r.Of($"確認待ちの値が{w.ToConfirm}件あります。", $"{w.ToConfirm} value(s) wait to be confirmed.")}</a></p>"""))}
        {(w.Drops is null ? Markup.None : Markup.Of($"""
            <section><h2 id="waiting">{r.Of("対応を待っているもの", "What waits for somebody")}</h2>
            <ul>
            <li>{r.Of($"未提出: {Sum(w)}件", $"missing figures: {Sum(w)}")}</li>
            <li>{r.Of($"断った・保留した CSV ファイル: {w.Drops.Count}件", $"CSV files refused or held back: {w.Drops.Count}")}</li>
            <li>{(w.Poison is 0 ? r.Of("計算に失敗したもの: 0件", "failed computations: 0")
                : r.Of($"計算に失敗したもの: {w.Poison}件。管理者は poison list で確かめてください。",
                    $"failed computations: {w.Poison}; the administrator looks with poison list"))}</li>
            </ul>
            {Drops(r, w.Drops)}
            </section>
            """))}
        {Warnings(r, w)}
        """);

    /// <summary>The way to what the reader's own department has to hand in.</summary>
    public static Markup Tasks(PageViewer r, OpenItemsSummary? w) => w?.Overdue is not { } overdue ? Markup.None
        : Markup.Of($"""<p class="notice {(overdue > 0 ? "attention" : "")} noprint"><a href="{r.To("/submit")}">{(overdue > 0 ? r.Of($"期限を過ぎた数字が{overdue}件あります。提出するものを見る", $"{overdue} figure(s) are overdue: what to hand in") : r.Of("提出するものを見る", "What to hand in"))}</a></p>""");

    private static Markup Warnings(PageViewer r, OpenItemsSummary w)
    {
        var (shown, more) = (w.Warnings.Warnings.Take(MostWarnings).ToList(), w.Warnings.NotListed
            + Math.Max(0, w.Warnings.Warnings.Count - MostWarnings));
        var names = w.Departments.ToDictionary(d => d.Code, d => d.Name, StringComparer.Ordinal);
        return shown.Count == 0 && more == 0 ? Markup.None : Markup.Of($"""
            <section><h2 id="warnings">{r.Of("誤りかもしれない数字", "Figures that look wrong")}</h2>
            <p>{r.Of("受け付けて計算に入れましたが、前の月や前の年と大きく違うなど、確かめてほしいところです。", "These were taken and are computed with; please check them, as they differ much from months or years before, or the like.")}</p>
            {r.Table("warnings", r.Of("誤りかもしれない数字", "Figures that look wrong"), ListTable.Of(
                [new(r.Of("所属", "Department"), Names: true), new(r.Of("月", "Month")), new(r.Of("確かめること", "What to check"), "said"), new(r.Of("ファイル", "File")), new(r.Of("置かれた日時", "Uploaded"))],
                shown.Select(f => Warning(r, f, names))), ListTable.Kind)}
            {(more > 0 ? Markup.Of($"<p>{r.Of($"ほかに{more}件あります。ファイルごとの受付票で見られます。", $"{more} more are in the files' receipts.")}</p>") : Markup.None)}
            </section>
            """);
    }

    private static Markup[] Warning(PageViewer r, RecentWarning f, Dictionary<string, string> names) =>
    [
        Markup.Of($"{f.Warning.Section} {(f.Warning.Section is { } code ? names.GetValueOrDefault(code) : r.Of("全体", "all"))}"),
        Markup.Of($"{(f.Warning.Month is { } month ? r.Month(month) : "–")}"),
        Markup.Of($"{r.Of(f.Warning.Text)}"),
        Markup.Of($"{PageText.Path($"{f.Folder}/{f.File}")}{(f.Warning.Line is { } line ? r.Of($" {line}行目", $" line {line}") : "")}"),
        Markup.Of($"{r.Time(f.ReceivedAt)}"),
    ];

    private static string Sum(OpenItemsSummary w) => w.Departments.Sum(d => d.Missing).ToString(CultureInfo.InvariantCulture);

    private static Markup Departments(PageViewer r, IReadOnlyList<DepartmentCompleteness> departments) => departments.Count == 0
        ? Markup.Of($"<p>{r.Of("この年度に提出するものはありません。", "Nothing is owed in this fiscal year.")}</p>")
        : r.Table("completeness", r.Of("提出の状況", "Who has handed in"), Markup.Of($"""
            <thead><tr><th scope="col">{r.Of("所属", "Department")}</th>{Number(r.Of("期限内", "on time"))}{Number(r.Of("遅れ", "late"))}{Number(r.Of("未提出", "missing"))}{Number(r.Of("期限前", "not due"))}</tr></thead>
            <tbody>{departments.Select(d => Markup.Of($"""<tr><th scope="row">{d.Code} {d.Name}</th><td class="number">{d.OnTime}</td><td class="number">{d.Late}</td><td class="number">{(d.Missing == 0 ? Markup.Of($"0") : Markup.Of($"""<strong class="unmet">{d.Missing}</strong>"""))}</td><td class="number">{d.NotDue}</td></tr>"""))}</tbody>
            """));

    private static Markup Drops(PageViewer r, IReadOnlyList<DropListing> drops) => drops.Count == 0 ? Markup.None
        : DropsPage.Table(r, "waiting", r.Of("断った・保留した CSV ファイル", "CSV files refused or held back"), drops, r.IsAdministrator);

    private static Markup Number(string name) => Markup.Of($"""<th scope="col" class="number">{name}</th>""");
}
