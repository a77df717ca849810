using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>A month of one section in a file: its numbers, in the order of the measure's parts, and a digest of all its figures.</summary>
internal sealed record FileMonth(FiscalMonth Month, IReadOnlyList<long> Sums, ulong Content);

/// <summary>
/// The months that one file has of each section. Where the ledger has nothing to compare a month with, it is compared with the others.
/// Pure.
/// </summary>
internal sealed class FileMonths
{
    private readonly ILookup<string, FileMonth> sections;

    public FileMonths(IEnumerable<Observation> observations) =>
        sections = observations.Where(o => !o.Withdraws).ToLookup(o => o.Section, o => new FileMonth(
            o.Month, [.. MeasureRegistry.Current.Get(o.Measure).Parts.Select(p => SectionMonthFigures.Sum(o, p))], ContentOf(o)),
            StringComparer.Ordinal);

    /// <summary>The months of a section.</summary>
    public IEnumerable<FileMonth> Of(string section) => sections[section];

    /// <summary>The running totals of a month that are less than those of an earlier month of the file.</summary>
    public IEnumerable<OutlierCheck> Falls(Observation o, CheckRules rules)
    {
        var measure = MeasureRegistry.Current.Get(o.Measure);
        var parts = measure.Parts;
        var earlier = parts.Any(p => rules.For(o.Measure, p).NeverFalls)
            ? sections[o.Section].Where(m => m.Month < o.Month).MaxBy(m => m.Month) : null;
        for (var i = 0; i < parts.Count && earlier is not null; i++)
        {
            if (AreBothCollected(measure, parts[i], o.Month, earlier.Month) && rules.For(o.Measure, parts[i]).NeverFalls
                && SectionMonthFigures.Sum(o, parts[i]) is var value && value < earlier.Sums[i])
            {
                yield return new(parts[i], o.Measure, parts[i], value, earlier.Sums[i], earlier.Month)
                {
                    Kind = OutlierCheck.Falls,
                    Holds = true,
                };
            }
        }
    }

    /// <summary>
    /// The numbers of a month that are far from those in the middle of the other months; none where something holds of it.
    /// </summary>
    public IEnumerable<OutlierCheck> Outliers(Observation o, PriorValues before, CheckRules rules)
    {
        var measure = MeasureRegistry.Current.Get(o.Measure);
        var parts = measure.Parts;
        for (var i = 0; i < parts.Count; i++)
        {
            var rule = rules.For(o.Measure, parts[i]);
            if (before.Holding is not null || ValueChecks.HasComparison(before, rule))
            {
                continue;
            }

            var others = sections[o.Section]
                .Where(m => m.Month != o.Month && AreBothCollected(measure, parts[i], o.Month, m.Month))
                .Select(m => m.Sums[i]).Order().ToList();
            var value = SectionMonthFigures.Sum(o, parts[i]);

            // Of an even number there are two in the middle; it is far only from both, since one of them may be the slip.
            if (others.Count > 0 && rule.IsFar(value, others[others.Count / 2], rule.HoldRatio)
                && rule.IsFar(value, others[(others.Count - 1) / 2], rule.HoldRatio))
            {
                yield return new(parts[i], o.Measure, parts[i], value, others[others.Count / 2], o.Month)
                {
                    Kind = OutlierCheck.FromFile,
                    Holds = true,
                };
            }
        }
    }

    private static bool AreBothCollected(Measure measure, string part, FiscalMonth one, FiscalMonth other) =>
        measure.CollectsIn(part, one.FiscalYear) && measure.CollectsIn(part, other.FiscalYear);

    /// <summary>A digest of the figures, whatever their order; noughts do not count. It is compared within one run only.</summary>
    public static ulong ContentOf(Observation o) => o.Cells.Where(c => c.Value != 0).Aggregate(0UL, (sum, c) => unchecked(
        sum + ((ulong)(uint)HashCode.Combine(1, c.Part, c.Dimensions, c.Value) << 32) + (uint)HashCode.Combine(2, c.Part, c.Dimensions,
            c.Value)));
}
