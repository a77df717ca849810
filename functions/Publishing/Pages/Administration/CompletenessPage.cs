using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>Who has handed in what: a row for each section and measure, a column for each month of a fiscal year.</summary>
public static class CompletenessPage
{
    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="year">The fiscal year.</param>
    /// <param name="owed">What is owed in it.</param>
    /// <param name="reminders">How many reminders each section was sent, by its code.</param>
    /// <param name="all">True to show also whoever lacks nothing.</param>
    public static Markup Of(PageViewer viewer, FiscalYear year, IReadOnlyList<DueFigure> owed, IReadOnlyDictionary<string, int> reminders,
        bool all)
    {
        var months = Enumerable.Range(0, 12).Select(n => year.First.AddMonths(n).ToString()).ToList();
        var rows = owed.GroupBy(o => (o.Department, o.Measure)).Select(g => (g.Key, Name: g.Last().DepartmentName,
                States: g.ToDictionary(o => o.Month, StringComparer.Ordinal), Missing: g.Count(o => o.State == "missing")))
            .OrderByDescending(r => r.Missing).ThenBy(r => r.Key.Department, StringComparer.Ordinal)
            .ThenBy(r => r.Key.Measure, StringComparer.Ordinal).ToList();
        var shown = all ? rows : [.. rows.Where(r => r.Missing > 0)];
        var missing = rows.Sum(r => r.Missing);
        var name = viewer.Of($"{JapaneseEra.Text(year)}の提出の状況", $"Who has handed in, FY{year}");
        return AdminPage.Page(viewer, name, null, Markup.Of($"""
            <p>{Link(viewer, year.Value - 1, all, viewer.Of("前の年度", "Year before"))} {Link(viewer, year.Value + 1, all, viewer.Of("次の年度", "Next year"))} {Link(viewer, year.Value, !all, all ? viewer.Of("未提出のあるものだけ", "Only what is missing") : viewer.Of("すべて", "All"))}</p>
            <p>{(missing == 0 ? viewer.Of("未提出はありません。", "Nothing is missing.") : viewer.Of($"未提出が{missing}件あります。", $"{missing} figures are missing."))} {viewer.Of("○ 期限内、△ 遅れ、× 未提出、– 期限前、空白は提出するものなし", "○ on time, △ late, × missing, – not due, blank: nothing is owed")}</p>
            {(shown.Count == 0 ? Markup.None : viewer.Table("completeness", name, Markup.Of($"""
            <thead><tr><th scope="col">{viewer.Of("所属", "Department")}</th><th scope="col">{viewer.Of("項目", "Measure")}</th>{months.Select(m => Markup.Of($"""<th scope="col"><abbr title="{viewer.Month(m)}">{Short(viewer, m)}</abbr></th>"""))}<th scope="col" class="number">{viewer.Of("督促", "Reminders")}</th></tr></thead>
            <tbody>{shown.Select(r => Markup.Of($"""<tr><th scope="row">{r.Key.Department} {r.Name}</th><td>{Measure(viewer, r.Key.Measure)}</td>{months.Select(m => Cell(viewer, r.States.GetValueOrDefault(m)))}<td class="number">{reminders.GetValueOrDefault(r.Key.Department).ToString(CultureInfo.InvariantCulture)}</td></tr>"""))}</tbody>
            """), "completeness"))}
            """));
    }

    private static Markup Cell(PageViewer viewer, DueFigure? figure) => figure is null ? Markup.Of($"<td></td>") : Markup.Of($"""
        <td title="{viewer.Of("期限 ", "due ")}{viewer.Day(DateOnly.ParseExact(figure.DueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture))}">{Sign(figure.State)}<span class="hidden"> {viewer.Of(State(figure.State), figure.State)}</span></td>
        """);

    private static string Sign(string state) => state switch
    {
        "ontime" => "○",
        "late" => "△",
        "missing" => "×",
        _ => "–",
    };

    private static string State(string state) => state switch
    {
        "ontime" => "期限内",
        "late" => "遅れ",
        "missing" => "未提出",
        _ => "期限前",
    };

    private static string Measure(PageViewer viewer, string id) =>
        MeasureRegistry.Current.Find(id) is { } measure ? viewer.Of(measure.NameJa, measure.NameEn) : id;

    private static string Short(PageViewer viewer, string month) =>
        viewer.Of(month[5..].TrimStart('0') + "月", month[5..]);

    private static Markup Link(PageViewer viewer, int year, bool all, string label) => Markup.Of(
        $"""<a href="{viewer.To(string.Create(CultureInfo.InvariantCulture, $"{AdminPage.Path}/completeness?fiscalYear={year}{(all ? "&show=all" : "")}"))}">{label}</a>""");
}
