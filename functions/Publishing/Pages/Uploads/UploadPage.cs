using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Uploads;

/// <summary>The page on which people hand in files: it asks for one, and offers templates.</summary>
public static class UploadPage
{
    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="offer">What may be uploaded.</param>
    /// <param name="fault">What was wrong with the last try; null at first.</param>
    /// <param name="entered">What was entered beside the file of the last try; null at first.</param>
    /// <param name="recent">The newest files of the folders that may be uploaded into; null where they are not shown.</param>
    public static Markup Of(PageViewer viewer, UploadOffer offer, string? fault = null, IReadOnlyDictionary<string, string>? entered = null,
        IReadOnlyList<DropListing>? recent = null)
    {
        var title = viewer.Of("ファイルで提出する", "Hand in a file");
        return IndicatorLayout.Page(viewer, fault is null ? title : viewer.Of("エラー: ", "Error: ") + title, Markup.Of($"""
            <h1>{title}</h1>
            <p>{viewer.Of("CSV か Excel ブック(.xlsx、10MBまで)を選ぶと、まず中身を確かめます。確かめた結果を見てから、取り込むかどうかを決められます。",
                "Choose a CSV file or an Excel workbook (.xlsx, up to 10 MB). It is checked first; you decide whether to hand it in when you have seen the result.")}</p>
            {Form(viewer, offer, fault, new(UploadKind.Find(entered?.GetValueOrDefault("kind")), entered?.GetValueOrDefault("department") ?? "", entered?.GetValueOrDefault("month") ?? ""))}
            {Recent(viewer, recent ?? [])}
            {Templates(viewer, offer.Templates)}
            <p><a href="{viewer.To("/submit")}">{viewer.Of("画面に入力して提出する", "Fill in a form instead")}</a> <a href="{viewer.To(HelpPage.Path)}#file">{viewer.Of("ファイルでの出し方", "How to hand in a file")}</a></p>
            """), Script);
    }

    /// <summary>How far a file has come.</summary>
    internal static Markup Script => Markup.Of($"""<script src="{StaticAsset.Address("upload.js")}" defer></script>""");

    /// <summary>The form that asks for a file.</summary>
    internal static Markup Form(PageViewer viewer, UploadOffer offer, string? fault, (UploadKind? Kind, string Department, string Month) entered) => Markup.Of($"""
        <form method="post" action="{viewer.To("/upload")}" enctype="multipart/form-data" data-most="{(int)FileLimits.BodyBytes}">
        {(offer.Kinds is [var only] ? Markup.Of($"""<input type="hidden" name="kind" value="{only.Id}">""") : Kinds(viewer, offer.Kinds, entered.Kind))}
        {(offer.Kinds.Any(k => k.IsSubmission) ? Targets(viewer, offer, entered.Department, entered.Month) : Markup.None)}
        <p class="field"><label for="file">{viewer.Of("ファイル", "File")}</label>
        <input type="file" id="file" name="file" accept=".csv,.tsv,.txt,.xlsx" required{Described(fault)}>
        {(fault is null ? Markup.None : Markup.Of($"""<span class="error" id="file-error" role="alert">{fault}</span>"""))}</p>
        <p class="actions"><button class="main">{viewer.Of("中身を確かめる", "Check it")}</button></p>
        </form>
        """);

    /// <summary>A page that says only that something cannot be done.</summary>
    public static Markup Message(PageViewer viewer, string title, string text) => IndicatorLayout.Page(viewer, title, Markup.Of($"""
        <h1>{title}</h1>
        <p class="notice attention" role="note">{text}</p>
        <p><a href="{viewer.To("/upload")}">{viewer.Of("ファイルを選び直す", "Choose a file")}</a></p>
        """));

    private static Markup Kinds(PageViewer viewer, IReadOnlyList<UploadKind> kinds, UploadKind? chosen) => Markup.Of($"""
        <p class="field"><label for="kind">{viewer.Of("ファイルの内容", "What the file holds")}</label>
        <select id="kind" name="kind">{kinds.Select(k => Markup.Of($"""<option value="{k.Id}"{SubmitFormPage.Chosen(k == chosen)}>{k.In(viewer)}</option>"""))}</select></p>
        """);

    private static Markup Targets(PageViewer viewer, UploadOffer offer, string department, string month) => Markup.Of($"""
        {(offer.MayChoose ? Markup.Of($"""
            <p class="field"><label for="department">{viewer.Of("所属(コードか名称)", "Department (code or name)")}</label>
            <small id="department-hint">{viewer.Of("「所属の数字・取組み」で、ファイルに所属の列がないときだけ", "For a department's figures, where the file has no column for it")}</small>
            <input id="department" name="department" value="{department}" size="16" maxlength="200" autocomplete="off" aria-describedby="department-hint"></p>
            """) : Markup.None)}
        <p class="field"><label for="month">{viewer.Of("対象の年月", "Month")}</label>
        <small id="month-hint">{viewer.Of("ファイルに年月の列がないときだけ(例 2021-06、令和3年6月)", "Where the file has no column for it (2021-06)")}</small>
        <input id="month" name="month" value="{month}" size="12" maxlength="40" autocomplete="off" aria-describedby="month-hint"></p>
        """);

    private static Markup Recent(PageViewer viewer, IReadOnlyList<DropListing> recent) => recent.Count == 0 ? Markup.None : Markup.Of($"""
        <section><h2>{viewer.Of("届いたファイル", "Files that came")}</h2>
        <p>{viewer.Of("名前を押すと受付票(誤りの一覧と直し方)が開きます。", "A file's name opens its receipt, with what is wrong and how to correct it.")}</p>
        {DropsPage.Table(viewer, "recent", viewer.Of("届いたファイル", "Files that came"), recent, isLinked: true)}
        </section>
        """);

    private static Markup Described(string? fault) =>
        fault is null ? Markup.None : Markup.Of($""" aria-invalid="true" aria-describedby="file-error" """);

    private static Markup Templates(PageViewer viewer, IReadOnlyList<UploadTemplateLink> templates) => templates.Count == 0 ? Markup.None
        : Markup.Of($"""
        <section><h2>{viewer.Of("ひな形", "Templates")}</h2>
        <p>{viewer.Of("所属と年月、前回の値が入っています。数の欄だけ埋めてください。", "Sections, months and the last values are filled in; only the numbers are left to be entered.")}</p>
        <ul>{templates.Select(t => Markup.Of($"""<li>{Name(viewer, t)}: {Link(viewer, t, "csv", "CSV")} {Link(viewer, t, "xlsx", "Excel")}</li>"""))}</ul>
        </section>
        """);

    private static string Name(PageViewer viewer, UploadTemplateLink template) => template.Month.Length == 0 ? template.Kind.In(viewer)
        : $"{template.Kind.In(viewer)} {viewer.Month(template.Month)}";

    private static Markup Link(PageViewer viewer, UploadTemplateLink template, string format, string text) => Markup.Of(
        $"""<a href="/upload/template?kind={template.Kind.Id}&amp;month={template.Month}&amp;format={format}">{text}<span class="hidden"> {Name(viewer, template)}</span></a>""");
}
