using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// What is about to be handed in, beside what holds: each answer can be changed, and one button hands in. Where values are far from others,
/// the same button confirms them.
/// </summary>
public static class CheckAnswersPage
{
    /// <summary>The page.</summary>
    /// <param name="form">What holds.</param>
    /// <param name="posted">What was sent: it goes along.</param>
    /// <param name="key">Names the submission, so that sending it twice hands in once.</param>
    /// <param name="submission">What is handed in.</param>
    /// <param name="result">What would become of it.</param>
    /// <param name="draftOwner">Whose draft the browser drops once it is handed in.</param>
    /// <param name="notice">Something to say of the whole; null when there is nothing.</param>
    public static Markup Of(SubmitForm form, PostedForm posted, string key, Submission submission, SubmissionPreviewResult result,
        string draftOwner, string? notice)
    {
        var title = $"{form.Department.Name} {JapaneseEra.Text(form.Month)}分の内容の確認";
        return PageLayout.Page((result.Far.Count > 0 ? "確認: " : "") + title, Markup.Of($"""
            <h1>{title}</h1>
            <p>まだ提出されていません。内容を確かめて、下のボタンで提出してください。</p>
            {(notice is null ? Markup.None : Markup.Of($"""<p class="notice attention" role="alert">{notice}</p>"""))}
            {Far(result.Far)}
            {Alike(form, submission, result)}
            <form method="post" action="/submit" id="answers" data-draft-key="draft:{draftOwner}:{SubmitFormPage.DraftOf(form)}">
            {posted.Kept.Where(f => f.Key != "key").Append(new("key", key)).Select(f => Markup.Of($"""<input type="hidden" name="{f.Key}" value="{f.Value}">"""))}
            {(result.Far.Count > 0 ? Markup.Of($"""<input type="hidden" name="confirm" value="{PostedForm.Confirmation(result.Far)}">""") : Markup.None)}
            <dl class="answers">
            <div><dt>所属</dt><dd>{form.Department.Code} {form.Department.Name}</dd></div>
            <div><dt>対象の年月</dt><dd>{JapaneseEra.Text(form.Month)}({PageText.Of(form.Status)})</dd></div>
            {submission.Observations.SelectMany(o => o.Initiative is { } i ? [Initiative(form, submission, o, i)] : Figures(form, submission, o))}
            </dl>
            <p class="actions end"><button name="action" value="submit" class="main" id="hand-in">{(result.Far.Count > 0 ? "この値で正しいので提出する" : "この内容で提出する")}</button> <button name="action" value="back" class="second">入力に戻る</button></p>
            </form>
            """), isSignedIn: true);
    }

    private static Markup Far(IReadOnlyList<OutlierCheck> far) => far.Count == 0 ? Markup.None : Markup.Of($"""
        <div class="summary warning" role="alert" tabindex="-1" id="summary">
        <h2>確かめてください</h2>
        <p>これまでの値(前年同月、前回など)と大きく違う数値が{far.Count}件あります。</p>
        <ul>{far.Select(f => Markup.Of($"""<li><a href="#answer-{f.Measure}">{MeasureRegistry.Current.Get(f.Measure).NameJa}</a>: {(f with { Holds = false }).Text.Ja}</li>"""))}</ul>
        </div>
        """);

    // Names that are counted as existing ones, and those that may mean the same.
    private static Markup Alike(SubmitForm form, Submission submission, SubmissionPreviewResult result)
    {
        var named = submission.Observations.Select(o => o.Initiative).OfType<Initiative>()
            .Where(i => i.Status != InitiativeStatus.Withdrawn && Known(form, i) is null).ToList();
        var alike = named.SelectMany(n => form.Initiatives
            .Where(k => k.Status != InitiativeStatus.Withdrawn && InitiativeLikeness.AreAlike(n.Name, k.Name)
                && !submission.Observations.Any(o => o.Initiative is { } w && w.Status == InitiativeStatus.Withdrawn && w.Name == k.Name))
            .Select(k => (New: n.Name, Known: k.Name))).ToList();
        return result.Similar.Count + alike.Count == 0 ? Markup.None : Markup.Of($"""
            <div class="notice attention" role="note"><ul>
            {result.Similar.Select(s => Markup.Of($"<li>{s.Text.Ja}</li>"))}
            {alike.Select(a => Markup.Of($"<li>「{a.New}」に似た名称の取組み「{a.Known}」が登録されています。同じものなら、新しく登録せず、「{a.Known}」の段階や名称を変えてください。</li>"))}
            </ul></div>
            """);
    }

    private static IEnumerable<Markup> Figures(SubmitForm form, Submission submission, Observation o)
    {
        var shown = form.Measures.FirstOrDefault(m => m.Measure.Id == o.Measure);
        var measure = MeasureRegistry.Current.Get(o.Measure);
        var unit = shown?.Unit ?? "";
        return o.State == EntryState.Withdrawn
            ? [Answer(Id(0), measure.NameJa, shown?.Held is null ? "" : "提出済み", "取消", Place(Withdrawal.Field))]
            : o.Cells.Select((c, i) => Answer(Id(i), $"{measure.NameJa} {PartNames.Ja(c.Part)}",
                shown?.Held?.Value(c.Part) is { } held ? $"{PageText.Number(held)} {unit}" : "", $"{PageText.Number(c.Value)} {unit}",
                Place(c.Part)));

        // A warning leads to the measure's first number.
        string Id(int number) => number == 0 ? $"answer-{o.Measure}" : $"answer-{o.Measure}-{number}";

        string Place(string part) => submission.Places.GetValueOrDefault($"{o.Measure}.{part}", $"{o.Measure}.{part}");
    }

    private static Markup Initiative(SubmitForm form, Submission submission, Observation o, Initiative i)
    {
        var known = Known(form, i);
        var index = known is null ? -1 : form.Initiatives.ToList().IndexOf(known);
        var label = $"{MeasureRegistry.Current.CategoryJa(i.Category)}: {i.Name}";
        var more = new[] { i.Partners.Count > 0 ? "連携先 " + string.Join("、", i.Partners) : "", i.CountsTowardTarget ? "" : "目標に数えない",
            i.Note.Length > 0 ? "備考 " + i.Note : "" }.Where(m => m.Length > 0).ToList();
        return Answer("", label, known is null ? "" : PageText.Of(known.Status), PageText.Of(i.Status)
            + (more.Count > 0 ? $"({string.Join("、", more)})" : ""),
            index >= 0 ? PostedForm.RowField(index, "status") : PostedForm.RowField(form.Initiatives.Count, "name"));
    }

    private static CurrentInitiative? Known(SubmitForm form, Initiative i) =>
        form.Initiatives.FirstOrDefault(k => k.Category == i.Category && InitiativeName.AreSame(k.Name, i.Name));

    private static Markup Answer(string id, string label, string was, string now, string place) => Markup.Of($"""
        <div{(id.Length > 0 ? Markup.Of($""" id="{id}" """) : Markup.None)}><dt>{label}</dt><dd>{(was.Length > 0 ? Markup.Of($"""<span class="old">{was}</span> <span aria-hidden="true">→</span><span class="hidden">から</span> """) : Markup.None)}<strong>{now}</strong></dd><dd class="change"><button name="action" value="back" class="link" formaction="/submit#{place}">変更する<span class="hidden"> {label}</span></button></dd></div>
        """);
}
