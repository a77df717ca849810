using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>Compares overtime with headcounts; needs both files, so the one that arrives later is checked. Pure.</summary>
internal static class HeadcountCheck
{
    private const long MinutesPerHour = 60;

    /// <param name="hoursPerHead">The threshold.</param>
    /// <param name="file">What the file says, of overtime or of staff.</param>
    /// <param name="other">The current figures of the other measure.</param>
    /// <param name="register">Names of sections.</param>
    /// <param name="catalogue">Words of the dimensions, and what a small group is.</param>
    public static IEnumerable<DropWarning> Warnings(int hoursPerHead, SectionMonthFigures file, SectionMonthFigures other,
        Register register, Catalogue catalogue)
    {
        foreach (var pair in file.All)
        {
            if (other.Find(pair.Section, pair.Month) is not { } counterpart)
            {
                continue;
            }

            var (overtime, staff) = pair.Measure == BuiltInMeasures.Overtime ? (pair, counterpart) : (counterpart, pair);
            var heads = ByGroup(staff);
            foreach (var ((jobClass, workPattern), minutes) in ByGroup(overtime).Where(g => g.Value > 0))
            {
                var people = heads.GetValueOrDefault((jobClass, workPattern));
                var group = $"{Name(catalogue.Terms.JobClasses, jobClass)}・{Name(catalogue.Terms.WorkPatterns, workPattern)}";
                if (people == 0)
                {
                    yield return WarningMessages.NoHeadcount(SectionMonthFigures.Named(pair, register), group);
                }
                else if ((decimal)minutes > (decimal)hoursPerHead * MinutesPerHour * people)
                {
                    // Minutes are published: together with the hours per head they would disclose the size of a small group.
                    yield return WarningMessages.ManyHours(SectionMonthFigures.Named(pair, register), group, hoursPerHead,
                        people < catalogue.SmallGroup ? null : minutes / MinutesPerHour / people);
                }
            }
        }
    }

    private static SortedDictionary<(string JobClass, string WorkPattern), long> ByGroup(Observation o)
    {
        var groups = new SortedDictionary<(string, string), long>();
        foreach (var cell in o.Cells)
        {
            var key = (cell.Dimensions.JobClass, cell.Dimensions.WorkPattern);
            groups[key] = groups.GetValueOrDefault(key) + cell.Value;
        }

        return groups;
    }

    private static string Name(IReadOnlyList<Term> terms, string id) => terms.FirstOrDefault(t => t.Id == id)?.NameJa ?? id;
}
