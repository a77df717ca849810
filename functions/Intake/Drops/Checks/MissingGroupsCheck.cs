using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Finds groups of a section and month that an earlier file had and this one lacks. A file replaces all figures of a pair, so dropping only
/// a corrected row removes the others. Pure.
/// </summary>
internal static class MissingGroupsCheck
{
    /// <param name="file">What the file says.</param>
    /// <param name="before">The earlier figures of the same months.</param>
    /// <param name="register">Names of sections.</param>
    public static IEnumerable<DropWarning> Warnings(SectionMonthFigures file, SectionMonthFigures before, Register register)
    {
        foreach (var pair in file.All)
        {
            if (before.Find(pair.Section, pair.Month) is { } replaced)
            {
                var groups = Groups(replaced);
                var missing = groups.Except(Groups(pair)).Count();
                if (missing > 0)
                {
                    yield return WarningMessages.GroupsMissing(
                        SectionMonthFigures.Named(pair, register), MeasureRegistry.Current.Get(pair.Measure), missing, groups.Count);
                }
            }
        }
    }

    // Leaving out a row of zeros changes nothing.
    private static HashSet<Dimensions> Groups(Observation o) => [.. o.Cells.Where(c => c.Value != 0).Select(c => c.Dimensions)];
}
