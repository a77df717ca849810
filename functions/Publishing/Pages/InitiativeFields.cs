using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The department's initiatives as a table in which statuses can be changed, and rows for new ones.</summary>
internal static class InitiativeFields
{
    public static Markup Of(PageViewer r, SubmitForm form, SubmitFormState state) => Markup.Of($"""
        {(form.Initiatives.Count == 0 ? Markup.Of($"<p>{r.Of("登録済みの取組みはありません。", "No initiatives are registered.")}</p>") : Table(r, form, state))}
        {form.Initiatives.Select((initiative, i) => IsOpen(i, state) ? Opened(r, initiative, i, state) : Markup.None)}
        {Enumerable.Range(form.Initiatives.Count, state.NewRows).Select(i => NewRow(r, i, i - form.Initiatives.Count + 1, state))}
        """);

    private static Markup Table(PageViewer r, SubmitForm form, SubmitFormState state) => Markup.Of($"""
        <p id="initiatives-help">{r.Of("変わったものだけ、新しい段階を選んでください。やめた取組みは「取下げ」を選びます。名称や連携先なども変えるときは「ほかの項目も変更」を押します。", "Choose a new status only for what has changed; for what was given up, choose “withdrawn”. To change the name, partners or anything else, press “Change other fields”.")}</p>
        <table class="initiatives" aria-describedby="initiatives-help"><caption>{r.Of("登録済みの取組み", "Registered initiatives")}</caption>
        <thead><tr><th scope="col">{r.Of("区分", "Category")}</th><th scope="col">{r.Of("名称", "Name")}</th><th scope="col">{r.Of("いまの段階", "Status now")}</th><th scope="col">{r.Of("新しい段階", "New status")}</th></tr></thead>
        <tbody>{form.Initiatives.Select((initiative, i) => Known(r, initiative, i, state))}</tbody>
        </table>
        """);

    private static Markup Known(PageViewer r, CurrentInitiative initiative, int index, SubmitFormState state)
    {
        var category = r.Category(initiative.Category);
        return Markup.Of($"""
            <tr><td>{category}</td><th scope="row">{initiative.Name}</th>
            <td><span class="narrow">{r.Of("いまの段階: ", "Status now: ")}</span>{r.Standing(initiative.Status)}<small>{r.Of($"({JapaneseEra.Text(initiative.Since)}から)", $"(since {initiative.Since})")}</small></td>
            <td>{(IsOpen(index, state) ? Markup.Of($"""<a href="#{PostedForm.RowField(index, "name")}">{r.Of("下で変更中", "being changed below")}<span class="hidden"> {initiative.Name}</span></a>""") : Status(r, initiative, index, state))}</td></tr>
            """);
    }

    private static Markup Status(PageViewer r, CurrentInitiative initiative, int index, SubmitFormState state)
    {
        var status = PostedForm.RowField(index, "status");
        return Markup.Of($"""
            <input type="hidden" name="{PostedForm.RowField(index, PostedRow.Known)}" value="1"><input type="hidden" name="{PostedForm.RowField(index, "category")}" value="{initiative.Category}"><input type="hidden" name="{PostedForm.RowField(index, "name")}" value="{initiative.Name}">
            <select id="{status}" name="{status}" aria-label="{r.Of($"{initiative.Name}の新しい段階", $"New status of {initiative.Name}")}" aria-describedby="{status}-error"{FigureFields.Invalid(status, state)}>{Statuses(r, r.Of("変更しない", "no change"), state.Entry(status))}</select>{FigureFields.Said(r, status, state)}
            <button name="action" value="edit:{index}" class="link" formaction="{r.To("/submit")}#{PostedForm.RowField(index, "name")}">{r.Of("ほかの項目も変更", "Change other fields")}<span class="hidden"> {initiative.Name}</span></button>
            """);
    }

    private static bool IsOpen(int index, SubmitFormState state) => state.Entry(PostedForm.RowField(index, PostedRow.Edited)).Length > 0;

