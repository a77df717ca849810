using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>Compares times with headcounts; needs both files, so the one that arrives later is checked. Pure.</summary>
internal static class HeadcountCheck
{
    private const long MinutesPerHour = 60;

    /// <param name="hoursPerHead">The threshold.</param>
    /// <param name="file">What the file says, of times or of people.</param>
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

            var (time, headcount) = HeadGroups.Ordered(pair, counterpart);
            var (of, ofTime) = (catalogue.MeasureSet.Get(headcount.Measure), catalogue.MeasureSet.Get(time.Measure));
            var heads = HeadGroups.Sums(headcount, of);
            foreach (var (dimensions, minutes) in HeadGroups.Sums(time, of).Where(g => g.Value > 0).OrderBy(g => (g.Key.JobClass,
                g.Key.WorkPattern, g.Key.Reason)))
            {
                var people = heads.GetValueOrDefault(dimensions);
                var group = string.Join("・", of.TermsOf(dimensions).Select(t => t.Ja));
                if (people == 0)
                {
                    yield return WarningMessages.NoHeadcount(SectionMonthFigures.Named(pair, register), ofTime, of, group);
                }
                else if ((decimal)minutes > (decimal)hoursPerHead * MinutesPerHour * people)
                {
                    // Minutes are published: together with the hours per head they would disclose the size of a small group.
                    yield return WarningMessages.ManyHours(SectionMonthFigures.Named(pair, register), ofTime, of, group, hoursPerHead,
                        people < catalogue.SmallGroup ? null : minutes / MinutesPerHour / people);
                }
            }
        }
    }
}
