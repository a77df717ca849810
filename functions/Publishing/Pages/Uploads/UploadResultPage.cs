using System.Text.RegularExpressions;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Uploads;

/// <summary>What a check of a file has found, and what became of it: with the rows as Excel numbers them.</summary>
public static partial class UploadResultPage
{
    private const int MostLines = 200;

    private readonly record struct Finding(string Place, string Column, string Text);

    /// <summary>Where the receipt of a file of a folder is shown.</summary>
    public static string Address(string folder, string file) => $"/upload/receipts/{Uri.EscapeDataString(folder)}/{Uri.EscapeDataString(file)}";

    /// <summary>The result of checking a file of a folder; nothing is taken yet.</summary>
    public static Markup OfDropCheck(PageViewer viewer, UploadOffer offer, PendingUpload pending, DropReceipt receipt) => Page(
        viewer, viewer.Of("確認の結果", "Result of the check"), pending.Name, Markup.Of($"""
        <p class="notice {(receipt.State == DropState.Taken ? "" : "attention")}" role="status">{WouldBe(viewer, receipt)}</p>
        <p>{viewer.Of(UploadPageMessages.NothingTakenYet)}</p>
        {Details(viewer, receipt)}
        {Confirm(viewer, pending)}
        {Again(viewer, offer, pending.Entry, isMended: pending.Ticket is null)}
        """));

    /// <summary>The receipt of a file of a folder that was taken; null where it is still being taken.</summary>
    public static Markup OfDrop(PageViewer viewer, UploadOffer offer, string name, UploadKind kind, DropReceipt? receipt) => Page(
        viewer, viewer.Of("受付票", "Receipt"), name, receipt is null ? Markup.Of($"""
        <p class="notice" role="status">{viewer.Of(UploadPageMessages.Taking)}</p>
        """) : Markup.Of($"""
        <p class="notice {(receipt.State == DropState.Taken ? "done" : "attention")}" role="status">{viewer.Of(receipt.Outcome)}</p>
        {Details(viewer, receipt)}
        {(receipt.Waiting.Count == 0 || !viewer.IsAdministrator ? Markup.None : Markup.Of($"""<p><a href="{viewer.To("/confirm")}">{viewer.Of("値を確かめて、確認・却下する", "Look at these values, to confirm or reject them")}</a></p>"""))}
        {(receipt.RowsHeld == 0 ? Markup.None : Markup.Of($"""
            <h2>{viewer.Of("保留した行を直す", "Correct the rows held back")}</h2>
            <p>{viewer.Of(UploadPageMessages.MendHeldRows)}</p>
            <p><a href="{Held(receipt)}">{viewer.Of("保留した行(CSV)", "Rows held back (CSV)")}</a></p>
            """))}
        {Again(viewer, offer, new(kind, "", ""), isMended: receipt.State != DropState.Taken)}
        """));

    /// <summary>The result of checking a file of a submission.</summary>
    public static Markup OfSubmission(PageViewer viewer, UploadOffer offer, PendingUpload pending, FileSubmissionCheck check,
        string? notice = null)
    {
        var (errors, far) = (Errors(viewer, check), Far(viewer, check));
        return Page(viewer, viewer.Of("確認の結果", "Result of the check"), pending.Name, Markup.Of($"""
            {(notice is null ? Markup.None : Markup.Of($"""<p class="notice attention" role="alert">{notice}</p>"""))}
            <p class="notice {(errors.Count > 0 ? "attention" : "")}" role="status">{Said(viewer, check, errors.Count)}</p>
            <p>{viewer.Of(UploadPageMessages.NothingSubmittedYet)}</p>
            {Table(viewer, viewer.Of("誤り", "Errors"), errors)}
            {Table(viewer, viewer.Of("確かめてください", "Look once more"), far)}
            {Confirm(viewer, pending)}
            {Again(viewer, offer, pending.Entry, isMended: pending.Ticket is null)}
            """));
    }

    private static Markup Page(PageViewer viewer, string title, string file, Markup content) =>
        IndicatorLayout.Page(viewer, title, Markup.Of($"""<h1>{title}</h1><p class="quiet">{PageText.Path(file)}</p>{content}"""), UploadPage.Script);

    private static string WouldBe(PageViewer viewer, DropReceipt r) => r switch
    {
        { State: DropState.Taken } => viewer.Of(UploadPageMessages.AllCanBeTaken(r.RowsRead)),
        { State: DropState.TakenInPart } => viewer.Of(UploadPageMessages.SomeCanBeTaken(r.RowsRead, r.RowsTaken, r.RowsHeld, r.PairsHeld)),
        { RowsHeld: 0 } => viewer.Of(UploadPageMessages.Unreadable),
        _ => viewer.Of(UploadPageMessages.NoneCanBeTaken(r.RowsRead)),
    };

