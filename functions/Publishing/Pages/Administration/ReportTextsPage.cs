using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Reporting.Annual.Editing;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>What the page of a report's texts shows.</summary>
/// <param name="Year">The fiscal year.</param>
/// <param name="Years">Those that can be written.</param>
/// <param name="IsClosed">Whether the year's report is frozen.</param>
/// <param name="State">What is kept of the texts.</param>
/// <param name="Fields">What stands in the form.</param>
/// <param name="Preview">The same with figures put in.</param>
/// <param name="Acts">What was done so far, newest first.</param>
public sealed record ReportTextsView(FiscalYear Year, IReadOnlyList<FiscalYear> Years, bool IsClosed, TextState State,
    IReadOnlyDictionary<string, string> Fields, TextPreview Preview, IReadOnlyList<TextRevision> Acts)
{
    /// <summary>Names what was previewed: it can take effect from this page alone; null where nothing was.</summary>
    public string? Seen { get; init; }

    /// <summary>The reason that was typed.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>The texts of a year's report as a form: one field for each, figures chosen from a list, and what was done so far.</summary>
public static class ReportTextsPage
{
    /// <summary>The page's own path.</summary>
    public const string Path = AdminPage.Path + "/report";

    private const int MaxReason = 500;

    private static readonly ReportBody Lines = new(null);

    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="v">What it shows.</param>
    /// <param name="said">What became of the last act; null when there was none.</param>
    public static Markup Of(PageViewer viewer, ReportTextsView v, string? said) =>
        AdminPage.Page(viewer, viewer.Of($"報告書の本文 {JapaneseEra.Text(v.Year)}", $"Texts of the report on FY{v.Year}"), said, Markup.Of($"""
        <p class="noprint">{v.Years.Select(y => y == v.Year ? Markup.Of($"<b>{Name(viewer, y)}</b> ") : Markup.Of($"""<a href="{viewer.To(Address(y))}">{Name(viewer, y)}</a> """))}</p>
        {ReportTextsNotices.Of(viewer, v)}
        <form method="post" action="{viewer.To(Address(v.Year))}" class="texts">
        <input type="hidden" name="token" value="{v.State.Token}">
        {(v.Seen is null ? Markup.None : Confirmation(viewer, v))}
        <fieldset><legend>{viewer.Of("報告書全体", "The whole report")}</legend>{Chooser(viewer, v, "")}{v.State.Form.All.Where(f => f.Measure.Length == 0 && !IsNote(f)).Select(f => Field(viewer, v, f))}</fieldset>
        {v.State.Form.Outline.Measures.Select(m => Markup.Of($"""<fieldset id="measure-{m.Id}"><legend>{Name(viewer, m)}</legend>{Chooser(viewer, v, m.Id)}{v.State.Form.All.Where(f => f.Measure == m.Id && IsMain(f)).Select(f => Field(viewer, v, f))}<details><summary>{viewer.Of("取組みの説明・順・「等」", "Initiatives: remarks, order, shared")}</summary>{v.State.Form.All.Where(f => f.Measure == m.Id && !IsMain(f)).Select(f => Field(viewer, v, f))}</details></fieldset>"""))}
        <fieldset><legend>{viewer.Of("注（指標ごと。空欄はカタログの注）", "Footnotes by indicator; empty for the catalogue's")}</legend><details><summary>{viewer.Of("この年度だけの注を書く", "Write footnotes of this year alone")}</summary>{v.State.Form.All.Where(IsNote).Select(f => Field(viewer, v, f))}</details></fieldset>
        {(v.Seen is null ? Reason(viewer, v) : Markup.None)}
        <p class="actions end"><button name="action" value="preview" class="main">{viewer.Of("確かめる", "Preview")}</button> <button name="action" value="draft" class="second">{viewer.Of("下書きを保存する", "Save the draft")}</button>{(v.State.Draft is null ? Markup.None : Markup.Of($""" <button name="action" value="discard" class="second">{viewer.Of("下書きを捨てる", "Discard the draft")}</button>"""))}</p>
        </form>
        {ReportTextsNotices.Acts(viewer, v)}
        """));

    /// <summary>The page of a year.</summary>
    public static string Address(FiscalYear year) => $"{Path}?fiscalYear={year}";

    private static bool IsMain(TextField f) => f.Name.EndsWith(".planned", StringComparison.Ordinal)
        || f.Name.EndsWith(".done", StringComparison.Ordinal) || f.Name.EndsWith(".next", StringComparison.Ordinal);

    private static bool IsNote(TextField f) => f.Name.StartsWith("note.", StringComparison.Ordinal);

    private static Markup Reason(PageViewer viewer, ReportTextsView v) => Markup.Of($"""
        <p class="field"><label for="reason">{viewer.Of("理由(有効にする・捨てるときは必須)", "Reason (required to take effect or to discard)")}</label> <input id="reason" name="reason" maxlength="{MaxReason}" size="40" value="{v.Reason}"></p>
        """);

    // What takes effect is what was looked at: the figures stand in it, and what was typed by hand is named.
    private static Markup Confirmation(PageViewer viewer, ReportTextsView v) => Markup.Of($"""
        <section id="preview" class="preview"><h2>{viewer.Of("確認: 数字を入れた本文", "Preview: the texts with their figures")}</h2>
        {ReportTextsNotices.Typed(viewer, v)}
        {Of(viewer, "", Markup.Of($"""<h3>{viewer.Of("報告書全体", "The whole report")}</h3>"""), v)}{v.State.Form.Outline.Measures.Select(m => Of(viewer, m.Id, Markup.Of($"<h3>{Name(viewer, m)}</h3>"), v))}
        <input type="hidden" name="seen" value="{v.Seen}">
        {Reason(viewer, v)}
        <p class="actions"><button name="action" value="effect" class="main">{viewer.Of("この本文を有効にする", "Let these texts take effect")}</button></p></section>
        """);

    private static Markup Of(PageViewer viewer, string measure, Markup heading, ReportTextsView v)
    {
        var fields = v.State.Form.All
            .Where(f => f.Measure == measure && v.Preview.Lines.GetValueOrDefault(f.Name) is { Count: > 0 }).ToList();
        return fields.Count == 0 ? Markup.None : Markup.Of($"""
            {heading}{fields.Select(f => Markup.Of($"""<p><b>{viewer.Of(f.Label)}</b></p><div class="printed"{AsTyped(viewer)}>{v.Preview.Lines[f.Name].Select(Lines.Line)}</div>"""))}
            """);
    }

    private static Markup Chooser(PageViewer viewer, ReportTextsView v, string measure)
    {
        var fields = v.State.Form.All.Where(f => f.Measure == measure && (IsMain(f) || f.Name == TextFields.Purpose)).ToList();
        var places = v.Preview.Places.GetValueOrDefault(measure, []);
        return places.Count == 0 ? Markup.None : Markup.Of($"""
            <p class="field choose-figure noprint"><label for="place.{measure}">{viewer.Of("数字の場所(いまの値)", "Places of figures, with their present value")}</label> <select id="place.{measure}" name="place.{measure}">{places.Select(p => Markup.Of($"""<option value="{p.Code}">{viewer.Of(p.Name)}: {viewer.Of(p.Text, $"“{p.Text}”")}　{p.Code}</option>"""))}</select>
            {fields.Select(f => Markup.Of($"""<button name="action" value="insert:{f.Name}" class="second">{viewer.Of($"{Short(f.Label.Ja)}の終わりに入れる", $"Add to the end of “{Short(f.Label.En)}”")}</button> """))}</p>
            """);
    }

    private static string Short(string label) => label.Split('（', '(')[0].TrimEnd();

    private static string Name(PageViewer viewer, FiscalYear year) => viewer.Of(JapaneseEra.Text(year), $"FY{year}");

    private static Markup Name(PageViewer viewer, OutlineMeasure m) =>
        viewer.English ? PageText.Said(m.Name.In(english: true)) : Markup.Of($"{m.Name.Ja}");

    // The texts are in Japanese, whatever language the page is in.
    private static Markup AsTyped(PageViewer viewer) => viewer.English ? Markup.Of($" lang=\"ja\"") : Markup.None;

    private static Markup Field(PageViewer viewer, ReportTextsView v, TextField f)
    {
        var errors = v.Preview.Errors.Where(e => e.Field == f.Name).ToList();
        var typed = v.Preview.Typed.Where(t => t.Field == f.Name).ToList();
        var text = v.Fields.GetValueOrDefault(f.Name, "");
        var rows = f.IsProse ? Math.Clamp(TextFields.Lines(v.Fields, f.Name).Count + 1, 3, 16)
            : Math.Clamp(text.Count(c => c == '\n') + 1, 1, 8);
        var said = errors.Count + typed.Count > 0 ? Markup.Of($" aria-describedby=\"said.{f.Name}\"") : Markup.None;
        return Markup.Of($"""
            <p class="field"><label for="{f.Name}">{viewer.Of(f.Label)}</label> <textarea{AsTyped(viewer)} id="{f.Name}" name="{f.Name}" rows="{rows}"{(errors.Count > 0 ? Markup.Of($" aria-invalid=\"true\"") : Markup.None)}{said}>
            {text}</textarea></p>
            {(errors.Count + typed.Count == 0 ? Markup.None : Markup.Of($"""<div id="said.{f.Name}" class="said">{errors.Select(e => Markup.Of($"""<span class="error">{viewer.Of(e.Message)}</span>"""))}{typed.Select(t => Markup.Of($"""<span class="{(t.IsDifferent ? "far" : "quiet")}">{viewer.Of(t.Message)}</span>"""))}</div>"""))}
            {(!text.Contains('{', StringComparison.Ordinal) || v.Preview.Lines.GetValueOrDefault(f.Name) is not { Count: > 0 } lines ? Markup.None : Markup.Of($"""<div class="printed" aria-label="{viewer.Of("いまの見え方", "As it is printed now")}" role="group"><div{AsTyped(viewer)}>{lines.Select(Lines.Line)}</div></div>"""))}
            """);
    }
}
