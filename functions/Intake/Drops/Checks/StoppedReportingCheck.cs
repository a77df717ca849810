using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>Sections that reported the months before and are missing from the newest month of a file. Pure.</summary>
internal static class StoppedReportingCheck
{
    /// <param name="rule">The thresholds.</param>
    /// <param name="newest">The newest month that the file speaks of.</param>
    /// <param name="there">Sections of that month in the file, including held ones, which have their own error.</param>
    /// <param name="file">What the file says.</param>
    /// <param name="before">The earlier figures.</param>
    /// <param name="register">Which sections there are.</param>
    /// <param name="profile">The folder's layout.</param>
    public static IEnumerable<DropWarning> Warnings(
        StoppedReportingRule rule, FiscalMonth newest, IEnumerable<string> there, SectionMonthFigures file, SectionMonthFigures before,
            Register register, DropProfile profile)
    {
        var expected = Enumerable.Range(1, rule.Months).Select(i => newest.AddMonths(-i))
            .SelectMany(month => file.SectionsOf(month).Concat(before.SectionsOf(month)))
            .Where(code => register.Get(code, newest) is not null).ToHashSet(StringComparer.Ordinal);
        var reported = there.Concat(file.SectionsOf(newest)).Concat(before.SectionsOf(newest)).ToHashSet(StringComparer.Ordinal);
        var stopped = expected.Except(reported).Order(StringComparer.Ordinal).ToList();
        return (expected.Count - stopped.Count) * 100L < rule.LeastPercent * (long)expected.Count
            ? []
            : stopped.Select(code => WarningMessages.Stopped(register.Get(code, newest)!, newest, rule.Months, profile.Measure));
    }
}
