using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// What is about to be handed in, beside what holds: each answer can be changed, and one button hands in. Where values are far from others,
/// the same button confirms them.
/// </summary>
public static class CheckAnswersPage
{
    /// <summary>The page.</summary>
    /// <param name="r">Who reads it.</param>
    /// <param name="form">What holds.</param>
    /// <param name="posted">What was sent: it goes along.</param>
    /// <param name="key">Names the submission, so that sending it twice hands in once.</param>
    /// <param name="submission">What is handed in.</param>
    /// <param name="result">What would become of it.</param>
    /// <param name="draftOwner">Whose draft the browser drops once it is handed in.</param>
    /// <param name="notice">Something to say of the whole; null when there is nothing.</param>
    public static Markup Of(PageViewer r, SubmitForm form, PostedForm posted, string key, Submission submission,
        SubmissionPreviewResult result, string draftOwner, BilingualText? notice)
    {
        var title = r.Of($"{form.Department.Name} {JapaneseEra.Text(form.Month)}分の内容の確認", $"{form.Department.Name}: check the figures of {form.Month}");
        return PageLayout.Page(r, (result.Far.Count > 0 ? r.Of("確認: ", "Confirm: ") : "") + title, new SentForm("answers", "submit", "check"), Markup.Of($"""
            <h1>{title}</h1>
            <p>{r.Of("まだ提出されていません。内容を確かめて、下のボタンで提出してください。", "Nothing is handed in yet. Check it, then hand it in with the button below.")}</p>
            {(notice is null ? Markup.None : Markup.Of($"""<p class="notice attention" role="alert">{r.Of(notice)}</p>"""))}
            {Far(r, result.Far)}
            {Alike(r, form, submission, result)}
            <form method="post" action="{r.To("/submit")}" id="answers" data-draft-key="draft:{draftOwner}:{SubmitFormPage.DraftOf(form)}">
            {posted.Kept.Where(f => f.Key != "key").Append(new("key", key)).Select(f => Markup.Of($"""<input type="hidden" name="{f.Key}" value="{f.Value}">"""))}
            {(result.Far.Count > 0 ? Markup.Of($"""<input type="hidden" name="confirm" value="{PostedForm.Confirmation(result.Far)}">""") : Markup.None)}
            <dl class="answers">
            <div><dt>{r.Of("所属", "Section")}</dt><dd>{form.Department.Code} {form.Department.Name}</dd></div>
            <div><dt>{r.Of("対象の年月", "Month")}</dt><dd>{r.Month(form.Month)}{r.Of($"({r.Status(form.Status)})", $" ({r.Status(form.Status)})")}</dd></div>
            {submission.Observations.SelectMany(o => o.Initiative is { } i ? [Initiative(r, form, submission, o, i)] : Figures(r, form, submission, o))}
            </dl>
            <p class="actions end"><button name="action" value="submit" class="main" id="hand-in">{(result.Far.Count > 0 ? r.Of("この値で正しいので提出する", "These are right: hand them in") : r.Of("この内容で提出する", "Hand it in"))}</button> <button name="action" value="back" class="second">{r.Of("入力に戻る", "Back to the form")}</button></p>
            </form>
            """));
    }

    private static Markup Far(PageViewer r, IReadOnlyList<OutlierCheck> far) => far.Count == 0 ? Markup.None : Markup.Of($"""
        <div class="summary warning" role="alert" tabindex="-1" id="summary">
        <h2>{r.Of("確かめてください", "Please check")}</h2>
        <p>{r.Of($"これまでの値(前年同月、前回など)と大きく違う数値が{far.Count}件あります。", $"{far.Count} value(s) differ much from earlier ones (a year before, the last one).")}</p>
        <ul>{far.Select(f => Markup.Of($"""<li><a href="#answer-{f.Measure}">{r.Name(MeasureRegistry.Current.Get(f.Measure))}</a>: {r.Of((f with { Holds = false }).Text)}</li>"""))}</ul>
        </div>
        """);

