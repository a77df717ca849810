using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.TaskLists;

/// <summary>
/// The first page for whoever hands in: what is overdue, what waits, what is due, what is in; each one click from its form.
/// </summary>
public static class TaskListPage
{
    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="list">What to do.</param>
    /// <param name="draftOwner">Whose drafts the browser may point out, as a word for its storage.</param>
    /// <param name="sections">The sections that may be chosen; none for whoever has one.</param>
    public static Markup Of(PageViewer viewer, TaskList list, string draftOwner, IReadOnlyList<Section> sections)
    {
        var title = viewer.Of(TaskListMessages.Title);
        return PageLayout.Page(viewer, $"{title} {list.Section.Name}", Markup.Of($"""
            <h1>{title} <small>{list.Section.Code} {list.Section.Name}</small></h1>
            {(sections.Count > 0 ? Chooser(viewer, sections, list.Section.Code) : Markup.None)}
            {Lead(viewer, list)}
            <div data-drafts="{draftOwner}">
            {Group(viewer, list, TaskState.Overdue, TaskListMessages.Overdue)}
            {Reviews(viewer, list.Reviews)}
            {Group(viewer, list, TaskState.Due, TaskListMessages.Due)}
            {Group(viewer, list, TaskState.Closed, TaskListMessages.Closed)}
            {Group(viewer, list, TaskState.Done, TaskListMessages.Done)}
            </div>
            {Others(viewer, list)}
            """));
    }

    /// <summary>Asks an administrator for which section.</summary>
    public static Markup Choose(PageViewer viewer, IReadOnlyList<Section> sections, bool isUnknown)
    {
        var title = viewer.Of(TaskListMessages.Title);
        return PageLayout.Page(viewer, title, Markup.Of($"""
            <h1>{title}</h1>
            {(isUnknown ? Markup.Of($"""<p class="notice attention" role="alert">{viewer.Of(TaskListMessages.UnknownSection)}</p>""") : Markup.None)}
            {Chooser(viewer, sections, "")}
            <p><a href="{viewer.To("/admin/completeness")}">{viewer.Of("全所属の提出の状況", "Who has handed in what, of all sections")}</a></p>
            """));
    }

    private static Markup Chooser(PageViewer viewer, IReadOnlyList<Section> sections, string chosen) => Markup.Of($"""
        <form method="get" action="/submit" class="choose noprint">
        <p class="field"><label for="department">{viewer.Of("所属", "Section")}</label>
        <select id="department" name="department">{sections.Select(s => Markup.Of($"""<option value="{s.Code}"{SubmitFormPage.Chosen(s.Code == chosen)}>{s.Code} {s.Name}</option>"""))}</select></p>
        {(viewer.IsAsked ? Markup.Of($"""<input type="hidden" name="lang" value="{viewer.Of("ja", "en")}">""") : Markup.None)}
        <p><button class="second">{viewer.Of("表示する", "Show")}</button></p>
        </form>
        """);

    private static Markup Lead(PageViewer viewer, TaskList list) => list.Overdue > 0
        ? Markup.Of($"""<p class="notice attention">{viewer.Of(TaskListMessages.CountOverdue(list.Overdue))}</p>""")
        : list.Reviews.Count > 0 ? Markup.None
        : Markup.Of($"""<p class="notice done">{viewer.Of(list.Tasks.Count == 0 ? TaskListMessages.OwesNothing : TaskListMessages.NothingToDo)}</p>""");

    private static Markup Group(PageViewer viewer, TaskList list, TaskState state, BilingualText title) =>
        list.In(state) is not { Count: > 0 } tasks ? Markup.None : Markup.Of($"""
        <section aria-labelledby="tasks-{state.ToString().ToLowerInvariant()}">
        <h2 id="tasks-{state.ToString().ToLowerInvariant()}">{viewer.Of(title)}</h2>
        {(state == TaskState.Closed ? Markup.Of($"<p>{viewer.Of(TaskListMessages.AskToOpen)}</p>") : Markup.None)}
        <ul class="tasks">{tasks.Select(t => Row(viewer, list, t))}</ul>
        </section>
        """);

