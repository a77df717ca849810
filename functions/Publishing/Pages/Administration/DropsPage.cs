using System.Globalization;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Pages.Uploads;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>The newest upload of every file, those first that wait for somebody.</summary>
public static class DropsPage
{
    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="waiting">Those refused or held back in part that still lie there.</param>
    /// <param name="newest">All of them, newest first.</param>
    public static Markup Of(PageViewer viewer, IReadOnlyList<DropListing> waiting, IReadOnlyList<DropListing> newest) =>
        AdminPage.Page(viewer, viewer.Of("届いたファイル", "Files that came"), null, Markup.Of($"""
        <h2>{viewer.Of("対応を待っているもの", "What waits for somebody")}</h2>
        {(waiting.Count == 0 ? Markup.Of($"<p>{viewer.Of("ありません。", "Nothing.")}</p>") : Table(viewer, "waiting", viewer.Of("対応を待っているもの", "What waits for somebody"), waiting, isLinked: true))}
        <p><a href="{viewer.To("/upload")}">{viewer.Of("直したファイルを置く", "Upload a corrected file")}</a></p>
        <h2>{viewer.Of("新しいもの", "Newest")}</h2>
        {(newest.Count == 0 ? Markup.Of($"<p>{viewer.Of("まだ届いていません。", "None came yet.")}</p>") : Table(viewer, "newest", viewer.Of("新しいもの", "Newest"), newest, isLinked: true))}
        """));

    /// <summary>Uploads, with the columns that pages show of them.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="id">Names the table.</param>
    /// <param name="name">What it shows.</param>
    /// <param name="drops">The uploads.</param>
    /// <param name="isLinked">True for whoever may see receipts and rows held back.</param>
    internal static Markup Table(PageViewer viewer, string id, string name, IReadOnlyList<DropListing> drops,
        bool isLinked) => viewer.Table(id, name, ListTable.Of(
        [new(viewer.Of("ファイル", "File"), Names: true), new(viewer.Of("状態", "State")), new(viewer.Of("取り込んだ行", "Rows taken"), "number"),
            new(viewer.Of("保留した行", "Rows held"), "number"), new(viewer.Of("置かれた日時", "Uploaded")), new(viewer.Of("最初の理由", "First reason"), "said")],
        drops.Select(d => (Markup[])[isLinked ? Receipt(viewer, d) : PageText.Path(Name(d)),
            Markup.Of($"{State(viewer, d)}"), Markup.Of($"{Text(d.RowsTaken)}"),
            isLinked ? Held(viewer, d) : Markup.Of($"{Text(d.RowsHeld)}"),
            Markup.Of($"{viewer.Time(d.ReceivedAt)}"), d.Errors.Count > 0 ? Markup.Of($"{viewer.Of(d.Errors[0].Text)}") : Markup.None])), ListTable.Kind);

    // Of a folder that nothing is taken from, and of what is being taken, there is no receipt to open.
    private static Markup Receipt(PageViewer viewer, DropListing drop) => drop.Receipt is null || UploadKind.Find(drop.Folder) is null
        ? PageText.Path(Name(drop))
        : Markup.Of($"""<a href="{viewer.To(UploadResultPage.Address(drop.Folder, drop.File))}">{PageText.Path(Name(drop))}</a>""");

    private static Markup Held(PageViewer viewer, DropListing drop) => drop.Quarantine is null ? Markup.Of($"{Text(drop.RowsHeld)}") : Markup.Of(
        $"""<a href="/upload/held/{Uri.EscapeDataString(drop.Folder)}/{Uri.EscapeDataString(drop.File)}">{Text(drop.RowsHeld)}<span class="hidden"> {viewer.Of("行をダウンロード", "rows to download")}: {PageText.Path(Name(drop))}</span></a>""");

    private static string State(PageViewer viewer, DropListing drop) => drop.State switch
    {
        DropState.Refused => viewer.Of("受付不可", "refused"),
        DropState.TakenInPart => viewer.Of("一部保留", "held in part"),
        DropState.Taken => viewer.Of("取込み済み", "taken"),
        _ => viewer.Of("取込み中", "being taken"),
    };

    private static string Name(DropListing drop) => $"{drop.Folder}/{drop.File}".TrimStart('/');

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
