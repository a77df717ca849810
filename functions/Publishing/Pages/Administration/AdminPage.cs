using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>How much needs a hand.</summary>
/// <param name="Reviews">Values that wait to be confirmed.</param>
/// <param name="Poison">Recomputations that failed too often.</param>
/// <param name="UnknownMails">Mails of which it is not known whether they were sent.</param>
/// <param name="FailedMails">Mails that could not be sent.</param>
/// <param name="Missing">Figures that are overdue, of this fiscal year.</param>
/// <param name="Drops">Files whose newest upload was refused or held back in part.</param>
public sealed record AdminCounts(int Reviews, int Poison, int UnknownMails, int FailedMails, int Missing, int Drops);

/// <summary>A credential as the page lists it.</summary>
public sealed record CredentialLine(string Id, string Role, string For, DateTimeOffset ExpiresAt, bool IsValid);

/// <summary>The administrator's pages: what needs a hand, and one page for each kind of it.</summary>
public static class AdminPage
{
    /// <summary>The page's own path; its parts are below it.</summary>
    public const string Path = "/admin";

    private const int MostBody = 200;

    /// <summary>Everything that needs a hand, counted and linked.</summary>
    public static Markup Overview(PageViewer viewer, AdminCounts counts) => Page(viewer, viewer.Of("管理", "Administration"), null, Markup.Of($"""
        <table><thead><tr><th scope="col">{viewer.Of("対応が必要なもの", "What needs a hand")}</th><th scope="col">{viewer.Of("件数", "Count")}</th></tr></thead><tbody>
        {Row(viewer.To("/confirm"), viewer.Of("確認待ちの値", "Values to confirm"), counts.Reviews)}
        {Row(viewer.To(Path + "/completeness"), viewer.Of("期限を過ぎた未提出(今年度)", "Overdue figures (this fiscal year)"), counts.Missing)}
        {Row(viewer.To(Path + "/drops"), viewer.Of("取り込めなかったファイル", "Files not taken whole"), counts.Drops)}
        {Row(viewer.To(Path + "/poison"), viewer.Of("計算できずに残っているもの", "Recomputations that failed"), counts.Poison)}
        {Row(viewer.To(Path + "/mails"), viewer.Of("送信したか分からないメール", "Mails perhaps sent"), counts.UnknownMails)}
        {Row(viewer.To(Path + "/mails"), viewer.Of("送信できなかったメール", "Mails not sent"), counts.FailedMails)}
        </tbody></table>
        """));

    /// <summary>Months: those that can be closed or opened, and what was done so far.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="months">Newest first, each with whether it is closed.</param>
    /// <param name="changes">All acts, newest first.</param>
    /// <param name="said">What became of the last act; null when there was none.</param>
    public static Markup Months(PageViewer viewer, IReadOnlyList<(FiscalMonth Month, bool IsClosed)> months,
        IReadOnlyList<PeriodChange> changes, string? said) => Page(viewer, viewer.Of("月の締切り", "Closing months"), said, Markup.Of($"""
        <form method="post" action="{viewer.To(Path + "/months")}" class="noprint">
        <p class="field"><label for="month">{viewer.Of("月", "Month")}</label> <select id="month" name="month">{months.Select(m => Markup.Of($"""<option value="{m.Month.ToString()}">{viewer.Both(m.Month.ToString())} {(m.IsClosed ? viewer.Of("締切り済み", "closed") : viewer.Of("受付中", "open"))}</option>"""))}</select></p>
        <p class="field"><label for="reason">{viewer.Of("理由(必須)", "Reason (required)")}</label> <input id="reason" name="reason" required maxlength="{PeriodOrder.MaxReason}" size="40"></p>
        <p class="actions"><button name="action" value="close" class="main">{viewer.Of("締め切る", "Close")}</button> <button name="action" value="reopen" class="second">{viewer.Of("もう一度開ける", "Open again")}</button></p>
        </form>
        <h2>{viewer.Of("締切りの記録", "What was closed and opened")}</h2>
        {List(viewer, viewer.Of("締切りの記録", "What was closed and opened"), viewer.Of("記録はありません。", "Nothing was closed yet."), changes, [viewer.Of("いつ", "When"), viewer.Of("対象", "What"), viewer.Of("操作", "Act"), viewer.Of("だれが", "Who"), viewer.Of("理由", "Why")],
            c => [viewer.Time(c.At), c.Target.Month is { } m ? viewer.Month(m.ToString()) : viewer.Of($"{c.Target.Year}年度", $"FY{c.Target.Year}"), c.IsClose ? viewer.Of("締切り", "closed") : viewer.Of("再開", "opened"), c.By, c.Reason], null)}
        """));

