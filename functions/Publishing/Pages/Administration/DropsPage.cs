using System.Globalization;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Pages.Provenances;

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
        {(waiting.Count == 0 ? Markup.Of($"<p>{viewer.Of("ありません。", "Nothing.")}</p>") : Table(viewer, "waiting", viewer.Of("対応を待っているもの", "What waits for somebody"), waiting))}
        <p><a href="{viewer.To("/upload")}">{viewer.Of("直したファイルを置く", "Upload a corrected file")}</a></p>
        <h2>{viewer.Of("新しいもの", "Newest")}</h2>
        {(newest.Count == 0 ? Markup.Of($"<p>{viewer.Of("まだ届いていません。", "None came yet.")}</p>") : Table(viewer, "newest", viewer.Of("新しいもの", "Newest"), newest))}
        """));

    private static Markup Table(PageViewer viewer, string id, string name, IReadOnlyList<DropListing> drops) => viewer.Table(id, name, Markup.Of($"""
        <thead><tr><th scope="col">{viewer.Of("ファイル", "File")}</th><th scope="col">{viewer.Of("状態", "State")}</th>{Number(viewer.Of("取り込んだ行", "Rows taken"))}{Number(viewer.Of("保留した行", "Rows held"))}<th scope="col">{viewer.Of("置かれた日時", "Uploaded")}</th><th scope="col">{viewer.Of("最初の理由", "First reason")}</th></tr></thead>
        <tbody>{drops.Select(d => Markup.Of($"""<tr><th scope="row">{Name(d)}</th><td>{State(viewer, d)}</td><td class="number">{Text(d.RowsTaken)}</td><td class="number">{Held(viewer, d)}</td><td>{viewer.Time(d.ReceivedAt)}</td><td class="said">{(d.Errors.Count > 0 ? d.Errors[0].Message : "")}</td></tr>"""))}</tbody>
        """));

    private static Markup Held(PageViewer viewer, DropListing drop) => drop.Quarantine is null ? Markup.Of($"{Text(drop.RowsHeld)}") : Markup.Of(
        $"""<a href="/upload/held/{Uri.EscapeDataString(drop.Folder)}/{Uri.EscapeDataString(drop.File)}">{Text(drop.RowsHeld)}<span class="hidden"> {viewer.Of("行をダウンロード", "rows to download")}: {Name(drop)}</span></a>""");

    private static string State(PageViewer viewer, DropListing drop) => drop.State switch
    {
        DropState.Refused => viewer.Of("受付不可", "refused"),
        DropState.TakenInPart => viewer.Of("一部保留", "held in part"),
        DropState.Taken => viewer.Of("取込み済み", "taken"),
        _ => viewer.Of("取込み中", "being taken"),
    };

    private static string Name(DropListing drop) => $"{drop.Folder}/{drop.File}".TrimStart('/');

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static Markup Number(string name) => Markup.Of($"""<th scope="col" class="number">{name}</th>""");
}
