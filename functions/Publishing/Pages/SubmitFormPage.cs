using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The form: what is owed, fields with what was said before beside them, and what is wrong or to be confirmed.</summary>
public static class SubmitFormPage
{
    /// <summary>The page.</summary>
    public static Markup Of(PageViewer r, SubmitForm form, SubmitFormState state)
    {
        var title = r.Of($"{form.Department.Name} {JapaneseEra.Text(form.Month)}分の提出", $"{form.Department.Name}: figures of {form.Month}");
        var prefix = state.Errors.Count > 0 ? r.Of("エラー: ", "Error: ") : "";
        return PageLayout.Page(r, prefix + title, new SentForm(FormId(form), form.Closed is null ? "check" : "show", form.Closed is null ? "back" : "show"), Markup.Of($"""
            <p class="noprint"><a href="{r.To($"/submit?department={form.Department.Code}")}">{r.Of("提出するものの一覧へ", "To what there is to hand in")}</a></p>
            <h1>{title}</h1>
            {Chooser(r, form)}
            {(form.Closed is { } closed ? Markup.Of($"""<p class="notice" role="note">{r.Of(PageText.Closed(closed))}</p>""") : Markup.None)}
            {(state.Notice is { } notice ? Markup.Of($"""<p class="notice attention" role="alert">{r.Of(notice)}</p>""") : Markup.None)}
            {Summary(r, state, form)}
            {(form.Closed is null ? Form(r, form, state) : Closed(r, form))}
            """));
    }

    /// <summary>The page of a month in which there is nothing to fill in: it says why and lets choose another.</summary>
    public static Markup Elsewhere(PageViewer r, BilingualText text, FiscalMonth month, string department, bool mayChoose) =>
        PageLayout.Page(r with { Here = r.To($"/submit?department={Uri.EscapeDataString(department)}&month={month}") }, r.Of("数字の提出", "Hand in figures"), Markup.Of($"""
        <h1>{r.Of("数字の提出", "Hand in figures")}</h1>
        <p class="notice" role="note">{r.Of(text)}</p>
        <form method="get" action="/submit" class="choose">
        {(r.IsAsked ? Markup.Of($"""<input type="hidden" name="lang" value="{r.Of("ja", "en")}">""") : Markup.None)}
        {(mayChoose ? DepartmentField(r, department) : Markup.None)}
        <p class="field"><label for="month">{r.Of("対象の年月", "Month")}</label><input id="month" name="month" value="{month.ToString()}" size="12"></p>
        <p><button class="second">{r.Of("表示する", "Show")}</button></p>
        </form>
        """));

    // Part of the form itself: what is typed goes along to another month, and nothing is handed in for a month that is not the one shown.
    private static Markup Chooser(PageViewer r, SubmitForm form) => Markup.Of($"""
        <fieldset class="choose"><legend>{r.Of("対象を選ぶ", "What for")}</legend>
        {(form.MayChoose ? Markup.Of($"""<p class="field"><label for="department">{r.Of("所属(コードか名称)", "Section (code or name)")}</label><input form="{FormId(form)}" id="department" name="{PostedForm.ChosenDepartment}" value="{form.Department.Code}" size="16"></p>""") : Markup.None)}
        <p class="field"><label for="month">{r.Of("対象の年月", "Month")}</label>
        <select form="{FormId(form)}" id="month" name="{PostedForm.ChosenMonth}">{form.Months.Select(m => Option(r, m, m.Month == form.Month))}</select></p>
        <p class="field"><label for="status">{r.Of("実績・予定", "Actual or planned")}</label>
        <select form="{FormId(form)}" id="status" name="{PostedForm.ChosenStatus}"><option value="actual">{r.Of("実績", "actual")}</option><option value="planned"{Chosen(form.Status == FigureStatus.Planned)}>{r.Of("予定", "planned")}</option></select></p>
        <p><button form="{FormId(form)}" name="action" value="show" class="second">{r.Of("表示する", "Show")}</button></p>
        </fieldset>
        """);

    // In a closed month there is nothing to hand in: only another is chosen.
    private static string FormId(SubmitForm form) => form.Closed is null ? "figures" : "chosen";

    private static Markup Targets(SubmitForm form) => Markup.Of($"""
        <input type="hidden" name="department" value="{form.Department.Code}">
        <input type="hidden" name="month" value="{form.Month.ToString()}">
        <input type="hidden" name="status" value="{(form.Status == FigureStatus.Planned ? "planned" : "actual")}">
        """);

    private static Markup Shown(SubmitFormMeasure m) => Markup.Of($"""
        <input type="hidden" name="{PostedForm.BasedOnField(m.Measure.Id)}" value="{SupersededFigure.StateOf(m.Waiting ?? m.Held)}">{m.Measure.Parts.Select(p => Markup.Of($"""<input type="hidden" name="{PostedForm.ShownField($"{m.Measure.Id}.{p}")}" value="{m.Held?.Value(p)?.ToString(System.Globalization.CultureInfo.InvariantCulture)}">"""))}
        """);

    private static Markup DepartmentField(PageViewer r, string department) => Markup.Of($"""
        <p class="field"><label for="department">{r.Of("所属(コードか名称)", "Section (code or name)")}</label><input id="department" name="department" value="{department}" size="16"></p>
        """);

    private static Markup Option(PageViewer r, MonthChoice choice, bool isChosen) => Markup.Of(
        $"""<option value="{choice.Month.ToString()}"{Chosen(isChosen)}>{r.Month(choice.Month)}{(choice.Standing.Ja.Length == 0 ? "" : r.Of($"({choice.Standing.Ja})", $" ({choice.Standing.En})"))}</option>""");