    /// <summary>Mails of which somebody has to decide.</summary>
    public static Markup Mails(PageViewer viewer, IReadOnlyList<OutboxMail> mails, string? said) =>
        Page(viewer, viewer.Of("督促メール", "Reminders"), said, List(viewer, viewer.Of("督促メール", "Reminders"), viewer.Of("判断の要るメールはありません。", "No mail needs a decision."), mails,
            [viewer.Of("月", "Month"), viewer.Of("所属", "Section"), viewer.Of("状態", "State"), viewer.Of("理由", "Cause"), viewer.Of("いつ", "When")],
            m => [viewer.Month(m.Key.Month.ToString()), m.Key.Department,
                m.State == MailState.Unknown ? viewer.Of("送信したか不明", "perhaps sent") : viewer.Of("送信できず", "not sent"),
                m.Reason, viewer.Time(m.ChangedAt)],
            m => Act(viewer, "mails", m.Key.Id, $"{viewer.Month(m.Key.Month.ToString())} {m.Key.Department}", ("resend", viewer.Of("もう一度送る", "Send again")), ("dismiss", viewer.Of("送らない", "Dismiss")))));

    /// <summary>Recomputations that failed too often.</summary>
    public static Markup Poison(PageViewer viewer, int count, IReadOnlyList<PoisonMessage> messages, string? said) =>
        Page(viewer, viewer.Of("計算できずに残っているもの", "Recomputations that failed"), said, count == 0
            ? Markup.Of($"<p>{viewer.Of("残っているものはありません。", "There are none.")}</p>")
            : Markup.Of($"""
            <p>{viewer.Of($"{count}件あります。原因を直してから戻してください。", $"There are {count}. Correct the cause, then send them back.")}</p>
            {List(viewer, viewer.Of("計算できずに残っているもの", "Recomputations that failed"), "", messages, [viewer.Of("いつから", "Since"), viewer.Of("計算するもの", "What is to be computed"), viewer.Of("なぜ残っているか", "Why it is here"), viewer.Of("メッセージ", "Message")],
                m => [m.Since is { } since ? viewer.Time(since) : "–", string.Join(viewer.Of("、", ", "), m.TopicYears.Select(t => Topic(viewer, t))),
                    m.FailsByItself ? m.TopicYears.Count == 0 ? viewer.Of("読めないメッセージ", "cannot be read") : viewer.Of("計算の誤りで5回失敗", "failed five times by an error of its own")
                        : viewer.Of("中断した。自動で計算に戻る", "was interrupted; goes back by itself"),
                    m.Body.Length > MostBody ? m.Body[..MostBody] + "…" : m.Body], null)}
            {Act(viewer, "poison", "all", "", ("resend", viewer.Of("すべて計算に戻す", "Send all back")))}
            """));

    private static string Role(PageViewer viewer, string role) => viewer.Of(role switch
    {
        "department" => "所属",
        "drops" => "システム",
        "reader" => "閲覧者",
        "administrator" => "管理者",
        _ => role,
    }, role);

    private static string Topic(PageViewer viewer, TopicYear topic) => viewer.Of(
        $"{JapaneseEra.Text(topic.Year)} {string.Join("・", MeasureRegistry.Current.OfTopic(topic.Topic).Select(m => m.NameJa))}",
        $"FY{topic.Year} {string.Join(" and ", MeasureRegistry.Current.OfTopic(topic.Topic).Select(m => m.NameEn))}");

    /// <summary>Credentials, newest first, and a form that issues one.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="credentials">Newest first.</param>
    /// <param name="folders">The folders of drops.</param>
    /// <param name="said">What became of the last act; null when there was none.</param>
    /// <param name="token">The token that was just issued, which is shown this once; null when none was.</param>
    public static Markup Credentials(PageViewer viewer, IReadOnlyList<CredentialLine> credentials, IEnumerable<string> folders,
        string? said, string? token) => Page(viewer, viewer.Of("認証情報", "Credentials"), said, Markup.Of($"""
        {(token is null ? Markup.None : Markup.Of($"""<p class="field"><label for="token">{viewer.Of("いま発行した認証情報(この画面でだけ見られます。控えて、本人に渡してください)", "The credential just issued, shown on this page alone: note it and hand it over")}</label> <input id="token" readonly size="60" value="{token}"></p>"""))}
        <h2 class="noprint">{viewer.Of("発行する", "Issue")}</h2>
        <form method="post" action="{viewer.To(Path + "/credentials")}" class="noprint">
        <p class="field"><label for="role">{viewer.Of("役割", "Role")}</label> <select id="role" name="role"><option value="department">{viewer.Of("所属(数字を提出する)", "department: hands in figures")}</option><option value="drops">{viewer.Of("システム(ファイルを置く)", "drops: a system that delivers files")}</option><option value="reader">{viewer.Of("閲覧者", "reader")}</option><option value="administrator">{viewer.Of("管理者", "administrator")}</option></select></p>
        <p class="field"><label for="department">{viewer.Of("所属のコードか名称(役割が所属のとき)", "Section, code or name (for a department)")}</label> <input id="department" name="department" maxlength="200"></p>
        <p class="field"><label for="folder">{viewer.Of("フォルダー(役割がシステムのとき)", "Folder (for drops)")}</label> <select id="folder" name="folder"><option value="">–</option>{folders.Select(f => Markup.Of($"<option>{f}</option>"))}</select></p>
        <p class="field"><label for="days">{viewer.Of("有効な日数", "Days for which it is good")}</label> <input id="days" name="days" inputmode="numeric" value="365" size="6"></p>
        <p class="field"><label for="reason">{viewer.Of("理由(任意)", "Reason (optional)")}</label> <input id="reason" name="reason" maxlength="{PeriodOrder.MaxReason}" size="40"></p>
        <p class="actions"><button name="action" value="issue" class="main">{viewer.Of("発行する", "Issue")}</button></p>
        </form>
        <h2>{viewer.Of("発行したもの", "Issued")}</h2>
        {List(viewer, viewer.Of("発行したもの", "Issued"), viewer.Of("発行したものはありません。", "None was issued."), credentials,
            [viewer.Of("番号", "Id"), viewer.Of("役割", "Role"), viewer.Of("対象", "For"), viewer.Of("期限", "Expires"), viewer.Of("状態", "State")],
            c => [c.Id, Role(viewer, c.Role), c.For, viewer.Time(c.ExpiresAt), c.IsValid ? viewer.Of("有効", "valid") : viewer.Of("無効", "no longer valid")],
            c => c.IsValid ? Act(viewer, "credentials", c.Id, c.Id, ("revoke", viewer.Of("取り消す", "Revoke"))) : Markup.None)}
        """));

