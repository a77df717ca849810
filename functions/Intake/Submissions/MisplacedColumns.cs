using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Finds numbers that are right and stand in another column: two numbers of a measure that have changed places, and the rest of a whole
/// in the place of its part (paper for electronic). Pure.
/// </summary>
public static class MisplacedColumns
{
    // In hundredths of the whole: how near the rest is hit, and how far from the usual share that is.
    private const int NearPercent = 2, FarPercent = 10, FarRisePercent = 25;

    // Two numbers that have changed places: each by more than a fifth, and four times nearer to the other one.
    private const double LeastChange = 0.36, TimesNearer = 4;

    // What a month's documents vary by chance, many times over.
    private const int Deviations = 4;

    /// <summary>What to ask of an observation: one thing, or nothing.</summary>
    /// <param name="said">What is handed in.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="catalogue">Whether anything waits.</param>
    /// <param name="placeOf">The place of a number in the submission.</param>
    public static IEnumerable<OutlierCheck> Of(Observation said, PriorValues known, Catalogue catalogue, Func<string, string> placeOf) =>
        Of(said, known, MeasureRegistry.Current.Get(said.Measure).ComparedIn(said.Month.FiscalYear), catalogue, placeOf);

    /// <inheritdoc cref="Of(Observation, PriorValues, Catalogue, Func{string, string})"/>
    public static IEnumerable<OutlierCheck> Of(Observation said, PriorValues known, Measure measure, Catalogue catalogue,
        Func<string, string> placeOf)
    {
        if (!catalogue.Checks.Holds || said.Withdraws || said.Status != FigureStatus.Actual || measure.Parts.Count < 2)
        {
            return [];
        }

        // A correction of what was in the wrong column is like the month before, and far from what it replaces.
        var others = new[] { known.MonthBefore, known.YearsBefore.FirstOrDefault(), known.Holding }.OfType<Observation>().ToList();
        return others.Count == 0 ? [] : Find(said, others, measure) is var (kind, part, other)
            ? [new(placeOf(part), said.Measure, part, Sum(said, part), Sum(others[0], part), others[0].Month)
            {
                Kind = kind,
                Holds = true,
                Whose = other,
            }] : [];
    }

    private static (string Kind, string Part, string Other)? Find(Observation said, IReadOnlyList<Observation> others, Measure measure)
    {
        var parts = measure.Parts;
        if (measure.ShareOfWhole && others.All(o => IsRest(said, o, parts[0], parts[1], measure.Kind)))
        {
            return (OutlierCheck.RestOfWhole, parts[0], parts[1]);
        }

        for (var i = 0; i < parts.Count; i++)
        {
            // A share above its whole is refused: of these two nothing can have changed places.
            for (var j = measure.ShareOfWhole && i == 0 ? 2 : i + 1; j < parts.Count; j++)
            {
                if (others.All(o => AreSwapped(Sum(said, parts[i]), Sum(said, parts[j]), Sum(o, parts[i]), Sum(o, parts[j]))))
                {
                    return (OutlierCheck.MisplacedColumn, parts[i], parts[j]);
                }
            }
        }

        return null;
    }

    private static bool AreSwapped(long one, long other, long oneBefore, long otherBefore)
    {
        var (own, swapped) = (Distance(one, oneBefore) + Distance(other, otherBefore),
            Distance(one, otherBefore) + Distance(other, oneBefore));
        return own >= LeastChange && swapped * TimesNearer <= own;
    }

    private static bool IsRest(Observation said, Observation then, string part, string whole, MeasureKind kind)
    {
        var (value, of, before, ofBefore) = (Sum(said, part), Sum(said, whole), Sum(then, part), Sum(then, whole));
        if (of == 0 || ofBefore == 0 || before == 0 || before == ofBefore)
        {
            return false;
        }

        var usual = (decimal)of * before / ofBefore;
        var (fromUsual, fromRest) = (Math.Abs(value - usual), Math.Abs(value - (of - usual)));
        if (kind == MeasureKind.Stock)
        {
            // A state hardly falls, and does not rise by a quarter of the whole to just what was missing.
            return of == ofBefore ? fromRest == 0 && (value < before || fromUsual * 100 >= of * FarRisePercent)
                : fromRest * 100 <= of * NearPercent && fromUsual * 100 >= of * (value < usual ? FarPercent : FarRisePercent);
        }

        var share = (double)before / ofBefore;
        return fromRest * 100 <= of * NearPercent && fromUsual * 100 >= of * FarPercent
            && (double)fromUsual >= Deviations * Math.Sqrt(of * share * (1 - share));
    }

    private static double Distance(long one, long other) => Math.Abs(Math.Log((one + 1d) / (other + 1d)));

    private static long Sum(Observation o, string part) => o.Cells.Where(c => c.Part == part).Sum(c => c.Value);
}
