using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Which pair the cells of a row name, and whether its section may say so. The answers are kept by the cells' numbers: most rows repeat
/// the cells of the row above, or of one before.
/// </summary>
internal sealed class SectionAnswers(SectionResolver sections, DropProfile profile, DropReference reference)
{
    private readonly Dictionary<(int, int, int), SectionResolution> answers = [];
    private readonly FiscalMonth? last = reference.Present;
    private (int, int, int) lastKey;
    private SectionResolution? lastAnswer;

    /// <summary>The answer for the cells of a row.</summary>
    /// <param name="month">A month that can be read.</param>
    /// <param name="code">The section's code, or a blank cell.</param>
    /// <param name="name">Its name, or a blank cell.</param>
    public SectionResolution Of(MonthCell month, TextCell code, TextCell name)
    {
        var key = (month.Id, code.Id, name.Id);
        if (lastAnswer is null || key != lastKey)
        {
            lastAnswer = Find(key, month.Reading.Month, code, name);
            lastKey = key;
        }

        return lastAnswer;
    }

    private SectionResolution Find((int, int, int) key, FiscalMonth month, TextCell code, TextCell name)
    {
        if (!answers.TryGetValue(key, out var resolution))
        {
            resolution = Allowed(sections.Find(code, name, month), month);
            if (answers.Count < DropLimits.CachedAnswers)
            {
                answers.Add(key, resolution);
            }
        }

        return resolution;
    }

    // What can be read and may not be said: by a section that the catalogue does not name. A month that has not begun is said to be one
    // elsewhere.
    private SectionResolution Allowed(SectionResolution resolution, FiscalMonth month) =>
        resolution.Fault is not null || last < month || reference.Owners is not { } owners
            || owners.Owes(profile.Measure.Id, resolution.Key.Section, month)
            ? resolution
            : resolution with
            {
                Fault = line => DropRowMessages.NotOwed(line, profile.NameOf(DropColumn.SectionCode), profile.Measure,
                    owners.Of(profile.Measure.Id, month)),
            };
}
