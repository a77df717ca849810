using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Finds months of a drop that are wrong as a whole, where each section alone might be right: rows that stand twice, a running total, a
/// column written in the place of another, people under other groups than before. Pure.
/// </summary>
internal sealed class MonthTotals
{
    // In hundredths of the whole: how far the parts of all sections together are from their usual shares.
    private const int RestPercent = 2;

    private readonly Dictionary<FiscalMonth, BilingualText> found = [];

    /// <param name="checks">From when on a section's value is far.</param>
    /// <param name="rule">From when on a month is; null where that is not asked.</param>
    /// <param name="ofFile">What the file says, and what is known of it.</param>
    public MonthTotals(CheckRules checks, MonthTotalRule? rule, IEnumerable<(Observation Said, PriorValues Before)> ofFile)
    {
        if (rule is null)
        {
            return;
        }

        var measure = MeasureRegistry.Current.Get(rule.Measure);
        var months = new Dictionary<FiscalMonth, MonthComparison>();
        foreach (var (said, before) in ofFile.Where(o => !o.Said.Withdraws))
        {
            if (Then(before) is { } then && measure.ComparedIn(said.Month.FiscalYear).Parts is { Count: > 0 } parts)
            {
                if (!months.TryGetValue(said.Month, out var compared))
                {
                    months[said.Month] = compared = new();
                }

                compared.Add(said, then, parts, checks.For(rule.Measure, parts[^1]));
                if (measure.ComparedIn(said.Month.FiscalYear).ShareOfWhole)
                {
                    compared.AddShare(said, before.MonthBefore ?? then, parts);
                }
            }
        }

        foreach (var (month, c) in months.Where(m => m.Value.Sections >= rule.Sections && m.Value.Before > 0))
        {
            var parts = measure.ComparedIn(month.FiscalYear).Parts;
            if (c.Sum >= rule.Ratio * c.Before || c.Sum * rule.Ratio <= c.Before)
            {
                found[month] = HoldMessages.MonthTotal(parts[^1], month, c.Sum, c.Before);
            }
            else if (parts.Count > 1 && ((c.Part == c.Sum && c.PartBefore < c.Before) || (c.Part == 0 && c.PartBefore > 0)))
            {
                found[month] = c.Part == 0 ? HoldMessages.PartIsNothing(month, measure) : HoldMessages.PartIsWhole(month, measure);
            }
            else if (c.FromRest * 2 < c.FromUsual && c.FromUsual * 100 >= c.Sum * RestPercent)
            {
                found[month] = HoldMessages.RestOfWhole(month, measure);
            }
            else if (c.Far * 2 >= c.Sections)
            {
                found[month] = HoldMessages.ManyFar(month, c.Far);
            }
            else if (!c.Groups.Overlaps(c.GroupsBefore))
            {
                found[month] = HoldMessages.OtherGroups(measure);
            }
        }
    }

    /// <summary>Why a pair waits; nothing where it does not.</summary>
    public IEnumerable<BilingualText> Reasons(Observation o, PriorValues before)
    {
        if (o.Withdraws)
        {
            yield break;
        }

        if (found.TryGetValue(o.Month, out var reason))
        {
            yield return reason;
        }

        // An excluded group counts in no rate: the whole section would vanish from it.
        if (Then(before) is { } then && Groups(o) is { Count: > 0 } now && Groups(then) is { Count: > 0 } others && !now.Overlaps(others))
        {
            yield return HoldMessages.OtherGroups(MeasureRegistry.Current.Get(o.Measure));
        }
    }

    /// <summary>What a pair is compared with; null for nothing.</summary>
    internal static Observation? Then(PriorValues before) => before.Holding ?? before.YearsBefore.FirstOrDefault() ?? before.MonthBefore;

    // Of people where there is a headcount of them, else by all that tells the numbers apart.
    private static HashSet<Dimensions> Groups(Observation o)
    {
        var measure = MeasureRegistry.Current.Get(o.Measure);
        return measure.Dimensions.Count == 0 ? []
            : [.. HeadGroups.Sums(o, MeasureRegistry.Current.HeadcountOf(measure.Topic) ?? measure).Where(g => g.Value > 0)
                .Select(g => g.Key)];
    }

    // What the sections of a month say together, and what those of them said that it is compared with.
    private sealed class MonthComparison
    {
        public int Sections { get; private set; }

        public int Far { get; private set; }

        public long Sum { get; private set; }

        public long Before { get; private set; }

        public long Part { get; private set; }

        public long PartBefore { get; private set; }

        public decimal FromUsual { get; private set; }

        public decimal FromRest { get; private set; }

        public HashSet<Dimensions> Groups { get; } = [];

        public HashSet<Dimensions> GroupsBefore { get; } = [];

        public void Add(Observation said, Observation then, IReadOnlyList<string> parts, ValueRule rule)
        {
            var (now, before) = (SectionMonthFigures.Sum(said, parts[^1]), SectionMonthFigures.Sum(then, parts[^1]));
            (Sections, Sum, Before) = (Sections + 1, Sum + now, Before + before);
            Far += rule.IsFar(now, before, rule.WarnRatio) ? 1 : 0;
            (Part, PartBefore) = (Part + SectionMonthFigures.Sum(said, parts[0]), PartBefore + SectionMonthFigures.Sum(then, parts[0]));
            Groups.UnionWith(said.Cells.Where(c => c.Value > 0).Select(c => c.Dimensions));
            GroupsBefore.UnionWith(then.Cells.Where(c => c.Value > 0).Select(c => c.Dimensions));
        }

        // How far the part is from its usual share of the whole, and how far from what that leaves of it.
        public void AddShare(Observation said, Observation then, IReadOnlyList<string> parts)
        {
            if (SectionMonthFigures.Sum(then, parts[^1]) is > 0 and var before)
            {
                var (part, whole) = (SectionMonthFigures.Sum(said, parts[0]), SectionMonthFigures.Sum(said, parts[^1]));
                var usual = (decimal)whole * SectionMonthFigures.Sum(then, parts[0]) / before;
                (FromUsual, FromRest) = (FromUsual + Math.Abs(part - usual), FromRest + Math.Abs(part - (whole - usual)));
            }
        }
    }
}
