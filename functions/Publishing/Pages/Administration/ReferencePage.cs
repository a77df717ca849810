using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>A file that was checked and may take effect.</summary>
/// <param name="Preview">What it would do.</param>
/// <param name="FileName">Its name where it comes from.</param>
/// <param name="Ticket">By which it is found again; null where it may not take effect.</param>
/// <param name="Seen">What it was compared with.</param>
public sealed record CheckedReference(ReferencePreview Preview, string FileName, string? Ticket, string Seen);

/// <summary>What the page of reference files shows.</summary>
/// <param name="Files">How each file stands.</param>
/// <param name="InEffect">What is in effect.</param>
/// <param name="Checked">The file that was just checked; null when none was.</param>
/// <param name="MaxReason">The most that a reason may have.</param>
public sealed record ReferenceView(
    IReadOnlyList<ReferenceStatus> Files, ReferenceSnapshot InEffect, CheckedReference? Checked, int MaxReason);

/// <summary>Reference files: what is in effect, what an upload would change, and the upload itself.</summary>
public static class ReferencePage
{
    /// <summary>The page's own path.</summary>
    public const string Path = AdminPage.Path + "/reference";

    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="view">What it shows.</param>
    /// <param name="said">What became of the last act; null when there was none.</param>
    public static Markup Of(PageViewer viewer, ReferenceView view, string? said) => AdminPage.Page(
        viewer, viewer.Of("参照ファイル", "Reference files"), said, Markup.Of($"""
        <p>{viewer.Of("所属の一覧、カタログ、祝日、督促メールの宛先、年次報告書の構成は、ファイルを丸ごと置き換えて改めます。ファイルを選ぶとまず確かめるだけで、何も変わりません。変わるものを見てから、有効にするかどうかを決めます。",
            "The register, the catalogue, holidays, addresses and the outline of the annual report are replaced as whole files. A file that you choose is only checked at first; you decide when you have seen what changes.")}</p>
        {(view.Checked is { } file ? ReferencePreviewPart.Of(viewer, file, view) : Markup.None)}
        {Form(viewer, view)}
        <h2>{viewer.Of("いま有効なもの", "What is in effect")}</h2>
        {viewer.Table("files", viewer.Of("いま有効なもの", "What is in effect"), Files(viewer, view.Files), "entries")}
        {view.Files.Where(f => f.Receipt is { Errors.Count: > 0 }).Select(f => Receipt(viewer, f.Receipt!))}
        {ReferenceTables.Of(viewer, view.InEffect)}
        """), Uploads.UploadPage.Script);

    /// <summary>A file by a name that people know.</summary>
    internal static string Name(PageViewer viewer, string file) => file switch
    {
        ReferenceFiles.Register => viewer.Of("所属の一覧", "register of sections"),
        ReferenceFiles.Catalogue => viewer.Of("カタログ(集めるもの・指標・期限・しきい値)", "catalogue: measures, indicators, due dates, thresholds"),
        ReferenceFiles.Holidays => viewer.Of("祝日", "holidays"),
        ReferenceFiles.Outline => viewer.Of("年次報告書の構成", "outline of the annual report"),
        _ => viewer.Of("督促メールの宛先", "addresses for reminders"),
    };

