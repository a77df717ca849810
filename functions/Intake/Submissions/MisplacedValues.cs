using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Finds right-sized figures of forms in the place of others: those of another section, a plan as an actual, and those of the month that is
/// due under an earlier one. Pure.
/// </summary>
internal static class MisplacedValues
{
    // What was handed in within so many days is corrected by whoever sees the mistake at once.
    private const int DaysOfCorrection = 7;

    // Fewer digits agree by chance with what another section said of another month.
    private const int LeastDigits = 3;

    // The figures of one half year under the other; earlier months are settled.
    private const int MonthsBack = 6;

    /// <summary>What to ask of an observation: one thing, or nothing.</summary>
    /// <param name="said">What is handed in.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="catalogue">Who owes it for which months, and the thresholds.</param>
    /// <param name="placeOf">The place of a number in the submission.</param>
    /// <param name="now">When it is received.</param>
    public static IEnumerable<OutlierCheck> Of(Observation said, PriorValues known, Catalogue catalogue, Func<string, string> placeOf,
        DateTimeOffset now)
    {
        var measure = MeasureRegistry.Current.Get(said.Measure).ComparedIn(said.Month.FiscalYear);
        if (!catalogue.Checks.Holds || said.Withdraws || said.Status != FigureStatus.Actual || measure.DropFolder is not null)
        {
            return [];
        }

        OutlierCheck Waits(string kind, FiscalMonth month, string whose = "") =>
            new(placeOf(measure.Parts[0]), said.Measure, measure.Parts[0], ValueOf(said, measure.Parts[0]),
                known.Holding is { } holding ? ValueOf(holding, measure.Parts[0]) : 0, month)
            {
                Kind = kind,
                Holds = true,
                Whose = whose,
            };

        return Plan(said, known, now) is { } plan ? [Waits(OutlierCheck.SameAsPlan, plan.Month)]
            : OtherSection(said, known, measure) is { } other ? [Waits(OutlierCheck.SameAsSection, other.Month, other.Section)]
            : OpenMonth(said, known, catalogue, now) is { } open ? [Waits(OutlierCheck.NewerOpen, open)]
            : [];
    }

    // A plan is reached in its month at the earliest as a rule, and nobody knows what was reached before that has ended.
    private static Observation? Plan(Observation said, PriorValues known, DateTimeOffset now)
    {
        var today = JapanTime.Date(now == default ? DateTimeOffset.MaxValue.AddDays(-1) : now);
        return (known.Holding ?? known.MonthBefore) is { } own && Agree(said, own) ? null
            : known.Plans.Where(p => Agree(said, p) && (p.Month > said.Month || today <= said.Month.LastDay)).MinBy(p => p.Month);
    }

    // The whole of a share hardly changes: where it is new, and all numbers are those of another section, they are not its own.
    private static Observation? OtherSection(Observation said, PriorValues known, Measure measure) =>
        measure.Parts.Count < 2 || (known.Holding ?? known.MonthBefore) is not { } own
            || ValueOf(said, measure.Parts[^1]) == ValueOf(own, measure.Parts[^1]) ? null
            : known.Peers.Newest(said.Section, said.Month)
                .FirstOrDefault(o => Agree(said, o) && (o.Month == said.Month || Digits(said) >= LeastDigits));

    private static FiscalMonth? OpenMonth(Observation said, PriorValues known, Catalogue catalogue, DateTimeOffset now)
    {
        var owed = catalogue.Owed
            .Where(o => o.Measure == said.Measure && (o.IsOfAll || o.DepartmentsNamed.Contains(said.Section))).ToList();
        if (catalogue.Checks.OpenMonths is not { } months || now == default
            || (known.Holding is { } holding ? holding.HandedInAt.AddDays(DaysOfCorrection) > now : owed.Any(o => o.AppliesTo(said.Month))))
        {
            return null;
        }

        var ended = FiscalMonth.Of(JapanTime.Date(now)).AddMonths(-1);
        return Enumerable.Range(0, months).Select(i => ended.AddMonths(-i)).Where(m => owed.Any(o => o.AppliesTo(m)))
            .Take(1).Where(due => due > said.Month && due <= said.Month.AddMonths(MonthsBack) && !(known.Newest >= due))
            .Select(due => (FiscalMonth?)due).FirstOrDefault();
    }

    private static bool Agree(Observation one, Observation other) => one.Cells.Count == other.Cells.Count
        && one.Cells.All(c => other.Value(c.Part) == c.Value);

    private static long ValueOf(Observation o, string part) => o.Value(part) ?? 0;

    private static int Digits(Observation o) => o.Cells.Sum(c => c.Value.ToString(CultureInfo.InvariantCulture).Length);
}
