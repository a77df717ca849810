using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>What is known of what an observation speaks of, before it is taken.</summary>
/// <param name="Holding">What holds; null when nothing does.</param>
/// <param name="Waiting">What waits to be confirmed; null when nothing does.</param>
/// <param name="YearsBefore">What held in the same month of earlier years, the department's own or that of the sections whose work it does
/// now.</param>
/// <param name="MonthBefore">The newest actual value before it, up to ten years back.</param>
/// <param name="Whose">Whose the earlier years are, where they are not the department's own; else <c>""</c>.</param>
public sealed record PriorValues(Observation? Holding, Observation? Waiting, IReadOnlyList<Observation> YearsBefore,
    Observation? MonthBefore, string Whose = "")
{
    /// <summary>Nothing.</summary>
    public static readonly PriorValues None = new(null, null, [], null);

    /// <summary>The oldest actual value after it; null for none.</summary>
    public Observation? MonthAfter { get; init; }

    /// <summary>True when nothing is known that was before it.</summary>
    public bool HasNothingBefore => Holding is null && MonthBefore is null && YearsBefore.Count == 0;

    /// <summary>The newest month of which the department has reported an actual value; null for none.</summary>
    public FiscalMonth? Newest { get; init; }

    /// <summary>The newest entry that said the same before something else replaced it; null for none.</summary>
    public Observation? Repeated { get; init; }

    /// <summary>The plans that hold for its month and later ones.</summary>
    public IReadOnlyList<Observation> Plans { get; init; } = [];

    /// <summary>What other sections have reported of the measure, where that is asked for.</summary>
    public PeerValues Peers { get; init; } = PeerValues.None;

    /// <summary>True when an observation says what was said last, whether that holds or waits.</summary>
    public bool IsSaidBy(Observation o) => (Waiting ?? Holding) is { } last ? o.SaysTheSameAs(last) : o.State == EntryState.Withdrawn;
}
