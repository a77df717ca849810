using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Finds figures that are far from those of the same month in earlier years; overtime is seasonal, so other months are not compared. Pure.
/// </summary>
internal static class JumpCheck
{
    /// <summary>Nothing that was before is compared; the first month that the program knows is in 1900.</summary>
    public const int FirstYear = 1950;

    /// <summary>The warnings of one threshold.</summary>
    /// <param name="rule">The thresholds.</param>
    /// <param name="file">What the file says.</param>
    /// <param name="before">The figures of earlier years; the file's own months take precedence.</param>
    /// <param name="register">Tells whose work a section does.</param>
    /// <param name="smallGroup">Headcounts with fewer people than this are not told.</param>
    public static IEnumerable<DropWarning> Warnings(OutlierRule rule, SectionMonthFigures file, SectionMonthFigures before,
        Register register, int smallGroup)
    {
        var predecessors = new Predecessors(register);
        var column = ColumnOf(DropProfile.Of(MeasureRegistry.Current.Get(rule.Measure).DropFolder!), rule.Part);
        foreach (var pair in file.All)
        {
            var earlier = Enumerable.Range(1, rule.Years).Where(y => pair.Month.Year - y >= FirstYear)
                .Select(y => pair.Month.AddMonths(-12 * y))
                .Select(month => Sum(predecessors.Of(pair.Section, pair.Month, month), month)).OfType<long>().ToList();
            var now = SectionMonthFigures.Sum(pair, rule.Part);
            if (earlier.Count == 0 || !IsFar(now, earlier.Min(), earlier.Max(), rule))
            {
                continue;
            }

            var mayTell = !MeasureRegistry.Current.Get(rule.Measure).IsHeadcount || earlier.Append(now).All(v => v == 0 || v >= smallGroup);
            yield return WarningMessages.Jump(
                SectionMonthFigures.Named(pair, register), rule, column, now > earlier.Max(),
                mayTell ? (now, earlier.Min(), earlier.Max()) : null);
        }

        // Only with the figures of all sections that did the work then: a part of them would look like a change.
        long? Sum(IReadOnlyList<string>? sections, FiscalMonth month)
        {
            var said = sections?.Select(s => file.Find(s, month) ?? before.Find(s, month)).ToList();
            return said is null || said.Contains(null) ? null : said.Sum(o => SectionMonthFigures.Sum(o!, rule.Part));
        }
    }

    private static string ColumnOf(DropProfile profile, string part) => profile.NameOf(profile.ColumnOf(part));

    private static bool IsFar(long now, long least, long most, OutlierRule rule) =>
        (now > most * rule.Ratio && now - most >= rule.MinimumDifference)
            || (now * rule.Ratio < least && least - now >= rule.MinimumDifference);
}
