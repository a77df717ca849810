using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>What is known of what an observation speaks of, before it is taken.</summary>
/// <param name="Holding">What holds; null when nothing does.</param>
/// <param name="Waiting">What waits to be confirmed; null when nothing does.</param>
/// <param name="YearsBefore">What held in the same month of earlier years, the department's own or that of the sections whose work it does
/// now.</param>
/// <param name="MonthBefore">The newest actual value before it.</param>
/// <param name="Whose">Whose the earlier years are, where they are not the department's own; else <c>""</c>.</param>
public sealed record PriorValues(Observation? Holding, Observation? Waiting, IReadOnlyList<Observation> YearsBefore,
    Observation? MonthBefore, string Whose = "")
{
    /// <summary>Nothing.</summary>
    public static readonly PriorValues None = new(null, null, [], null);

    /// <summary>True when an observation says what was said last, whether that holds or waits.</summary>
    public bool IsSaidBy(Observation o) => (Waiting ?? Holding) is { } last ? o.SaysTheSameAs(last) : o.State == EntryState.Withdrawn;
}

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
    public static IReadOnlyList<OutlierCheck> Of(Observation said, PriorValues known, Catalogue catalogue, Func<string, string> placeOf)
    {
        if (said.Initiative is not null || said.State == EntryState.Withdrawn
            || (known.Holding is { } holding && said.SaysTheSameAs(holding)))
        {
            // What holds already was decided of before.
            return [];
        }

        return [.. BuiltInMeasures.Get(said.Measure).Parts.Select(part => OfPart(said, part, known, catalogue, placeOf(part)))
            .OfType<OutlierCheck>()];
    }

    private static OutlierCheck? OfPart(Observation said, string part, PriorValues known, Catalogue catalogue, string place)
    {
        var (rule, value) = (catalogue.Checks.For(said.Measure, part), Sum(said, part));
        OutlierCheck Far(string kind, long before, SmartToyonaka.Domain.Calendar.FiscalMonth month, bool holds) =>
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
        if (catalogue.Checks.Holds && said.Month < catalogue.BaseYear.First && BuiltInMeasures.Get(said.Measure).DropFolder is null)
        {
            return Far(OutlierCheck.BeforeCollection, 0, catalogue.BaseYear.First, holds: true);
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
