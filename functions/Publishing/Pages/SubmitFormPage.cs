using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The form: what is owed, fields with what was said before beside them, and what is wrong or to be confirmed.</summary>
public static class SubmitFormPage
{
    /// <summary>The page.</summary>
    public static Markup Of(SubmitForm form, SubmitFormState state)
    {
        var title = $"{form.Department.Name} {JapaneseEra.Text(form.Month)}分の提出";
        var prefix = state.Errors.Count > 0 ? "エラー: " : "";
        return PageLayout.Page(prefix + title, Markup.Of($"""
            <p class="noprint"><a href="/submit?department={form.Department.Code}">提出するものの一覧へ</a></p>
            <h1>{title}</h1>
            {Chooser(form)}
            {(form.Closed is { } closed ? Markup.Of($"""<p class="notice" role="note">{PageText.Closed(closed)}</p>""") : Markup.None)}
            {(state.Notice is { } notice ? Markup.Of($"""<p class="notice attention" role="alert">{notice}</p>""") : Markup.None)}
            {Summary(state, form)}
            {(form.Closed is null ? Form(form, state) : Closed(form))}
            """), isSignedIn: true);
    }

    /// <summary>The page of a month in which there is nothing to fill in: it says why and lets choose another.</summary>
    public static Markup Elsewhere(string text, FiscalMonth month, string department, bool mayChoose) =>
        PageLayout.Page("数字の提出", Markup.Of($"""
        <h1>数字の提出</h1>
        <p class="notice" role="note">{text}</p>
        <form method="get" action="/submit" class="choose">
        {(mayChoose ? DepartmentField(department) : Markup.None)}
        <p class="field"><label for="month">対象の年月</label><input id="month" name="month" value="{month.ToString()}" size="12"></p>
        <p><button class="second">表示する</button></p>
        </form>
        """), isSignedIn: true);