    internal static Markup Chosen(bool isChosen) => isChosen ? Markup.Of($" selected") : Markup.None;

    private static Markup Summary(PageViewer r, SubmitFormState state, SubmitForm form) => state.Errors.Count == 0 ? Markup.None : Markup.Of($"""
        <div class="summary" role="alert" tabindex="-1" id="summary">
        <h2>{r.Of($"誤りが{state.Errors.Count}件あります", $"{state.Errors.Count} error(s)")}</h2>
        <p>{r.Of("まだ提出されていません。直してから、もう一度「内容を確認する」を押してください。", "Nothing is handed in yet. Correct them and press “Check your answers” once more.")}</p>
        <ul>{state.Errors.Select(e => SummaryLine(r, e, form))}</ul>
        </div>
        """);

    private static Markup SummaryLine(PageViewer r, SubmissionError error, SubmitForm form)
    {
        var label = FieldLabels.Of(r, error.Pointer, form.Initiatives.Count);
        var text = label.Length > 0 ? $"{label}: {r.Of(PageText.Of(error))}" : r.Of(PageText.Of(error));
        return IsOnPage(error.Pointer, form) ? Markup.Of($"""<li><a href="#{error.Pointer}">{text}</a></li>""")
            : Markup.Of($"<li>{text}</li>");
    }

    private static bool IsOnPage(string pointer, SubmitForm form) =>
        pointer is "month" or "status" || pointer.StartsWith("initiatives.", StringComparison.Ordinal)
            || form.Measures.Any(m => pointer.StartsWith(m.Measure.Id + ".", StringComparison.Ordinal));

    private static Markup Form(PageViewer r, SubmitForm form, SubmitFormState state)
    {
        var rows = form.Initiatives.Count + state.NewRows;
        return Markup.Of($"""
            <form method="post" action="{r.To("/submit")}" id="figures" data-check="{r.To("/submit/check")}"{Draft(form, state)} novalidate>
            <p id="draft" class="notice attention" role="status" hidden></p>
            <input type="hidden" name="key" value="{state.Key}">
            {Targets(form)}
            {form.Measures.Select(Shown)}
            <input type="hidden" name="rows" value="{state.NewRows}">
            <h2>{r.Of($"数値({r.Status(form.Status)})", $"Figures ({r.Status(form.Status)})")}</h2>
            {Figures(r, form, state)}
            <h2>{r.Of("取組み", "Initiatives")}</h2>
            {InitiativeFields.Of(r, form, state)}
            <p class="actions"><button name="action" value="add" class="second" id="add-row" formaction="{r.To("/submit")}#initiatives.{rows}.category">{r.Of("取組みの行を追加", "Add an initiative")}</button></p>
            <p class="actions end"><button name="action" value="check" class="main">{r.Of("内容を確認する", "Check your answers")}</button></p>
            <p id="said" class="quiet" role="status"></p>
            </form>
            """);
    }

    // What is typed is kept in the browser until it is handed in; it is put back only into a form that nobody has sent anything of.
    private static Markup Draft(SubmitForm form, SubmitFormState state) => state.DraftOwner.Length == 0 ? Markup.None : Markup.Of(
        $""" data-draft-owner="{state.DraftOwner}" data-draft="{DraftOf(form)}"{(state.IsNew ? Markup.Of($""" data-draft-new="1" """) : Markup.None)}""");

    /// <summary>The form's name in the browser's storage.</summary>
    internal static string DraftOf(SubmitForm form) =>
        $"{form.Department.Code}|{form.Month}|{(form.Status == FigureStatus.Planned ? "planned" : "actual")}";

    private static Markup Figures(PageViewer r, SubmitForm form, SubmitFormState state)
    {
        var owed = form.Measures.Where(m => m.Owed is not null).ToList();
        var others = form.Measures.Where(m => m.Owed is null).ToList();
        return Markup.Of($"""
            {(owed.Count == 0 ? Markup.Of($"""<p>{r.Of("この月に期限のある数値はありません。", "No figures are due of this month.")}</p>""") : Markup.None)}
            {owed.Select(m => FigureFields.Of(r, m, form.Month, state))}
            {(others.Count == 0 ? Markup.None : Markup.Of($"""
                <details{(others.Any(m => IsUsed(m, state)) ? Markup.Of($" open") : Markup.None)}><summary>{r.Of("この月に期限のない数値も入力する", "Enter figures that are not due of this month")}</summary>
                {others.Select(m => FigureFields.Of(r, m, form.Month, state))}
                </details>
                """))}
            """);
    }

    private static bool IsUsed(SubmitFormMeasure m, SubmitFormState state) =>
        m.Measure.Parts.Any(p => state.Entry($"{m.Measure.Id}.{p}").Length > 0);

    private static Markup Closed(PageViewer r, SubmitForm form) =>
        Markup.Of($"""<form method="post" action="{r.To("/submit")}" id="chosen">{Targets(form)}</form>{HandedIn(r, form)}""");

    private static Markup HandedIn(PageViewer r, SubmitForm form) => form.Measures.Any(m => m.Held is not null)
        ? Markup.Of($"""
            <h2>{r.Of($"提出した数値({r.Status(form.Status)})", $"Handed in ({r.Status(form.Status)})")}</h2>
            <dl class="held">{form.Measures.Where(m => m.Held is not null).SelectMany(m => m.Held!.Cells.Select(c => Markup.Of(
                $"<div><dt>{r.Name(m.Measure)} {r.Part(c.Part)}</dt><dd>{PageText.Number(c.Value)} {r.Of(m.Unit)}</dd></div>")))}</dl>
            """)
        : Markup.Of($"<p>{r.Of("この月に提出した数値はありません。", "No figures were handed in of this month.")}</p>");
}
