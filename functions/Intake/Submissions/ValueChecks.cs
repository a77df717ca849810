using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Looks for values that are spelled well and wrong all the same, the same way for whatever way they came. Pure.</summary>
public static class ValueChecks
{
    /// <summary>
    /// What to say of the values of an observation, at most one of each number: the first that makes it wait, else the first that is warned
    /// of.
    /// </summary>
    /// <param name="said">What is handed in.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="catalogue">The thresholds.</param>
    /// <param name="placeOf">The place of a number in the submission.</param>
    /// <param name="now">When it is received.</param>
    public static IReadOnlyList<OutlierCheck> Of(Observation said, PriorValues known, Catalogue catalogue, Func<string, string> placeOf,
        DateTimeOffset now = default)
    {
        if (said.Initiative is not null || (known.Holding is { } holding && said.SaysTheSameAs(holding)))
        {
            // What holds already was decided of before.
            return [];
        }

        var parts = MeasureRegistry.Current.Get(said.Measure).Parts;
        var far = said.Withdraws ? []
            : parts.Select(part => OfPart(said, part, known, catalogue, placeOf(part))).OfType<OutlierCheck>().ToList();
        var isSettled = !far.Any(f => f.Holds) && catalogue.Checks.Holds && known.Holding is { } settled
            && SettledValues.Includes(catalogue, settled, known.Newest, now);
        return [.. OfRepeated(said, known, catalogue, placeOf), .. isSettled ? OfSettled(said, known.Holding!, parts, placeOf) : [],
            .. far, .. isSettled || far.Any(f => f.Holds) ? [] : MisplacedValues.Of(said, known, catalogue, placeOf, now)];
    }

    // An old file or form that is handed in once more undoes what has corrected it.
    private static IEnumerable<OutlierCheck> OfRepeated(Observation said, PriorValues known, Catalogue catalogue,
        Func<string, string> placeOf)
    {
        if (known is { Repeated: { } earlier, Holding: { } holding } && said.Status == FigureStatus.Actual)
        {
            var part = MeasureRegistry.Current.Get(said.Measure).Parts.FirstOrDefault(p => Sum(said, p) != Sum(holding, p))
                ?? MeasureRegistry.Current.Get(said.Measure).Parts[0];
            yield return new(placeOf(part), said.Measure, part, Sum(said, part), Sum(holding, part), said.Month)
            {
                Kind = OutlierCheck.Repeated,
                Holds = catalogue.Checks.Holds && catalogue.Checks.Repeats.Contains(said.Measure, StringComparer.Ordinal),
                Whose = earlier.Source.Kind == Source.Drop ? earlier.Source.Id : "",
                Since = JapanTime.Date(earlier.HandedInAt),
            };
        }
    }

    /// <summary>True when a measure's rule has something that an observation is compared with.</summary>
    public static bool HasComparison(PriorValues known, ValueRule rule) => Compared(known, rule).Any();

    private static IEnumerable<OutlierCheck> OfSettled(Observation said, Observation settled, IReadOnlyList<string> parts,
        Func<string, string> placeOf)
    {
        // Where only the dimensions differ, and of what is taken back, the first number stands for all.
        var changed = said.Withdraws ? [parts[0]] : parts.Where(p => Sum(said, p) != Sum(settled, p)).DefaultIfEmpty(parts[0]);
        return changed.Select(p => new OutlierCheck(placeOf(said.Withdraws ? Withdrawal.Field : p), said.Measure, p, Sum(said, p),
            Sum(settled, p), said.Month)
        {
            Kind = said.Withdraws ? OutlierCheck.SettledWithdrawn : OutlierCheck.Settled,
            Holds = true,
        });
    }

    private static OutlierCheck? OfPart(Observation said, string part, PriorValues known, Catalogue catalogue, string place)
    {
        var (rule, value) = (catalogue.Checks.For(said.Measure, part), Sum(said, part));
        OutlierCheck Far(string kind, long before, FiscalMonth month, bool holds) =>
            new(place, said.Measure, part, value, before, month)
            {
                Kind = kind,
                Holds = holds && catalogue.Checks.Holds,
                Whose = kind == OutlierCheck.Code ? known.Whose : ""
            };

        if (rule.Most is { } most && value > most)
        {
            return Far(OutlierCheck.MoreThanPossible, most, said.Month, holds: true);
        }

        // Of such a month there is nothing to compare with, and it is most often a slip of the year. Files of history come whole.
        if (catalogue.Checks.Holds && said.Month < catalogue.BaseYear.First && MeasureRegistry.Current.Get(said.Measure).DropFolder is null)
        {
            return Far(OutlierCheck.BeforeCollection, 0, catalogue.BaseYear.First, holds: true);
        }

        if (catalogue.Checks.Holds && IsFirstOfOldMonth(said, known, catalogue))
        {
            return Far(OutlierCheck.FirstOfOldMonth, 0, known.Newest!.Value, holds: true);
        }

        if (!HasComparison(known, rule) && known.Peers.Largest(part, said.Section, rule.Peers) is { } largest && value > largest
            && rule.IsFar(value, largest, rule.PeerRatio))
        {
            return Far(OutlierCheck.FromPeers, largest, said.Month, holds: true);
        }

        var others = Compared(known, rule).Select(x => (x.Kind, x.Other.Month, Value: Sum(x.Other, part))).ToList();
        foreach (var (kind, month, other) in others.Where(x => rule.IsFar(value, x.Value, rule.HoldRatio)))
        {
            return Far(kind, other, month, holds: true);
        }

        // A plan is meant to differ from what is.
        foreach (var (kind, month, other) in others.Where(_ => said.Status == FigureStatus.Actual)
            .OrderBy(x => x.Kind != OutlierCheck.Code))
        {
            if (rule.WarnRatio is not null
                && (kind == OutlierCheck.Code ? OutlierCheck.IsFar(value, other, catalogue.WarnYearOnYearPercent)
                    : rule.IsFar(value, other, rule.WarnRatio)))
            {
                return Far(kind, other, month, holds: false);
            }
        }

        return null;
    }

    // A year too early: a correction has something to correct, and history comes in files.
    private static bool IsFirstOfOldMonth(Observation said, PriorValues known, Catalogue catalogue) =>
        said.Status == FigureStatus.Actual && known is { Holding: null, Newest: { } newest }
        && MeasureRegistry.Current.Get(said.Measure).DropFolder is null
        && catalogue.Checks.FirstValueMonths is { } months && said.Month.AddMonths(months) <= newest;

    private static IEnumerable<(string Kind, Observation Other)> Compared(PriorValues known, ValueRule rule)
    {
        if (known.Holding is { } replaced && rule.Against.Contains(CheckedAgainst.Replaced))
        {
            yield return (OutlierCheck.FromReplaced, replaced);
        }

        foreach (var year in known.YearsBefore.Where(_ => rule.Against.Contains(CheckedAgainst.YearBefore)))
        {
            yield return (OutlierCheck.Code, year);
        }

        var comparesMonths = rule.Against.Contains(CheckedAgainst.MonthBefore)
            || (rule.Against.Contains(CheckedAgainst.MonthBeforeIfNoYear) && known.YearsBefore.Count == 0);
        if (known.MonthBefore is { } month && comparesMonths)
        {
            yield return (OutlierCheck.FromMonthBefore, month);
        }
    }

    private static long Sum(Observation o, string part) => o.Cells.Where(c => c.Part == part).Sum(c => c.Value);
}
