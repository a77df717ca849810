using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Publishing.Reporting.Submissions;

/// <summary>What became of what was handed in.</summary>
public enum ChangeState
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It counted; a later submission has replaced it.</summary>
    Replaced,

    /// <summary>It waits to be confirmed.</summary>
    Waits,

    /// <summary>It waited, and a later submission has replaced it.</summary>
    Overtaken,

    /// <summary>Somebody decided that it is not used.</summary>
    Rejected,
}

/// <summary>A figure or initiative that was handed in, beside what held before.</summary>
/// <param name="Entry">What was handed in.</param>
/// <param name="Before">What held before; null where nothing did.</param>
/// <param name="State">What became of it.</param>
/// <param name="Decision">Who decided of it while it waited; null where nobody did.</param>
/// <param name="DecidedAt">When.</param>
public sealed record SubmissionChange(Observation Entry, Observation? Before, ChangeState State, ReviewDecision? Decision,
    DateTimeOffset? DecidedAt)
{
    /// <summary>Tells entries beside what was said before and since.</summary>
    /// <param name="entries">Entries of submissions, no decisions.</param>
    /// <param name="said">Everything that was said of the same; of initiatives in earlier months, too, and by sections before it.</param>
    /// <param name="register">Knows which sections those are.</param>
    public static IReadOnlyList<SubmissionChange> Of(IEnumerable<Observation> entries, IEnumerable<Observation> said, Register register)
    {
        var byKey = said.ToLookup(o => o.Key);
        var byName = said.Where(o => o.Initiative is not null).ToLookup(NameOf);
        return [.. entries.Select(e => Of(e, byKey[e.Key].ToList(), e.Initiative is null ? byKey[e.Key]
            : byName[NameOf(e)].Where(o => InitiativeSections.AreTheirs(register, e.Section, e.Month, o.Section, o.Month))))];
    }

    private static SubmissionChange Of(Observation entry, IReadOnlyList<Observation> ofSame, IEnumerable<Observation> earlier)
    {
        // A status that was handed in for an earlier month holds on until the next.
        var before = EffectiveObservations.Of(earlier.Where(o => o.Month <= entry.Month && o.HandedInAt < entry.HandedInAt
            && o.Source != entry.Source)).MaxBy(o => o.Month);
        var decided = ofSame.FirstOrDefault(o => o.Decision is not null && o.Source == entry.Source);
        var newest = EffectiveObservations.InOrder(ofSame.Where(o => o.State is EntryState.Accepted or EntryState.Withdrawn))
            .LastOrDefault();
        var counts = entry.State == EntryState.Held ? decided is { State: EntryState.Accepted or EntryState.Withdrawn } : true;
        var state = decided?.State == EntryState.Rejected ? ChangeState.Rejected
            : counts ? newest is null || newest.Source == entry.Source ? ChangeState.Holds : ChangeState.Replaced
            : EffectiveObservations.Waiting(ofSame).Any(w => w.Source == entry.Source) ? ChangeState.Waits : ChangeState.Overtaken;
        return new(entry, before, state, decided?.Decision, decided?.ReceivedAt);
    }

    private static (string Measure, FigureStatus Status, string Name) NameOf(Observation o) =>
        (o.Measure, o.Status, InitiativeName.Key(o.Initiative!.Name));
}
