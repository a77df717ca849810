using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The department's initiatives as a table in which statuses can be changed, and rows for new ones.</summary>
internal static class InitiativeFields
{
    public static Markup Of(SubmitForm form, SubmitFormState state) => Markup.Of($"""
        {(form.Initiatives.Count == 0 ? Markup.Of($"<p>登録済みの取組みはありません。</p>") : Table(form, state))}
        {form.Initiatives.Select((initiative, i) => IsOpen(i, state) ? Opened(initiative, i, state) : Markup.None)}
        {Enumerable.Range(form.Initiatives.Count, state.NewRows).Select(i => NewRow(i, i - form.Initiatives.Count + 1, state))}
        """);

    // Explicit roles, because on a narrow screen the style displays rows as blocks, which removes their table semantics.
    private static Markup Table(SubmitForm form, SubmitFormState state) => Markup.Of($"""
        <p id="initiatives-help">変わったものだけ、新しい段階を選んでください。やめた取組みは「取下げ」を選びます。名称や連携先なども変えるときは「ほかの項目も変更」を押します。</p>
        <table class="initiatives" role="table" aria-describedby="initiatives-help"><caption>登録済みの取組み</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">区分</th><th scope="col" role="columnheader">名称</th><th scope="col" role="columnheader">いまの段階</th><th scope="col" role="columnheader">新しい段階</th></tr></thead>
        <tbody role="rowgroup">{form.Initiatives.Select((initiative, i) => Known(initiative, i, state))}</tbody>
        </table>
        """);

    private static Markup Known(CurrentInitiative initiative, int index, SubmitFormState state)
    {
        var category = MeasureRegistry.Current.CategoryJa(initiative.Category);
        return Markup.Of($"""
            <tr role="row"><td role="cell">{category}</td><th scope="row" role="rowheader">{initiative.Name}</th>
            <td role="cell"><span class="narrow">いまの段階: </span>{PageText.Of(initiative.Status)}<small>({JapaneseEra.Text(initiative.Since)}から)</small></td>
            <td role="cell">{(IsOpen(index, state) ? Markup.Of($"""<a href="#{PostedForm.RowField(index, "name")}">下で変更中<span class="hidden"> {initiative.Name}</span></a>""") : Status(initiative, index, state))}</td></tr>
            """);
    }

    private static Markup Status(CurrentInitiative initiative, int index, SubmitFormState state)
    {
        var status = PostedForm.RowField(index, "status");
        return Markup.Of($"""
            <input type="hidden" name="{PostedForm.RowField(index, PostedRow.Known)}" value="1"><input type="hidden" name="{PostedForm.RowField(index, "category")}" value="{initiative.Category}"><input type="hidden" name="{PostedForm.RowField(index, "name")}" value="{initiative.Name}">
            <select id="{status}" name="{status}" aria-label="{initiative.Name}の新しい段階" aria-describedby="{status}-error"{FigureFields.Invalid(status, state)}>{Statuses("変更しない", state.Entry(status))}</select>{FigureFields.Said(status, state)}
            <button name="action" value="edit:{index}" class="link" formaction="/submit#{PostedForm.RowField(index, "name")}">ほかの項目も変更<span class="hidden"> {initiative.Name}</span></button>
            """);
    }

    private static bool IsOpen(int index, SubmitFormState state) => state.Entry(PostedForm.RowField(index, PostedRow.Edited)).Length > 0;

    private static Markup Opened(CurrentInitiative initiative, int index, SubmitFormState state) => Markup.Of($"""
        <fieldset class="initiative"><legend>「{initiative.Name}」の変更</legend>
        <input type="hidden" name="{PostedForm.RowField(index, PostedRow.Known)}" value="1"><input type="hidden" name="{PostedForm.RowField(index, PostedRow.Edited)}" value="1"><input type="hidden" name="{PostedForm.RowField(index, PostedRow.WasCategory)}" value="{initiative.Category}"><input type="hidden" name="{PostedForm.RowField(index, PostedRow.WasName)}" value="{initiative.Name}">
        {AllFields(index, state)}
        </fieldset>
        """);

    private static Markup NewRow(int index, int number, SubmitFormState state) => Markup.Of($"""
        <fieldset class="initiative" data-row="{index}" data-number="{number}"><legend>新しい取組み{number}</legend>
        {AllFields(index, state)}
        </fieldset>
        """);

    private static Markup AllFields(int index, SubmitFormState state) => Markup.Of($"""
        {Field(index, "category", state, (name, value, more) => Markup.Of($"""<select id="{name}" name="{name}"{more}><option value="">選んでください</option>{MeasureRegistry.Current.Registers.Select(m => Choice(m.Category, m.NameJa, value))}</select>"""))}
        {Field(index, "name", state, (name, value, more) => Markup.Of($"""<input id="{name}" name="{name}" value="{value}" autocomplete="off"{more}>"""))}
        {Field(index, "status", state, (name, value, more) => Markup.Of($"""<select id="{name}" name="{name}"{more}>{Statuses("選んでください", value)}</select>"""))}
        {Field(index, "partners", state, (name, value, more) => Markup.Of($"""<input id="{name}" name="{name}" value="{value}" autocomplete="off"{more}>"""), "複数あるときは「、」で区切ります")}
        {Field(index, "countsTowardTarget", state, (name, value, more) => Markup.Of($"""<select id="{name}" name="{name}"{more}>{Choice("true", "はい", value)}{Choice("false", "いいえ", value)}</select>"""))}
        {Field(index, "note", state, (name, value, more) => Markup.Of($"""<textarea id="{name}" name="{name}" rows="2"{more}>{"\n" + value}</textarea>"""))}
        """);

    private static Markup Field(int index, string field, SubmitFormState state, Func<string, string, Markup, Markup> control,
        string hint = "")
    {
        var name = PostedForm.RowField(index, field);
        var more = Markup.Of($""" aria-describedby="{(hint.Length > 0 ? $"{name}-hint " : "")}{name}-error"{FigureFields.Invalid(name, state)}""");
        return Markup.Of($"""
            <p class="field {field}"><label for="{name}">{FieldLabels.OfInitiative(field)}</label>
            {(hint.Length > 0 ? Markup.Of($"""<small id="{name}-hint">{hint}</small>""") : Markup.None)}
            {control(name, state.Entry(name), more)}{FigureFields.Said(name, state)}</p>
            """);
    }

    private static Markup Statuses(string none, string chosen) =>
        Markup.Of($"""<option value="">{none}</option>{MeasureRegistry.Current.Statuses.Select(s => Choice(s.Id, s.NameJa, chosen))}""");

    private static Markup Choice(string value, string text, string chosen) =>
        Markup.Of($"""<option value="{value}"{SubmitFormPage.Chosen(value == chosen)}>{text}</option>""");
}