    // Enter in a field presses the first button of a form, so the one that goes on comes first.
    // Part of the form itself: what is typed goes along to another month, and nothing is handed in for a month that is not the one shown.
    private static Markup Chooser(SubmitForm form) => Markup.Of($"""
        {(form.Closed is null ? Markup.Of($"""<button form="figures" name="action" value="check" class="hidden" tabindex="-1" aria-hidden="true">内容を確認する</button>""") : Markup.None)}
        <fieldset class="choose"><legend>対象を選ぶ</legend>
        {(form.MayChoose ? Markup.Of($"""<p class="field"><label for="department">所属(コードか名称)</label><input form="{FormId(form)}" id="department" name="{PostedForm.ChosenDepartment}" value="{form.Department.Code}" size="16"></p>""") : Markup.None)}
        <p class="field"><label for="month">対象の年月</label>
        <select form="{FormId(form)}" id="month" name="{PostedForm.ChosenMonth}">{form.Months.Select(m => Option(m, m.Month == form.Month))}</select></p>
        <p class="field"><label for="status">実績・予定</label>
        <select form="{FormId(form)}" id="status" name="{PostedForm.ChosenStatus}"><option value="actual">実績</option><option value="planned"{Chosen(form.Status == FigureStatus.Planned)}>予定</option></select></p>
        <p><button form="{FormId(form)}" name="action" value="show" class="second">表示する</button></p>
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

    private static Markup DepartmentField(string department) => Markup.Of($"""
        <p class="field"><label for="department">所属(コードか名称)</label><input id="department" name="department" value="{department}" size="16"></p>
        """);

    private static Markup Option(MonthChoice choice, bool isChosen) => Markup.Of(
        $"""<option value="{choice.Month.ToString()}"{Chosen(isChosen)}>{JapaneseEra.Text(choice.Month)}{(choice.Standing.Length > 0 ? $"({choice.Standing})" : "")}</option>""");

    internal static Markup Chosen(bool isChosen) => isChosen ? Markup.Of($" selected") : Markup.None;

    private static Markup Summary(SubmitFormState state, SubmitForm form) => state.Errors.Count == 0 ? Markup.None : Markup.Of($"""
        <div class="summary" role="alert" tabindex="-1" id="summary">
        <h2>誤りが{state.Errors.Count}件あります</h2>
        <p>まだ提出されていません。直してから、もう一度「内容を確認する」を押してください。</p>
        <ul>{state.Errors.Select(e => SummaryLine(e, form))}</ul>
        </div>
        """);

    private static Markup SummaryLine(SubmissionError error, SubmitForm form)
    {
        var label = FieldLabels.Of(error.Pointer, form.Initiatives.Count);
        var text = label.Length > 0 ? $"{label}: {PageText.Of(error)}" : PageText.Of(error);
        return IsOnPage(error.Pointer, form) ? Markup.Of($"""<li><a href="#{error.Pointer}">{text}</a></li>""")
            : Markup.Of($"<li>{text}</li>");
    }

    private static bool IsOnPage(string pointer, SubmitForm form) =>
        pointer is "month" or "status" || pointer.StartsWith("initiatives.", StringComparison.Ordinal)
            || form.Measures.Any(m => pointer.StartsWith(m.Measure.Id + ".", StringComparison.Ordinal));

    private static Markup Form(SubmitForm form, SubmitFormState state)
    {
        var rows = form.Initiatives.Count + state.NewRows;
        return Markup.Of($"""
            <form method="post" action="/submit" id="figures" data-check="/submit/check"{Draft(form, state)} novalidate>
            <p id="draft" class="notice attention" role="status" hidden></p>
            <input type="hidden" name="key" value="{state.Key}">
            {Targets(form)}
            {form.Measures.Select(Shown)}
            <input type="hidden" name="rows" value="{state.NewRows}">
            <button name="action" value="check" class="hidden" tabindex="-1" aria-hidden="true">内容を確認する</button>
            <h2>数値({PageText.Of(form.Status)})</h2>
            {Figures(form, state)}
            <h2>取組み</h2>
            {InitiativeFields.Of(form, state)}
            <p class="actions"><button name="action" value="add" class="second" id="add-row" formaction="/submit#initiatives.{rows}.category">取組みの行を追加</button></p>
            <p class="actions end"><button name="action" value="check" class="main">内容を確認する</button></p>
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

    private static Markup Figures(SubmitForm form, SubmitFormState state)
    {
        var owed = form.Measures.Where(m => m.Owed is not null).ToList();
        var others = form.Measures.Where(m => m.Owed is null).ToList();
        return Markup.Of($"""
            {(owed.Count == 0 ? Markup.Of($"""<p>この月に期限のある数値はありません。</p>""") : Markup.None)}
            {owed.Select(m => FigureFields.Of(m, form.Month, state))}
            {(others.Count == 0 ? Markup.None : Markup.Of($"""
                <details{(others.Any(m => IsUsed(m, state)) ? Markup.Of($" open") : Markup.None)}><summary>この月に期限のない数値も入力する</summary>
                {others.Select(m => FigureFields.Of(m, form.Month, state))}
                </details>
                """))}
            """);
    }

    private static bool IsUsed(SubmitFormMeasure m, SubmitFormState state) =>
        m.Measure.Parts.Any(p => state.Entry($"{m.Measure.Id}.{p}").Length > 0);

    private static Markup Closed(SubmitForm form) =>
        Markup.Of($"""<form method="post" action="/submit" id="chosen">{Targets(form)}</form>{HandedIn(form)}""");

    private static Markup HandedIn(SubmitForm form) => form.Measures.Any(m => m.Held is not null)
        ? Markup.Of($"""
            <h2>提出した数値({PageText.Of(form.Status)})</h2>
            <dl class="held">{form.Measures.Where(m => m.Held is not null).SelectMany(m => m.Held!.Cells.Select(c => Markup.Of(
                $"<div><dt>{m.Measure.NameJa} {PartNames.Ja(c.Part)}</dt><dd>{PageText.Number(c.Value)} {m.Unit}</dd></div>")))}</dl>
            """)
        : Markup.Of($"<p>この月に提出した数値はありません。</p>");
}
