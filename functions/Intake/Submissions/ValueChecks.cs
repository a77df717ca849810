using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Looks for values that are spelled well and wrong all the same, the same way for whatever way they came. Pure.</summary>
public static class ValueChecks
{
    // A section's own number beside the sum of the others.
    private const int MostOfSum = 2;

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

        var parts = MeasureRegistry.Current.Get(said.Measure).ComparedIn(said.Month.FiscalYear).Parts;
        var far = said.Withdraws ? []
            : parts.Select(part => OfPart(said, part, known, catalogue, placeOf(part))).OfType<OutlierCheck>().ToList();
        var isSettled = !far.Any(f => f.Holds) && catalogue.Checks.Holds && known.Holding is { } settled
            && SettledValues.Includes(catalogue, settled, known.Newest, now);
        return [.. OfRepeated(said, known, catalogue, placeOf), .. isSettled ? OfSettled(said, known.Holding!, parts, placeOf) : [],
            .. far, .. isSettled || far.Any(f => f.Holds) ? []
                : MisplacedValues.Of(said, known, catalogue, placeOf, now).Concat(MisplacedColumns.Of(said, known, catalogue, placeOf))
                    .Take(1)];
    }

    /// <summary>What to say of the values of an observation of a submission, and of the files that it came by.</summary>
    public static IReadOnlyList<OutlierCheck> Of(Observation said, PriorValues known, Submission submission, Catalogue catalogue,
        DateTimeOffset now)
    {
        var far = Of(said, known, catalogue, part => submission.Places.GetValueOrDefault($"{said.Measure}.{part}", ""), now);
        return submission.NameMismatches.Count == 0 || said.Initiative is not null
            || (known.Holding is { } holding && said.SaysTheSameAs(holding)) ? far
            : [.. far, .. submission.NameMismatches.Take(1).Select(other => NamesOther(said, known, other, catalogue))];
    }

    private static OutlierCheck NamesOther(Observation said, PriorValues known, NameMismatch other, Catalogue catalogue)
    {
        var part = MeasureRegistry.Current.Get(said.Measure).ComparedIn(said.Month.FiscalYear).Parts[0];
        return new(other.Pointer, said.Measure, part, Sum(said, part), known.Holding is { } holding ? Sum(holding, part) : 0, said.Month)
        {
            Kind = OutlierCheck.NamesOther,
            Holds = catalogue.Checks.Holds,
            Whose = other.Word,
        };
    }

    // An old file or form that is handed in once more undoes what has corrected it.
    private static IEnumerable<OutlierCheck> OfRepeated(Observation said, PriorValues known, Catalogue catalogue,
        Func<string, string> placeOf)
    {
        if (known is { Repeated: { } earlier, Holding: { } holding } && said.Status == FigureStatus.Actual)
        {
            var parts = MeasureRegistry.Current.Get(said.Measure).ComparedIn(said.Month.FiscalYear).Parts;
            var part = parts.FirstOrDefault(p => Sum(said, p) != Sum(holding, p)) ?? parts[0];
            yield return new(placeOf(part), said.Measure, part, Sum(said, part), Sum(holding, part), said.Month)
            {
                Kind = OutlierCheck.Repeated,
                Holds = catalogue.Checks.Holds && catalogue.Checks.RepeatsWait(MeasureRegistry.Current.Get(said.Measure)),
                Whose = earlier.Source.Kind == Source.Drop ? earlier.Source.Id : "",
                Since = JapanTime.Date(earlier.HandedInAt),
            };
        }
    }

    /// <summary>True when a measure's rule has something that an observation is compared with.</summary>
    public static bool HasComparison(PriorValues known, ValueRule rule) => Compared(known, rule).Any();

    /// <summary>
    /// True where other sections' values say more: there is no own value that is near, or the whole of a share is another than before.
    /// </summary>
    public static bool NeedsPeers(Observation said, PriorValues known, CheckRules checks)
    {
        var parts = MeasureRegistry.Current.Get(said.Measure).ComparedIn(said.Month.FiscalYear).Parts;
        return !said.Withdraws && !(known.Holding is { } holding && said.SaysTheSameAs(holding))
            && (parts.Any(p => !IsNearOwn(said, p, known, checks.For(said.Measure, p)))
                || (parts.Count > 1 && (known.Holding ?? known.MonthBefore) is { } own && Sum(said, parts[^1]) != Sum(own, parts[^1])));
    }

    private static IEnumerable<long> Own(PriorValues known, string part) =>
        new[] { known.Holding, known.MonthBefore, known.MonthAfter }.OfType<Observation>().Concat(known.YearsBefore)
            .Select(o => Sum(o, part));

    private static bool IsNearOwn(Observation said, string part, PriorValues known, ValueRule rule) =>
        Own(known, part).Any(o => !rule.IsFar(Sum(said, part), o, rule.WarnRatio ?? ValueRule.DefaultWarnRatio));

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

        var others = Compared(known, rule).Select(x => (x.Kind, x.Other.Month, Value: Sum(x.Other, part), x.Warns)).ToList();
        foreach (var (kind, month, other, _) in others.Where(x => rule.IsFar(value, x.Value, rule.HoldRatio)))
        {
            return Far(kind, other, month, holds: true);
        }

        if (Fallen(said, part, value, known, rule) is { } peak)
        {
            return Far(OutlierCheck.Falls, Sum(peak, part), peak.Month, holds: true);
        }

        if (SumOfAllOthers(said, part, value, known, rule, catalogue) is { } sum)
        {
            return Far(OutlierCheck.AsMuchAsAllOthers, sum, said.Month, holds: true);
        }

        // A plan is meant to differ from what is.
        foreach (var (kind, month, other, _) in others.Where(x => x.Warns && said.Status == FigureStatus.Actual)
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

    // What adds up for ever is never less than before, nor more than later.
    private static Observation? Fallen(Observation said, string part, long value, PriorValues known, ValueRule rule) =>
        !rule.NeverFalls || said.Status != FigureStatus.Actual ? null
            : known.MonthBefore is { } before && value < Sum(before, part) ? before
            : known.MonthAfter is { } after && value > Sum(after, part) ? after : null;

    // A city's total in the place of a section's number: as much as all others together, where it was less before.
    private static long? SumOfAllOthers(Observation said, string part, long value, PriorValues known, ValueRule rule, Catalogue catalogue)
    {
        if (IsNearOwn(said, part, known, rule))
        {
            return null;
        }

        var (sections, sum) = known.Peers.SumOfOthers(part, said.Section, said.Month);
        if (sections < rule.Peers || sum < Math.Max(rule.MinimumDifference, 1) || value < sum || Own(known, part).Any(o => o >= sum))
        {
            return null;
        }

        // Of a first number nothing is known but the others: many times as much as they are is no sum of them.
        var isFirst = !Own(known, part).Any();
        var owing = catalogue.Owed.Where(o => o.Measure == said.Measure).SelectMany(o => o.DepartmentsNamed)
            .Count(d => d != said.Section);
        return isFirst && (value > MostOfSum * sum || sections * 2 < owing) ? null : sum;
    }

    private static IEnumerable<(string Kind, Observation Other, bool Warns)> Compared(PriorValues known, ValueRule rule)
    {
        if (known.Holding is { } replaced && rule.Against.Contains(ComparisonKind.Replaced))
        {
            yield return (OutlierCheck.FromReplaced, replaced, true);
        }

        var comparesYears = rule.Against.Contains(ComparisonKind.YearBefore);
        foreach (var year in known.YearsBefore.Where(_ => comparesYears))
        {
            yield return (OutlierCheck.Code, year, true);
        }

        var comparesMonths = rule.Against.Contains(ComparisonKind.MonthBefore)
            || (rule.Against.Contains(ComparisonKind.MonthBeforeIfNoYear) && known.YearsBefore.Count == 0);

        // What is newest is better than nothing; it warns of nothing where months are not compared otherwise.
        var hasOther = (known.Holding is not null && rule.Against.Contains(ComparisonKind.Replaced))
            || (comparesYears && known.YearsBefore.Count > 0);
        if (known.MonthBefore is { } before && (comparesMonths || (comparesYears && !hasOther)))
        {
            yield return (OutlierCheck.FromMonthBefore, before, comparesMonths);
        }
    }

    private static long Sum(Observation o, string part) => o.Cells.Where(c => c.Part == part).Sum(c => c.Value);
}