    // What waits has a table of its own, which says why.
    private static Markup Details(PageViewer viewer, DropReceipt receipt) => Markup.Of($"""
        {Table(viewer, viewer.Of("誤り", "Errors"), [.. receipt.Errors.Select(e => new Finding(Line(viewer, e.Line), e.Column, viewer.Of(e.Text)))])}
        {Table(viewer, viewer.Of("確かめてください", "Look once more"),
            [.. receipt.Warnings.Where(w => w.Code != DropWarning.WaitsCode).Select(w => new Finding(Line(viewer, w.Line ?? 0), w.Column ?? "", viewer.Of(w.Text)))])}
        {Table(viewer, viewer.Of("確認されるまで使われない値", "Values that wait to be confirmed"),
            [.. receipt.Waiting.Select(w => new Finding($"{w.Section} {viewer.Month(w.Month)}", "", viewer.Of(w.Text)))])}
        """);

    private static string Line(PageViewer viewer, long line) => line == 0 ? viewer.Of("ファイル全体", "the file")
        : viewer.Of($"{line}行目", $"row {line}");

    private static Markup Table(PageViewer viewer, string caption, IReadOnlyList<Finding> findings) => findings.Count == 0 ? Markup.None
        : Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{caption}"><table class="{ListTable.Kind}"><caption>{caption}({findings.Count})</caption>
        {ListTable.Of([new(viewer.Of("場所", "Place"), Names: true), new(viewer.Of("列", "Column")), new(viewer.Of("内容と直し方", "What, and how to correct it"), "said")],
            findings.Take(MostLines).Select(f => (Markup[])[Markup.Of($"{f.Place}"), Markup.Of($"{f.Column}"), Markup.Of($"{f.Text}")]))}</table></div>
        {(findings.Count > MostLines ? Markup.Of($"<p>{viewer.Of($"ほか{findings.Count - MostLines}件", $"and {findings.Count - MostLines} more")}</p>") : Markup.None)}
        """);

    private static Markup Confirm(PageViewer viewer, PendingUpload pending) => pending.Ticket is not { } ticket ? Markup.None : Markup.Of($"""
        <form method="post" action="{viewer.To("/upload/confirm")}">
        <input type="hidden" name="ticket" value="{ticket}"><input type="hidden" name="name" value="{pending.Name}">
        <input type="hidden" name="kind" value="{pending.Entry.Kind.Id}"><input type="hidden" name="department" value="{pending.Entry.Department}"><input type="hidden" name="month" value="{pending.Entry.Month}">
        <p class="actions"><button class="main">{viewer.Of("この内容で取り込む", "Hand it in")}</button></p>
        <p class="quiet noprint">{viewer.Of(UploadPageMessages.KeptForAnHour)}</p>
        </form>
        """);

    private static Markup Again(PageViewer viewer, UploadOffer offer, UploadEntry entry, bool isMended) => Markup.Of($"""
        <section class="noprint"><h2>{(isMended ? viewer.Of("直したファイルを送る", "Send the corrected file") : viewer.Of("別のファイルを送る", "Send another file"))}</h2>
        {UploadPage.Form(viewer, offer, null, (entry.Kind, entry.Department, entry.Month))}</section>
        """);

    private static string Held(DropReceipt receipt) => $"/upload/held/{receipt.Folder}/{Uri.EscapeDataString(receipt.File)}";

    private static List<Finding> Errors(PageViewer viewer, FileSubmissionCheck check) => check.Fault is { } fault
        ? [new(viewer.Of("ファイル全体", "the file"), "", viewer.English ? fault.Error.En : fault.Error.Ja)]
        : [.. check.Preview!.Check.Errors.Select(e => new Finding(PlaceOf(viewer, e.Pointer), "", viewer.Of(PageText.Of(e)))),
            .. check.Preview.Closed.Select(c => new Finding(viewer.Month(c.Month.ToString()), "", viewer.Of(PageText.Closed(c))))];

    private static List<Finding> Far(PageViewer viewer, FileSubmissionCheck check) =>
        [.. (check.Preview?.Far ?? []).Select(f => new Finding(PlaceOf(viewer, f.Pointer), "", viewer.Of(f.Text)))];

    // Sheet and cell, or row and column: the name of the file stands above.
    private static string PlaceOf(PageViewer viewer, string pointer)
    {
        var place = pointer[(pointer.IndexOf('!', StringComparison.Ordinal) + 1)..];
        return Row().Match(place) is not { Success: true } row ? place : row.Groups[2].Length == 0 ? viewer.Of(place, $"row {row.Groups[1].Value}")
            : viewer.Of($"{row.Groups[1].Value}行目「{row.Groups[2].Value}」", $"row {row.Groups[1].Value}, “{row.Groups[2].Value}”");
    }

    private static string Said(PageViewer viewer, FileSubmissionCheck check, int errors) => check.Submission is { } submission
        ? viewer.Of(UploadPageMessages.CanBeSubmitted(submission.Department, viewer.Month(submission.Month.ToString()), submission.Month,
            submission.Observations.Count))
        : viewer.Of(UploadPageMessages.Errors(errors));

    [GeneratedRegex("^([0-9]+)行目(?:!(.*))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Row();
}
