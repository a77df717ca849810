using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>An entry of the ledger with the line of the file or the field of the form that it was read from.</summary>
public static class EntryPage
{
    /// <summary>The page.</summary>
    public static Markup Of(PageViewer r, ExplainedEntry e) =>
        IndicatorLayout.Page(r, $"{r.Of(e.MeasureName)} {e.DepartmentName} {r.Month(e.Month)}", Markup.Of($"""
        <h1>{r.Of(e.MeasureName)}</h1>
        {(e.State == "held" ? Markup.Of($"""<p class="notice attention">{r.Of("この数字は確認待ちで、確認されるまで計算に入りません。", "This figure waits to be "
            + "confirmed; until then it is in no value.")}</p>""") : Markup.None)}
        {(e.Decision is { } d ? Markup.Of($"""<p class="notice">{r.Of($"{d.By} が{(e.State == "rejected" ? "却下" : "確認")}しました。{d.Reason}", $"{(e.State == "rejected" ? "Rejected" : "Confirmed")} by {d.By}. {DecisionMessages.Of(d.Reason).En}")}</p>""") : Markup.None)}
        {(e.IsHolding || e.State == "held" ? Markup.None : Markup.Of($"""<p class="notice attention">{r.Of("この数字は、あとから訂正されています。", "This figure has been corrected since.")}</p>"""))}
        <dl class="receipt">
        <div><dt>{r.Of("所属", "Department")}</dt><dd>{e.Department} {e.DepartmentName}</dd></div>
        <div><dt>{r.Of("月", "Month")}</dt><dd>{r.Month(e.Month)}{r.Of($"({r.Status(e.Status)})", $" ({r.Status(e.Status)})")}</dd></div>
        <div><dt>{r.Of("受付", "Received")}</dt><dd>{r.Time(e.ReceivedAt)}</dd></div>
        <div><dt>{r.Of("提出した認証情報", "Handed in by")}</dt><dd>{r.By(e.By)}</dd></div>
        <div><dt>{r.Of("もと", "Source")}</dt><dd>{FigureTable.Source(r, e.Source)}{(e.Source.ETag is { } etag ? Markup.Of($" <code>{etag}</code>") : Markup.None)}</dd></div>
        </dl>
        {(e.Initiative is { } i ? Markup.Of($"<p>{FigureTable.Initiative(r, i)}</p>") : Numbers(r, e))}
        {(e.Corrections.Count == 0 ? Markup.None : Markup.Of($"<h2>{r.Of("訂正前の値", "What was said before")}</h2>{FigureTable.Corrections(r, e.Corrections)}"))}
        {(e.Fields is { } fields ? Fields(r, fields) : Markup.None)}
        {(e.Source.Kind == "drop" ? File(r, e.File) : Markup.None)}
        <p class="noprint">{r.Json(e.Links.Page)}</p>
        """));

    private static Markup Numbers(PageViewer r, ExplainedEntry e) => r.Table("numbers", r.Of("数字", "Numbers"), Markup.Of($"""
        <thead><tr><th scope="col">{r.Of("数字", "Number")}</th><th scope="col" class="number">{r.Of("値", "Value")}</th><th scope="col">{r.Of("行", "Lines")}</th></tr></thead>
        <tbody>{e.Numbers.Select(n => Markup.Of($"""<tr><th scope="row">{r.Of(n.PartName)}</th><td class="number">{r.Number(n.Value)}</td><td>{n.Lines ?? "–"}</td></tr>"""))}</tbody>
        """));

    private static Markup Fields(PageViewer r, IReadOnlyList<SubmittedField> fields) => Markup.Of($"""
        <h2>{r.Of("送られた項目", "The fields as they were sent")}</h2>
        {(fields.Count == 0 ? Markup.Of($"<p>{r.Of("送られた本文から、この数字の項目を読み取れません。", "The field cannot be found in what was kept of the submission.")}</p>") : r.Table("fields", r.Of("送られた項目", "Fields"), Markup.Of($"""
            <thead><tr><th scope="col">{r.Of("場所", "Place")}</th><th scope="col">{r.Of("送られた値", "Sent")}</th></tr></thead>
            <tbody>{fields.Select(f => Markup.Of($"""<tr><th scope="row"><code>{f.Place}</code></th><td>{f.Text}</td></tr>"""))}</tbody>
            """)))}
        """);

    private static Markup File(PageViewer r, FileLines? file) => Markup.Of($"""
        <h2>{r.Of("ファイルの行", "The lines of the file")}</h2>
        {file switch
    {
        null => Markup.Of($"<p>{r.Of("行の内容は、その所属と管理者だけが見られます。", "Only the department itself and administrators see the lines.")}</p>"),
        { State: "overwritten" } => Markup.Of($"""<p class="notice attention">{r.Of("同じ名前のファイルが、あとから置き直されています。取り込んだときの行は、もうここにはありません。", "Another file of this name was uploaded since; the lines as they were taken are no longer there.")}</p>"""),
        { State: "gone" } => Markup.Of($"""<p class="notice attention">{r.Of("ファイルは取り除かれています。", "The file was removed.")}</p>"""),
        { State: "notfound" } => Markup.Of($"""<p class="notice attention">{r.Of("ファイルはありますが、この所属と月の行を見つけられません(登録簿が変わったなど)。", "The file is there, but the lines of this section and month cannot be found (the register has changed, say).")}</p>"""),
        _ => Lines(r, file),
    }}
        """);

    private static Markup Lines(PageViewer r, FileLines file) => Markup.Of($"""
        <p>{r.Of("職員番号と氏名の列は表示しません。", "Columns of employees' numbers and names are not shown.")}{(file.Count > file.Lines.Count ? r.Of($"{file.Count}行のうち、はじめの{file.Lines.Count}行です。", $" The first {file.Lines.Count} of {file.Count} lines.") : "")}</p>
        {r.Table("lines", r.Of("ファイルの行", "Lines"), Markup.Of($"""
            <thead><tr><th scope="col">{r.Of("行", "Line")}</th>{file.Columns.Select(c =>
                Markup.Of($"""<th scope="col">{c}</th>"""))}</tr></thead>
            <tbody>{file.Lines.Select(Line)}</tbody>
            """))}
        """);

    private static Markup Line(DropLine line) => Markup.Of(
        $"""<tr><th scope="row">{line.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}</th>{line.Cells.Select(c => Markup.Of($"<td>{c}</td>"))}</tr>""");
}
