using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>What administrators did, newest first.</summary>
public static class ActsPage
{
    /// <summary>The page's own path.</summary>
    public const string Path = AdminPage.Path + "/acts";

    /// <summary>So many are listed.</summary>
    public const int Most = 200;

    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="entries">The acts, newest first.</param>
    /// <param name="kind">The kind that was asked for; null for all.</param>
    public static Markup Of(PageViewer viewer, IReadOnlyList<JournalEntry> entries, string? kind) => AdminPage.Page(
        viewer, viewer.Of("管理者の操作の記録", "What administrators did"), null, Markup.Of($"""
        <p>{viewer.Of($"画面、API、コマンドで管理者がした操作です。新しいものから{Most}件まで出します。だれが、は認証情報の番号などで、名前は残しません。",
            $"What administrators did on pages, by calls and by commands; the newest {Most}. People are named by the ids of their credentials.")}</p>
        <p>{viewer.Of("種類", "Kind")}: {Filter(viewer, null, kind)}{AdminActKind.All.Select(k => Markup.Of($" | {Filter(viewer, k, kind)}"))}</p>
        {(entries.Count == 0 ? Markup.Of($"<p>{viewer.Of("記録はありません。", "Nothing is recorded.")}</p>")
            : viewer.Table("acts", viewer.Of("操作の記録", "Acts"), Rows(viewer, entries), ListTable.Kind))}
        """));

    private static Markup Filter(PageViewer viewer, string? kind, string? chosen)
    {
        var name = kind is null ? viewer.Of("すべて", "all") : Kind(viewer, kind);
        return kind == chosen ? Markup.Of($"""<b aria-current="true">{name}</b>""")
            : Markup.Of($"""<a href="{viewer.To(kind is null ? Path : $"{Path}?kind={kind}")}">{name}</a>""");
    }

    private static Markup Rows(PageViewer viewer, IReadOnlyList<JournalEntry> entries) => ListTable.Of(
        [new(viewer.Of("いつ", "When")), new(viewer.Of("種類", "Kind")), new(viewer.Of("操作", "Act")), new(viewer.Of("対象", "What"), Names: true),
            new(viewer.Of("だれが", "Who")), new(viewer.Of("理由", "Why"), "text"), new(viewer.Of("結果", "Result"), "text")],
        entries.Select(e => (Markup[])[Markup.Of($"{viewer.Time(e.At)}"), Markup.Of($"{Kind(viewer, e.Act.Kind)}"), Markup.Of($"{Action(viewer, e.Act.Action)}"),
            PageText.Path(e.Act.Target), PageText.Path(e.Act.By), Markup.Of($"{e.Act.Reason}"), Markup.Of($"{Result(viewer, e)}")]));

    private static string Result(PageViewer viewer, JournalEntry e) => !e.IsDone
        ? viewer.Of("不明(途中で止まりました。いまの状態を確かめてください)", "not known: it was broken off; look at what is there now")
        : e.Act.Kind switch
        {
            AdminActKind.Poison => viewer.Of($"{e.Result}件", e.Result),
            AdminActKind.Credentials when e.Result.Length > 0 => viewer.Of($"番号 {e.Result}", $"id {e.Result}"),
            AdminActKind.Reference => viewer.Of($"変わった公開値 {e.Result}", $"published values changed: {e.Result}"),
            _ => viewer.Of("済み", "done"),
        };

    private static string Kind(PageViewer viewer, string kind) => kind switch
    {
        AdminActKind.Months => viewer.Of("月の締切り", "months"),
        AdminActKind.Credentials => viewer.Of("認証情報", "credentials"),
        AdminActKind.Mails => viewer.Of("督促メール", "reminders"),
        AdminActKind.Poison => viewer.Of("計算", "recomputations"),
        AdminActKind.Reference => viewer.Of("参照ファイル", "reference files"),
        AdminActKind.Report => viewer.Of("報告書の本文", "texts of the report"),
        _ => viewer.Of("確認待ちの値", "values to confirm"),
    };

    private static string Action(PageViewer viewer, string action) => action switch
    {
        "close" => viewer.Of("締め切った", "closed"),
        "reopen" => viewer.Of("開けた", "opened"),
        "issue" => viewer.Of("発行した", "issued"),
        "revoke" => viewer.Of("取り消した", "revoked"),
        "resend" => viewer.Of("もう一度送る・戻す", "sent again"),
        "dismiss" => viewer.Of("送らない", "dismissed"),
        "effect" => viewer.Of("有効にした", "took effect"),
        "confirm" => viewer.Of("確認した", "confirmed"),
        "reject" => viewer.Of("却下した", "rejected"),
        _ => action,
    };
}