    // Names that are counted as existing ones, and those that may mean the same.
    private static Markup Alike(PageViewer r, SubmitForm form, Submission submission, SubmissionPreviewResult result)
    {
        var named = submission.Observations.Select(o => o.Initiative).OfType<Initiative>()
            .Where(i => i.Status != InitiativeStatus.Withdrawn && Known(form, i) is null).ToList();
        var alike = named.SelectMany(n => form.Initiatives
            .Where(k => k.Status != InitiativeStatus.Withdrawn && InitiativeLikeness.AreAlike(n.Name, k.Name)
                && !submission.Observations.Any(o => o.Initiative is { } w && w.Status == InitiativeStatus.Withdrawn && w.Name == k.Name))
            .Select(k => (New: n.Name, Known: k.Name))).ToList();
        return result.Similar.Count + alike.Count == 0 ? Markup.None : Markup.Of($"""
            <div class="notice attention" role="note"><ul>
            {result.Similar.Select(s => Markup.Of($"<li>{r.Of(s.Text)}</li>"))}
            {alike.Select(a => Markup.Of($"<li>{r.Of($"「{a.New}」に似た名称の取組み「{a.Known}」が登録されています。同じものなら、新しく登録せず、「{a.Known}」の段階や名称を変えてください。", $"“{a.New}” looks like the registered initiative “{a.Known}”. If it is the same, do not register it anew, but change the status or name of “{a.Known}”.")}</li>"))}
            </ul></div>
            """);
    }

    private static IEnumerable<Markup> Figures(PageViewer r, SubmitForm form, Submission submission, Observation o)
    {
        var shown = form.Measures.FirstOrDefault(m => m.Measure.Id == o.Measure);
        var measure = MeasureRegistry.Current.Get(o.Measure);
        var unit = shown is null ? "" : r.Of(shown.Unit);
        return o.State == EntryState.Withdrawn
            ? [Answer(r, Id(0), r.Name(measure), shown?.Held is null ? "" : r.Of("提出済み", "handed in"), r.Of("取消", "taken back"), Place(Withdrawal.Field))]
            : o.Cells.Select((c, i) => Answer(r, Id(i), $"{r.Name(measure)} {r.Part(c.Part)}",
                shown?.Held?.Value(c.Part) is { } held ? $"{PageText.Number(held)} {unit}" : "", $"{PageText.Number(c.Value)} {unit}",
                Place(c.Part)));

        // A warning leads to the measure's first number.
        string Id(int number) => number == 0 ? $"answer-{o.Measure}" : $"answer-{o.Measure}-{number}";

        string Place(string part) => submission.Places.GetValueOrDefault($"{o.Measure}.{part}", $"{o.Measure}.{part}");
    }

    private static Markup Initiative(PageViewer r, SubmitForm form, Submission submission, Observation o, Initiative i)
    {
        var known = Known(form, i);
        var index = known is null ? -1 : form.Initiatives.ToList().IndexOf(known);
        var label = $"{r.Category(i.Category)}: {i.Name}";
        var more = new[] { i.Partners.Count > 0 ? r.Of("連携先 ", "partners ") + string.Join("、", i.Partners) : "", i.CountsTowardTarget ? "" : r.Of("目標に数えない", "not counted toward the target"),
            i.Note.Length > 0 ? r.Of("備考 ", "note ") + i.Note : "" }.Where(m => m.Length > 0).ToList();
        return Answer(r, "", label, known is null ? "" : r.Standing(known.Status) + r.Of($"({r.Month(known.Since)}から)", $" (since {r.Month(known.Since)})"), r.Standing(i.Status)
            + (more.Count > 0 ? r.Of($"({string.Join("、", more)})", $" ({string.Join(", ", more)})") : ""),
            index >= 0 ? PostedForm.RowField(index, "status") : PostedForm.RowField(form.Initiatives.Count, "name"));
    }

    private static CurrentInitiative? Known(SubmitForm form, Initiative i) =>
        form.Initiatives.FirstOrDefault(k => k.Category == i.Category && InitiativeName.AreSame(k.Name, i.Name));

    private static Markup Answer(PageViewer r, string id, string label, string was, string now, string place) => Markup.Of($"""
        <div{(id.Length > 0 ? Markup.Of($""" id="{id}" """) : Markup.None)}><dt>{label}</dt><dd>{(was.Length > 0 ? Markup.Of($"""<span class="old">{was}</span> <span aria-hidden="true">→</span><span class="hidden">{r.Of("から", "becomes")}</span> """) : Markup.None)}<strong>{now}</strong></dd><dd class="change"><button name="action" value="back" class="link" formaction="{r.To("/submit")}#{place}">{r.Of("変更する", "Change")}<span class="hidden"> {label}</span></button></dd></div>
        """);
}