    private static Markup Opened(PageViewer r, CurrentInitiative initiative, int index, SubmitFormState state) => Markup.Of($"""
        <fieldset class="initiative"><legend>{r.Of($"「{initiative.Name}」の変更", $"Change of “{initiative.Name}”")}</legend>
        <input type="hidden" name="{PostedForm.RowField(index, PostedRow.Known)}" value="1"><input type="hidden" name="{PostedForm.RowField(index, PostedRow.Edited)}" value="1"><input type="hidden" name="{PostedForm.RowField(index, PostedRow.WasCategory)}" value="{initiative.Category}"><input type="hidden" name="{PostedForm.RowField(index, PostedRow.WasName)}" value="{initiative.Name}">
        {AllFields(r, index, state)}
        </fieldset>
        """);

    private static Markup NewRow(PageViewer r, int index, int number, SubmitFormState state) => Markup.Of($"""
        <fieldset class="initiative" data-row="{index}" data-number="{number}"><legend>{r.Of($"新しい取組み{number}", $"New initiative {number}")}</legend>
        {AllFields(r, index, state)}
        </fieldset>
        """);

    private static Markup AllFields(PageViewer r, int index, SubmitFormState state) => Markup.Of($"""
        {Field(r, index, "category", state, (name, value, more) => Markup.Of($"""<select id="{name}" name="{name}"{more}><option value="">{r.Of("選んでください", "Choose")}</option>{MeasureRegistry.Current.Registers.Select(m => Choice(m.Category, r.Name(m), value))}</select>"""))}
        {Field(r, index, "name", state, (name, value, more) => Markup.Of($"""<input id="{name}" name="{name}" value="{value}" autocomplete="off"{more}>"""))}
        {Field(r, index, "status", state, (name, value, more) => Markup.Of($"""<select id="{name}" name="{name}"{more}>{Statuses(r, r.Of("選んでください", "Choose"), value)}</select>"""))}
        {Field(r, index, "partners", state, (name, value, more) => Markup.Of($"""<input id="{name}" name="{name}" value="{value}" autocomplete="off"{more}>"""), r.Of("複数あるときは「、」で区切ります", "Separate several with 、"))}
        {Field(r, index, "countsTowardTarget", state, (name, value, more) => Markup.Of($"""<select id="{name}" name="{name}"{more}>{Choice("true", r.Of("はい", "yes"), value)}{Choice("false", r.Of("いいえ", "no"), value)}</select>"""))}
        {Field(r, index, "note", state, (name, value, more) => Markup.Of($"""<textarea id="{name}" name="{name}" rows="2"{more}>{"\n" + value}</textarea>"""))}
        """);

    private static Markup Field(PageViewer r, int index, string field, SubmitFormState state, Func<string, string, Markup, Markup> control,
        string hint = "")
    {
        var name = PostedForm.RowField(index, field);
        var more = Markup.Of($""" aria-describedby="{(hint.Length > 0 ? $"{name}-hint " : "")}{name}-error"{FigureFields.Invalid(name, state)}""");
        return Markup.Of($"""
            <p class="field {field}"><label for="{name}">{FieldLabels.OfInitiative(r, field)}</label>
            {(hint.Length > 0 ? Markup.Of($"""<small id="{name}-hint">{hint}</small>""") : Markup.None)}
            {control(name, state.Entry(name), more)}{FigureFields.Said(r, name, state)}</p>
            """);
    }

    private static Markup Statuses(PageViewer r, string none, string chosen) =>
        Markup.Of($"""<option value="">{none}</option>{MeasureRegistry.Current.Statuses.Select(s => Choice(s.Id, r.Standing(s.Id), chosen))}""");

    private static Markup Choice(string value, string text, string chosen) =>
        Markup.Of($"""<option value="{value}"{SubmitFormPage.Chosen(value == chosen)}>{text}</option>""");
}