    private static Markup Row(PageViewer viewer, TaskList list, TaskMonth task) => Markup.Of($"""
        <li data-draft="{list.Section.Code}|{task.Month.ToString()}|actual"><div><a href="{viewer.To($"/submit?department={list.Section.Code}&month={task.Month}")}">{viewer.Of($"{viewer.Month(task.Month.ToString())}分", task.Month.ToString())}</a>
        {task.Items.Select(i => Markup.Of($"""<p>{viewer.Of(i.Measure.NameJa, i.Measure.NameEn)}<small>{Hint(viewer, i)}</small></p>"""))}</div>
        {Tag(viewer, task)}</li>
        """);

    private static string Hint(PageViewer viewer, TaskItem item)
    {
        var due = item.Owed.DueOn;
        var dueOn = viewer.Of(TaskListMessages.DueOn(viewer.Day(due.Day), viewer.Day(due.Day), due.IsProvisional));
        return item.ReceivedAt is not { } at ? dueOn
            : $"{viewer.Of(TaskListMessages.HandedInAt(viewer.Time(at), viewer.Time(at)))}{viewer.Of("、", ", ")}{dueOn}";
    }

    private static Markup Tag(PageViewer viewer, TaskMonth task) => task.State switch
    {
        TaskState.Overdue => Tag("late", viewer.Of("未提出", "overdue")),
        TaskState.Due => Tag("due", viewer.Of("これから", "to do")),
        TaskState.Closed => Tag("", viewer.Of("締切り", "closed")),
        TaskState.Waiting => Tag("due", viewer.Of("確認待ち", "to confirm")),
        _ => task.Items.Any(i => i.IsLate) ? Tag("due", viewer.Of("期限後に提出", "handed in late"))
            : Tag("done", viewer.Of("期限内に提出", "handed in in time")),
    };

    private static Markup Tag(string kind, string text) => Markup.Of($"""<strong class="tag {kind}">{text}</strong>""");

    private static Markup Reviews(PageViewer viewer, IReadOnlyList<Review> reviews) => reviews.Count == 0 ? Markup.None : Markup.Of($"""
        <section aria-labelledby="tasks-waiting">
        <h2 id="tasks-waiting">{viewer.Of(TaskListMessages.Waiting)}</h2>
        <p>{viewer.Of(TaskListMessages.CountReviews(reviews.Count))}</p>
        <ul class="tasks">{reviews.Select(r => Markup.Of($"""
            <li><div><a href="{viewer.To($"/confirm#{r.Id}")}">{viewer.Of($"{viewer.Month(r.Month)}分", r.Month)} {viewer.Name(MeasureRegistry.Current.Get(r.Measure))}</a>
            <p><small>{viewer.Of(TaskListMessages.HandedInAt(viewer.Time(r.ReceivedAt), viewer.Time(r.ReceivedAt)))}</small></p></div>
            {Tag("due", viewer.Of("確認待ち", "to confirm"))}</li>
            """))}</ul>
        </section>
        """);

    private static Markup Others(PageViewer viewer, TaskList list) => Markup.Of($"""
        <section aria-labelledby="others" class="noprint"><h2 id="others">{viewer.Of("そのほか", "More")}</h2>
        <ul>
        <li><a href="{viewer.To($"/submit?department={list.Section.Code}&month={list.Usual}")}">{viewer.Of("取組みの登録・変更、ほかの年月や予定の数値", "Initiatives, and figures of other months or planned ones")}</a></li>
        <li><a href="{viewer.To($"/submit/history?department={list.Section.Code}")}">{viewer.Of("これまでの提出", "What was handed in before")}</a></li>
        <li><a href="{viewer.To(HelpPage.Path)}">{viewer.Of("数字の出し方", "How to hand in figures")}</a></li>
        <li><a href="{viewer.To("/upload")}">{viewer.Of("CSV・Excelファイルで提出する", "Hand in a CSV file or workbook")}</a></li>
        </ul></section>
        """);
}