    /// <summary>Errors by line, each with its remedy.</summary>
    internal static Markup Errors(PageViewer viewer, IReadOnlyList<RegisterError> errors, int count) => Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{viewer.Of("誤り", "Errors")}"><table class="entries"><caption>{viewer.Of("誤り", "Errors")}({count})</caption>
        <thead><tr><th scope="col">{viewer.Of("場所", "Place")}</th><th scope="col">{viewer.Of("列・項目", "Column, entry")}</th><th scope="col">{viewer.Of("内容と直し方", "What, and how to correct it")}</th></tr></thead>
        <tbody>{errors.Take(ReferenceReceipt.MostErrors).Select(e => Markup.Of($"""<tr><th scope="row">{Line(viewer, e.Line)}</th><td>{e.Column}</td><td class="text">{(e.MessageEn.Length > 0 ? viewer.Of(e.Message, e.MessageEn) : e.Message)}</td></tr>"""))}</tbody></table></div>
        {More(viewer, count - Math.Min(errors.Count, ReferenceReceipt.MostErrors))}
        """);

    /// <summary>How many more there are.</summary>
    internal static Markup More(PageViewer viewer, int more) => more <= 0 ? Markup.None
        : Markup.Of($"""<p>{viewer.Of($"ほか{more}件", $"and {more} more")}</p>""");

    private static string Line(PageViewer viewer, int line) => line == 0 ? viewer.Of("ファイル全体", "the file")
        : viewer.Of($"{line}行目", $"line {line}");

    private static Markup Form(PageViewer viewer, ReferenceView view) => Markup.Of($"""
        <h2 class="noprint">{viewer.Of("ファイルを確かめる", "Check a file")}</h2>
        <form method="post" action="{viewer.To(Path)}" enctype="multipart/form-data" class="noprint">
        <p class="field"><label for="name">{viewer.Of("どのファイルか", "Which file it is")}</label> <select id="name" name="name"><option value="">{viewer.Of("ファイルの名前のとおり", "as its name says")}</option>{view.Files.Select(f => Markup.Of($"""<option value="{f.File}">{f.File} {Name(viewer, f.File)}</option>"""))}</select></p>
        <p class="field"><label for="file">{viewer.Of("ファイル(5 MiBまで)", "File (5 MiB at most)")}</label> <input type="file" id="file" name="file" accept=".csv,.json" required></p>
        <p class="actions"><button class="{(view.Checked?.Ticket is null ? "main" : "second")}">{viewer.Of("中身を確かめる", "Check it")}</button></p>
        </form>
        """);

    private static Markup Files(PageViewer viewer, IReadOnlyList<ReferenceStatus> files) => Markup.Of($"""
        <thead><tr><th scope="col">{viewer.Of("ファイル", "File")}</th><th scope="col">{viewer.Of("有効なもの", "In effect")}</th><th scope="col">{viewer.Of("最後に置かれたもの", "Last upload")}</th><th scope="col">{viewer.Of("ダウンロード", "Download")}</th></tr></thead>
        <tbody>{files.Select(f => Markup.Of($"""<tr><th scope="row">{PageText.Path(f.File)}<br>{Name(viewer, f.File)}</th><td>{Effect(viewer, f)}</td><td>{State(viewer, f.Receipt)}</td><td>{Download(viewer, f)}</td></tr>"""))}</tbody>
        """);

    private static string Effect(PageViewer viewer, ReferenceStatus f) => f.Since is { } since
        ? viewer.Of($"置かれたもの({viewer.Time(since)}から)", $"uploaded, since {viewer.Time(since)}")
        : f.IsThere ? viewer.Of("組み込みのもの", "built in") : viewer.Of("なし", "none");

    private static string State(PageViewer viewer, ReferenceReceipt? receipt) => receipt is null ? viewer.Of("なし", "none")
        : $"{viewer.Time(receipt.UploadedAt)} {StateOf(viewer, receipt)}";

    private static string StateOf(PageViewer viewer, ReferenceReceipt receipt) => receipt.State switch
    {
        "taken" => viewer.Of($"有効になった(変わった公開値 {receipt.ChangeCount})", $"took effect; published values changed: {receipt.ChangeCount}"),
        "held" => viewer.Of($"確認待ち(変わる公開値 {receipt.ChangeCount})", $"waits; published values that change: {receipt.ChangeCount}"),
        _ => viewer.Of($"受付不可(誤り {receipt.ErrorCount})", $"refused; errors: {receipt.ErrorCount}"),
    };

    private static Markup Download(PageViewer viewer, ReferenceStatus f) => !f.IsThere ? Markup.Of($"–") : Markup.Of(
        $"""<a href="{Path}?download={f.File}" download="{f.File}">{(f.File.EndsWith(".json", StringComparison.Ordinal) ? "JSON" : "CSV")}<span class="hidden"> {f.File}</span></a>""");

    private static Markup Receipt(PageViewer viewer, ReferenceReceipt receipt) => Markup.Of($"""
        <details><summary>{receipt.File} {viewer.Time(receipt.UploadedAt)} {StateOf(viewer, receipt)}</summary>
        {Errors(viewer, receipt.Errors, receipt.ErrorCount)}</details>
        """);
}
