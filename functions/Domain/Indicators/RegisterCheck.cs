using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Checks what a catalogue says of a register.</summary>
internal static class RegisterCheck
{
    /// <summary>What is wrong with it.</summary>
    public static IEnumerable<BilingualText> OfMeasure(MeasureEntry m, IReadOnlyList<StatusEntry> statuses)
    {
        if (m.Parts.Count > 0 || m.Drop is not null || m.Topic is not null || m.ShareOfWhole || m.Headcount)
        {
            yield return MeasureMessages.RegisterHasNoNumbers(m.Id);
        }

        var known = statuses.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var register = m.Register ?? new();
        var its = register.Statuses.Count > 0 ? register.Statuses : [.. known];
        if (its.Count == 0 || register.Statuses.Any(s => !known.Contains(s)) || register.Counts.Any(s => !its.Contains(s)))
        {
            yield return MeasureMessages.RegisterStatuses(m.Id, known);
        }
    }
}
