using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// A number that is far from the one of the same month a year before: an error or a real change. It needs a confirmation and is never
/// refused.
/// </summary>
/// <param name="Pointer">Its place in the submission.</param>
/// <param name="Measure">What it speaks of.</param>
/// <param name="Part">Which number of the measure.</param>
/// <param name="Value">What was sent.</param>
/// <param name="Before">What held a year before.</param>
/// <param name="MonthBefore">That month.</param>
public sealed record OutlierCheck(string Pointer, string Measure, string Part, long Value, long Before, FiscalMonth MonthBefore)
{
    public const string Code = "far_from_year_before", FromReplaced = "far_from_replaced", FromMonthBefore = "far_from_month_before",
        MoreThanPossible = "more_than_possible", BeforeCollection = "month_before_collection", Settled = "settled_value_changed",
        SettledWithdrawn = "settled_value_withdrawn", FromPeers = "far_from_other_sections", FromFile = "far_from_rest_of_file",
        Repeated = "repeats_replaced_value", FirstOfOldMonth = "first_value_of_old_month";

    /// <summary>A stable word for what it was compared with.</summary>
    public string Kind { get; init; } = Code;

    /// <summary>True when it waits to be confirmed; false when it is only to be looked at once more.</summary>
    public bool Holds { get; init; }

    /// <summary>
    /// Whose number it was a year before, where it was not the department's own; the file that is repeated; else <c>""</c>.
    /// </summary>
    public string Whose { get; init; } = "";

    /// <summary>When what is repeated was handed in.</summary>
    public DateOnly Since { get; init; }

