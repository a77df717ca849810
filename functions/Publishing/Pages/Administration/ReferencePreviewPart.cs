using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>What a reference file would change, and the button that lets it take effect.</summary>
internal static class ReferencePreviewPart
{
    private const int MostLines = 200;

    /// <summary>The part of the page.</summary>
    public static Markup Of(PageViewer viewer, CheckedReference file, ReferenceView view) => Markup.Of($"""
        <section id="preview" class="preview"><h2>{viewer.Of("確認の結果", "Result of the check")}: {file.Preview.File}</h2>
        <p class="quiet">{file.FileName}</p>
        {(file.Preview.IsGood ? Good(viewer, file, view) : Bad(viewer, file.Preview))}
        </section>
        """);

    private static Markup Bad(PageViewer viewer, ReferencePreview p) => Markup.Of($"""
        <p class="notice attention" role="alert">{viewer.Of($"誤りが{p.Errors.Count}件あるので、有効にできません。いま有効なものはそのままです。直してから選び直してください。",
            $"It has {p.Errors.Count} errors and cannot take effect. What is in effect stays. Correct them and choose the file again.")}</p>
        {ReferencePage.Errors(viewer, p.Errors, p.Errors.Count)}
        """);

    private static Markup Good(PageViewer viewer, CheckedReference file, ReferenceView view) => Markup.Of($"""
        <p class="notice{(file.Preview.Waits ? " attention" : "")}" role="status">{Said(viewer, file.Preview)}</p>
        <p>{viewer.Of("まだ何も変わっていません。", "Nothing has changed yet.")}</p>
        {Values(viewer, file.Preview, view)}
        {Tables(viewer, file.Preview.Impact.Tables)}
        {Differences(viewer, file.Preview, view)}
        {Confirm(viewer, file, view)}
        """);

    private static string Said(PageViewer viewer, ReferencePreview p)
    {
        var (published, changed) = (p.Impact.Published, p.Impact.Changes.Count);
        return changed == 0
            ? viewer.Of("誤りはありません。公開している値は変わりません。", "No errors. No published value changes.")
            : viewer.Of($"誤りはありません。公開している値 {published} のうち {changed} が変わります。{(p.Waits ? "とても多いので、ファイルが正しいか特によく確かめてください。" : "")}",
                $"No errors. Of {published} published values {changed} change.{(p.Waits ? " That is very many: make sure that the file is right." : "")}");
    }

