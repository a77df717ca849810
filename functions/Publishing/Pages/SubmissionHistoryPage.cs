using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Submissions;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>A section's earlier submissions: who, when and how, old and new of each figure, and what became of it.</summary>
public static class SubmissionHistoryPage
{
    /// <summary>The page's own path.</summary>
    public const string Path = "/submit/history";

    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="callerId">The reader's own id.</param>
    /// <param name="section">Whose submissions.</param>
    /// <param name="list">The submissions.</param>
    /// <param name="years">The fiscal years to choose from, newest first.</param>
    /// <param name="chosen">The one that was chosen; null for the newest two.</param>
    public static Markup Of(PageViewer viewer, string callerId, Section section, SubmissionList list, IReadOnlyList<FiscalYear> years,
        FiscalYear? chosen)
    {
        var title = viewer.Of("これまでの提出", "What was handed in");
        return PageLayout.Page(viewer, $"{title} {section.Name}", Markup.Of($"""
            <p class="noprint"><a href="{viewer.To($"/submit?department={section.Code}")}">{viewer.Of("提出するものの一覧へ", "To what there is to hand in")}</a></p>
            <h1>{title} <small>{section.Code} {section.Name}</small></h1>
            <form method="get" action="{Path}" class="choose noprint">
            <input type="hidden" name="department" value="{section.Code}">
            {(viewer.IsAsked ? Markup.Of($"""<input type="hidden" name="lang" value="{viewer.Of("ja", "en")}">""") : Markup.None)}
            <p class="field"><label for="fiscalYear">{viewer.Of("対象の年度", "Fiscal year")}</label>
            <select id="fiscalYear" name="fiscalYear"><option value="">{viewer.Of("今年度と前年度", "this year and the last")}</option>{years.Select(y => Markup.Of($"""<option value="{y.Value}"{SubmitFormPage.Chosen(y == chosen)}>{viewer.Of(JapaneseEra.Text(y), $"FY{y}")}</option>"""))}</select></p>
            <p><button class="second">{viewer.Of("表示する", "Show")}</button></p>
            </form>
            {(list.Shown.Count == 0 ? Markup.Of($"<p>{viewer.Of("この年度の提出はありません。", "Nothing was handed in of these years.")}</p>") : Markup.None)}
            {list.Shown.Select(s => Part(viewer, callerId, s))}
            {(list.NotShown > 0 ? Markup.Of($"<p>{viewer.Of($"ほかに{list.NotShown}件あります。年度を選ぶと見られます。", $"{list.NotShown} more: choose a fiscal year.")}</p>") : Markup.None)}
            """));
    }

    private static Markup Part(PageViewer viewer, string callerId, PastSubmission s)
    {
        var months = s.Changes.Select(c => c.Entry.Month).Distinct().Order().ToList();
        var month = viewer.Span(months[0].ToString(), months[^1].ToString());
        return Markup.Of($"""
            <div class="past">
            <h2 id="s-{s.Id}"><a href="{viewer.To($"/submit/receipts/{s.Id}")}">{viewer.Of($"{month}分", month)}</a> <small>{viewer.Time(s.ReceivedAt)}</small></h2>
            <p class="quiet">{By(viewer, callerId, s.By)}{viewer.Of("、", ", ")}{Way(viewer, s.Channel)}</p>
            <div class="wide" tabindex="0" role="region" aria-labelledby="s-{s.Id}"><table>{ChangeList.Head(viewer)}<tbody>{ChangeList.Rows(viewer, s.Changes)}</tbody></table></div>
            </div>
            """);
    }

    private static string By(PageViewer viewer, string callerId, string by) => by switch
    {
        "" => viewer.Of("提出した人は分かりません", "by somebody who is not known"),
        _ when by == callerId => viewer.Of("自分", "by you"),
        _ when by.StartsWith("entra:", StringComparison.Ordinal) => viewer.Of("市のアカウントの人", "by somebody with the city's account"),
        _ => viewer.Of($"認証情報 {by}", $"by the credential {by}"),
    };

    private static string Way(PageViewer viewer, SubmissionChannel channel) => channel switch
    {
        SubmissionChannel.Page => viewer.Of("画面から", "on the page"),
        SubmissionChannel.Forms => viewer.Of("Microsoft Forms から", "by Microsoft Forms"),
        SubmissionChannel.File => viewer.Of("ファイルで", "by file"),
        _ => viewer.Of("API で", "by the API"),
    };
}
