using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

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
        Repeated = "repeats_replaced_value", FirstOfOldMonth = "first_value_of_old_month",
        SameAsSection = "same_as_other_section", SameAsPlan = "same_as_plan", NewerOpen = "newer_month_open",
        Falls = "running_total_falls", AsMuchAsAllOthers = "as_much_as_all_others",
        MisplacedColumn = "misplaced_column", RestOfWhole = "rest_of_whole", NamesOther = "title_names_other";

    /// <summary>A stable word for what it was compared with.</summary>
    public string Kind { get; init; } = Code;

    /// <summary>True when it waits to be confirmed; false when it is only to be looked at once more.</summary>
    public bool Holds { get; init; }

    /// <summary>
    /// Whose number it was a year before, where it was not the department's own; the file that is repeated; the section that says the
    /// same; the other number of the measure; what a title names; else <c>""</c>.
    /// </summary>
    public string Whose { get; init; } = "";

    /// <summary>When what is repeated was handed in.</summary>
    public DateOnly Since { get; init; }

    /// <summary>What is said of it, and what to do.</summary>
    public BilingualText Text => Kind switch
    {
        FromReplaced => OutlierMessages.FromReplaced(Part, Value, Before, Holds),
        FromMonthBefore => OutlierMessages.FromMonthBefore(Part, Value, Before, MonthBefore, Holds),
        BeforeCollection => OutlierMessages.BeforeCollection(Part, Value, MonthBefore, Holds),
        FirstOfOldMonth => OutlierMessages.FirstOfOldMonth(Part, Value, MonthBefore, Holds),
        MoreThanPossible => OutlierMessages.MoreThanPossible(Part, Value, Before, Holds),
        Settled => OutlierMessages.Settled(Part, Value, Before, MonthBefore, Holds),
        SettledWithdrawn => OutlierMessages.SettledWithdrawn(Part, Before, MonthBefore),
        FromPeers => OutlierMessages.FromPeers(Part, Value, Before, Holds),
        Repeated => OutlierMessages.Repeated(Whose, Since, Holds),
        SameAsSection => OutlierMessages.SameAsSection(Whose, MonthBefore, Holds),
        SameAsPlan => OutlierMessages.SameAsPlan(MonthBefore, Holds),
        NewerOpen => OutlierMessages.NewerOpen(MonthBefore, Holds),
        Falls => OutlierMessages.Falls(Part, Value, Before, MonthBefore, Holds),
        AsMuchAsAllOthers => OutlierMessages.AsMuchAsAllOthers(Part, Value, Before, Holds),
        MisplacedColumn => OutlierMessages.MisplacedColumn(Part, Whose, Value, MonthBefore, Holds),
        RestOfWhole => OutlierMessages.RestOfWhole(Part, Whose, Value, Before, MonthBefore, Holds),
        NamesOther => OutlierMessages.NamesOther(Pointer, Whose, Holds),
        FromFile => OutlierMessages.FromFile(Part, Value, Before, Holds),
        _ => OutlierMessages.FromYearBefore(Part, Value, Before, MonthBefore, Whose, Holds),
    };

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
}