    private static Markup Values(PageViewer viewer, ReferencePreview p, ReferenceView view) => p.Impact.Changes.Count == 0 ? Markup.None
        : Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{viewer.Of("変わる公開値", "Published values that change")}"><table id="values" class="entries"><caption>{viewer.Of("変わる公開値", "Published values that change")}({p.Impact.Changes.Count})</caption>
        <thead><tr><th scope="col">{viewer.Of("指標", "Indicator")}</th><th scope="col">{viewer.Of("月", "Month")}</th><th scope="col">{viewer.Of("期間", "Basis")}</th><th scope="col">{viewer.Of("実績・予定", "Status")}</th><th scope="col" class="number">{viewer.Of("いま", "Now")}</th><th scope="col" class="number">{viewer.Of("有効にすると", "Then")}</th></tr></thead>
        <tbody>{p.Impact.Changes.Take(MostLines).Select(c => Markup.Of($"""<tr><th scope="row">{Indicator(viewer, view, c.Indicator)}</th><td>{viewer.Month(c.Month)}</td><td>{viewer.Basis(c.Basis)}</td><td>{viewer.Status(c.Status)}</td><td class="number">{Value(viewer, c.Before)}</td><td class="number">{Value(viewer, c.After)}</td></tr>"""))}</tbody></table></div>
        {ReferencePage.More(viewer, p.Impact.Changes.Count - MostLines)}
        """);

    private static Markup Tables(PageViewer viewer, IReadOnlyList<TableChange> tables) => tables.Count == 0 ? Markup.None : Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{viewer.Of("変わる表", "Tables that change")}"><table id="tables" class="entries"><caption>{viewer.Of("変わる表(提出状況とPower BI)", "Tables that change: completeness and Power BI")}</caption>
        <thead><tr><th scope="col">{viewer.Of("表", "Table")}</th><th scope="col" class="number">{viewer.Of("加わる行", "Rows added")}</th><th scope="col" class="number">{viewer.Of("変わる行", "Rows changed")}</th><th scope="col" class="number">{viewer.Of("なくなる行", "Rows removed")}</th></tr></thead>
        <tbody>{tables.Select(t => Markup.Of($"""<tr><th scope="row">{t.Table} {TableName(viewer, t.Table)}</th><td class="number">{t.Added}</td><td class="number">{t.Changed}</td><td class="number">{t.Removed}</td></tr>"""))}</tbody></table></div>
        """);

    private static string TableName(PageViewer viewer, string table) =>
        PublishedTableInfo.Of(table) is var known ? viewer.Of(known.NameJa, known.NameEn) : "";

    private static string Indicator(PageViewer viewer, ReferenceView view, string id) =>
        view.InEffect.Catalogue.Find(id) is { } found ? viewer.Of(found.NameJa, found.NameEn) : id;

    private static string Value(PageViewer viewer, string text) => text.Length > 0 ? text : viewer.Of("なし", "none");

    private static Markup Differences(PageViewer viewer, ReferencePreview p, ReferenceView view) => p.Differences.Count == 0
        ? Markup.Of($"""<p>{viewer.Of("いま有効なものと違いはありません。", "It does not differ from what is in effect.")}</p>""")
        : Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{viewer.Of("ほかに変わるもの", "What else changes")}"><table id="differences" class="entries"><caption>{viewer.Of("ほかに変わるもの", "What else changes")}({p.Differences.Count})</caption>
        <thead><tr><th scope="col">{viewer.Of("種類", "Kind")}</th><th scope="col">{viewer.Of("番号・名前", "Id")}</th><th scope="col">{viewer.Of("変わり方", "How")}</th><th scope="col">{viewer.Of("いま", "Now")}</th><th scope="col">{viewer.Of("有効にすると", "Then")}</th></tr></thead>
        <tbody>{p.Differences.Take(MostLines).Select(d => Markup.Of($"""<tr><td>{Subject(viewer, d.Subject)}</td><th scope="row">{d.Id}{MeasureName(viewer, d, view)}</th><td>{How(viewer, d.Kind)}</td><td>{d.Before}</td><td>{d.After}</td></tr>"""))}</tbody></table></div>
        {ReferencePage.More(viewer, p.Differences.Count - MostLines)}
        """);

    private static string MeasureName(PageViewer viewer, ReferenceDifference d, ReferenceView view) =>
        d.Subject == DifferenceSubject.Owed && view.InEffect.Catalogue.MeasureSet.Find(d.Id) is { } m
            ? " " + viewer.Of(m.NameJa, m.NameEn) : "";

    private static string Subject(PageViewer viewer, DifferenceSubject subject) => subject switch
    {
        DifferenceSubject.Measure => viewer.Of("集めるもの", "measure"),
        DifferenceSubject.Indicator => viewer.Of("指標", "indicator"),
        DifferenceSubject.Owed => viewer.Of("提出(所属、月、期限の開庁日)", "what forms ask for: sections, months, due business day"),
        DifferenceSubject.Section => viewer.Of("所属", "section"),
        DifferenceSubject.Holiday => viewer.Of("祝日", "holiday"),
        DifferenceSubject.Address => viewer.Of("宛先", "address"),
        DifferenceSubject.ReportPart => viewer.Of("報告書の取組み", "part of the report"),
        _ => viewer.Of("カタログのほかの項目", "other entry of the catalogue"),
    };

    private static string How(PageViewer viewer, DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => viewer.Of("加わる", "added"),
        DifferenceKind.Renamed => viewer.Of("名前が変わる", "renamed"),
        DifferenceKind.Ended => viewer.Of("なくなる・終わる", "ended"),
        _ => viewer.Of("変わる", "changed"),
    };

    private static Markup Confirm(PageViewer viewer, CheckedReference file, ReferenceView view) => file.Ticket is null ? Markup.None : Markup.Of($"""
        <form method="post" action="{viewer.To(ReferencePage.Path + "/confirm")}">
        <input type="hidden" name="ticket" value="{file.Ticket}"><input type="hidden" name="name" value="{file.Preview.File}"><input type="hidden" name="file" value="{file.FileName}"><input type="hidden" name="seen" value="{file.Seen}">
        <p class="field"><label for="reason">{viewer.Of("理由(必須)", "Reason (required)")}</label> <input id="reason" name="reason" required maxlength="{view.MaxReason}" size="40"></p>
        <p class="actions"><button class="main">{viewer.Of("有効にする", "Take effect")}</button></p>
        <p class="quiet">{viewer.Of("確かめたファイルは1時間だけ、ほかの人に読めない形で置いてあります。", "The checked file is kept for an hour, unreadable for others.")}</p>
        </form>
        """);
}