    /// <summary>A page of the administrator's, with the links to all of them.</summary>
    internal static Markup Page(PageViewer viewer, string title, string? said, Markup content, Markup? scripts = null) => IndicatorLayout.Page(viewer, title, Markup.Of($"""
        <h1>{title}</h1>
        {(said is null ? Markup.None : Markup.Of($"""<p class="notice attention" role="alert">{said}</p>"""))}
        <nav aria-label="{viewer.Of("管理の画面", "Pages of administration")}" class="noprint"><ul class="parts"><li><a href="{viewer.To(Path)}">{viewer.Of("対応が必要なもの", "What needs a hand")}</a></li> <li><a href="{viewer.To(Path + "/completeness")}">{viewer.Of("提出の状況", "Completeness")}</a></li> <li><a href="{viewer.To(Path + "/drops")}">{viewer.Of("届いたファイル", "Files")}</a></li> <li><a href="{viewer.To(Path + "/months")}">{viewer.Of("月の締切り", "Months")}</a></li> <li><a href="{viewer.To(ReportTextsPage.Path)}">{viewer.Of("報告書の本文", "Texts of the report")}</a></li> <li><a href="{viewer.To(ReferencePage.Path)}">{viewer.Of("参照ファイル", "Reference files")}</a></li> <li><a href="{viewer.To(Path + "/credentials")}">{viewer.Of("認証情報", "Credentials")}</a></li> <li><a href="{viewer.To(Path + "/mails")}">{viewer.Of("督促メール", "Reminders")}</a></li> <li><a href="{viewer.To(Path + "/poison")}">{viewer.Of("計算できずに残っているもの", "Failed recomputations")}</a></li> <li><a href="{viewer.To(ActsPage.Path)}">{viewer.Of("管理者の操作の記録", "What administrators did")}</a></li></ul></nav>
        {content}
        """), scripts);

    private static Markup Row(string address, string name, int count) =>
        Markup.Of($"""<tr><th scope="row"><a href="{address}">{name}</a></th><td class="value">{count}</td></tr>""");

    private static Markup Act(PageViewer viewer, string part, string id, string about, params (string Action, string Label)[] acts) => Markup.Of($"""
        <form method="post" action="{viewer.To($"{Path}/{part}")}" class="noprint"><input type="hidden" name="id" value="{id}"><p class="field"><label for="reason-{id}">{viewer.Of("理由(任意)", "Reason (optional)")}<span class="hidden"> {about}</span></label> <input id="reason-{id}" name="reason" maxlength="{PeriodOrder.MaxReason}" size="16"></p>{acts.Select(a => Markup.Of($"""<button name="action" value="{a.Action}" class="second">{a.Label}<span class="hidden"> {about}</span></button> """))}</form>
        """);

    private static Markup List<T>(PageViewer viewer, string name, string none, IReadOnlyList<T> items, string[] heads,
        Func<T, string[]> cells, Func<T, Markup>? act) => items.Count == 0 ? Markup.Of($"<p>{none}</p>") : Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{name}"><table class="{ListTable.Kind}">{ListTable.Of(
            [.. heads.Select((h, at) => new ListColumn(h, at == 0 ? "" : "text", Names: at == 0)), .. act is null ? Array.Empty<ListColumn>() : [new(viewer.Of("操作", "Act"))]],
            items.Select(i => (Markup[])[.. cells(i).Select(PageText.Path), .. act is null ? Array.Empty<Markup>() : [act(i)]]))}</table></div>
        """);
}