    public string Ja => Kind switch
    {
        FromReplaced => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、いまの値 {Before:N0} と大きく違います。{ToDoJa}"),
        FromMonthBefore => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、前回({JapaneseEra.Text(MonthBefore)})の {Before:N0} と大きく違います。{ToDoJa}"),
        BeforeCollection => string.Create(
            CultureInfo.InvariantCulture, $"{PartNames.Ja(Part)} {Value:N0} の年月は、比べる年度の始まり({JapaneseEra.Text(MonthBefore)})より前です。{ToDoJa}"),
        FirstOfOldMonth => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、{JapaneseEra.Text(MonthBefore)}分まで報告されたあとに届いた、ずっと前の月のはじめての値です。"
                + $"年に誤りがないか確かめてください。{ToDoJa}"),
        MoreThanPossible => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、ありうる最大の {Before:N0} を超えています。{ToDoJa}"),
        Settled => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、以前から変わっていない{JapaneseEra.Text(MonthBefore)}の値 {Before:N0} を変えます。"
                + $"年月に誤りがないか確かめてください。{ToDoJa}"),
        SettledWithdrawn => string.Create(CultureInfo.InvariantCulture,
            $"以前から変わっていない{JapaneseEra.Text(MonthBefore)}の値({PartNames.Ja(Part)} {Before:N0})の取消です。"
                + $"年月に誤りがないか確かめてください。確認されるまで、取り消されません。"),
        FromPeers => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、これまでにほかの所属が報告した最大の {Before:N0} と大きく違います。{ToDoJa}"),
        Repeated => string.Create(CultureInfo.InvariantCulture,
            $"{Since:yyyy-MM-dd} に受け付けた{(Whose.Length > 0 ? $"ファイル {Whose} " : "提出")}と同じ内容で、その後の訂正を元に戻します。"
                + $"古いもの{(Whose.Length > 0 ? "を置き直していないか" : "でないか")}確かめてください。{(Holds ? ToDoJa : "")}"),
        FromFile => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、このファイルにあるほかの月の {Before:N0} と大きく違います。{ToDoJa}"),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(Part)} {Value:N0} は、前年同月({JapaneseEra.Text(MonthBefore)}{(Whose.Length > 0 ? "、" + Whose : "")})の {Before:N0} "
                + $"と大きく違います{Change("(前年同月比 {0:+0;-0}%)")}。{ToDoJa}"),
    };

    public string En => Kind switch
    {
        FromReplaced => string.Create(CultureInfo.InvariantCulture, $"{Part} {Value:N0} is far from the {Before:N0} that holds. {ToDoEn}"),
        FromMonthBefore => string.Create(CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} is far from the {Before:N0} of {MonthBefore}. {ToDoEn}"),
        BeforeCollection => string.Create(
            CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} is of a month before {MonthBefore}, the year that others are compared with. {ToDoEn}"),
        FirstOfOldMonth => string.Create(CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} is the first value of a month long before {MonthBefore}, which has been reported. Check the year. "
                + $"{ToDoEn}"),
        MoreThanPossible => string.Create(CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} is more than the {Before:N0} that can be. {ToDoEn}"),
        Settled => string.Create(CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} changes the {Before:N0} of {MonthBefore}, which has stood for long. Check the month. {ToDoEn}"),
        SettledWithdrawn => string.Create(CultureInfo.InvariantCulture,
            $"This takes back the {Before:N0} ({Part}) of {MonthBefore}, which has stood for long. Check the month. It goes on counting "
                + $"until this is confirmed."),
        FromPeers => string.Create(CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} is far from the {Before:N0} that is the most any other section has reported. {ToDoEn}"),
        Repeated => string.Create(CultureInfo.InvariantCulture,
            $"This says what {(Whose.Length > 0 ? $"the file {Whose}" : "a submission")} of {Since:yyyy-MM-dd} said, and undoes what has "
                + $"corrected it since. Check that it is not an old one. {(Holds ? ToDoEn : "")}").TrimEnd(),
        FromFile => string.Create(CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} is far from the {Before:N0} of other months in this file. {ToDoEn}"),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"{Part} {Value:N0} is far from the {Before:N0} of a year before "
                + $"({MonthBefore}{(Whose.Length > 0 ? ", " + Whose : "")}){Change(", {0:+0;-0} %")}. {ToDoEn}"),
    };

    private string ToDoJa => Holds ? "確認されるまで、この値は使われません。正しければ確認し、誤りなら正しい値を提出してください。" : "正しいか確かめてください。";

    private string ToDoEn => Holds ? "It counts nowhere until it is confirmed: confirm it if it is right, else submit the right one."
        : "Check that it is right.";

    /// <summary>
    /// The numbers of a submission that are far from those of a year before. Planned numbers are not checked, since they are meant to
    /// differ.
    /// </summary>
    /// <param name="submission">The submission.</param>
    /// <param name="raw">The same as it was sent, for the places.</param>
    /// <param name="before">What held of its measures in the same month a year before.</param>
    /// <param name="percent">From how much on it is far.</param>
    /// <param name="whose">Whose numbers those are, where they are not the department's own.</param>
    public static IReadOnlyList<OutlierCheck> Of(Submission submission, RawSubmission raw, IReadOnlyList<Observation> before, int percent,
        string whose = "") =>
        [.. from o in submission.Observations
            where o.Status == FigureStatus.Actual
            let then = before.FirstOrDefault(b => b.Measure == o.Measure && b.Section == o.Section)
            where then is not null
            from c in o.Cells
            let value = then.Value(c.Part)
            where value is not null && IsFar(c.Value, value.Value, percent)
            select new OutlierCheck(PointerOf(raw, o.Measure, c.Part), o.Measure, c.Part, c.Value, value.Value,
                then.Month) { Whose = whose }];

    // Of nothing there is no percentage; one counts as the least that a share can be taken of.
    internal static bool IsFar(long value, long before, int percent) =>
        Math.Abs((decimal)value - before) * 100 > (decimal)percent * Math.Max(before, 1);

    private static string PointerOf(RawSubmission raw, string measure, string part) =>
        raw.Figures.FirstOrDefault(f => f.Measure?.Text == measure) is { } figure && figure.Parts.TryGetValue(part, out var value)
            ? value.Pointer : "";

    private string Change(string format) =>
        Before == 0 ? "" : string.Format(CultureInfo.InvariantCulture, format, ((decimal)Value - Before) * 100 / Before);
}
