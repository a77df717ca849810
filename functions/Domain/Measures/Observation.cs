using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Measures;

/// <summary>Whether a figure is an actual or a planned one; the two are never mixed.</summary>
public enum FigureStatus
{
    Actual,
    Planned,
}

/// <summary>The dimensions of a figure; <c>""</c> where a measure has none.</summary>
public readonly record struct Dimensions(string JobClass, string WorkPattern, string Reason)
{
    public static readonly Dimensions None = new("", "", "");
}

/// <summary>One number: a part of a measure in one combination of dimensions.</summary>
/// <param name="Dimensions">Job class, work pattern and reason, or none.</param>
/// <param name="Part">Which number of the measure (<c>online</c>, <c>minutes</c> …).</param>
/// <param name="Value">A count, minutes or heads; never negative.</param>
/// <param name="Lines">The lines of the file it was added up from (<c>2-17</c>), or <c>""</c>.</param>
public sealed record FigureCell(Dimensions Dimensions, string Part, long Value, string Lines = "");

/// <summary>Where an observation came from: enough to find it again.</summary>
/// <param name="Kind"><c>submission</c> or <c>drop</c>.</param>
/// <param name="Id">The submission's id, or the drop's folder and file name.</param>
/// <param name="ETag">The upload of a drop; <c>""</c> for submissions.</param>
public sealed record Source(string Kind, string Id, string ETag)
{
    public const string Submission = "submission";
    public const string Drop = "drop";

    /// <summary>As the published tables print it.</summary>
    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>The figures of one source for one section and month: an entry of the ledger, append-only.</summary>
/// <param name="Measure">An id of <see cref="MeasureSet"/>.</param>
/// <param name="Section">The section's code in that month.</param>
/// <param name="Month">The month it speaks of.</param>
/// <param name="Status">Actual or planned.</param>
/// <param name="Cells">The numbers; empty for an initiative.</param>
/// <param name="Initiative">The initiative, or null for numbers.</param>
/// <param name="Source">The submission or the file.</param>
/// <param name="ReceivedAt">When it was handed in (a drop: when it was uploaded).</param>
public sealed record Observation(
    string Measure,
    string Section,
    FiscalMonth Month,
    FigureStatus Status,
    IReadOnlyList<FigureCell> Cells,
    Initiative? Initiative,
    Source Source,
    DateTimeOffset ReceivedAt)
{
    /// <summary>Whether it counts.</summary>
    public EntryState State { get; init; }

    /// <summary>Why it waits, for people, a line for each reason; empty where it does not.</summary>
    public string Why { get; init; } = "";

    /// <summary>The same in English; empty also for what was kept before there was one.</summary>
    public string WhyEn { get; init; } = "";

    /// <summary>What was decided, where this is the decision of an entry that waited; else null.</summary>
    public ReviewDecision? Decision { get; init; }

    /// <summary>True where it takes back what was said, also while that waits.</summary>
    public bool Withdraws => State == EntryState.Withdrawn || (Initiative is null && Cells.Count == 0);

    /// <summary>When what it says was handed in.</summary>
    public DateTimeOffset HandedInAt => Decision?.HandedInAt ?? ReceivedAt;

    /// <summary>
    /// What it speaks of. The newest observation of a key holds; initiatives are told apart by name, however it is typed.
    /// </summary>
    public ObservationKey Key => new(Measure, Section, Month, Status, Initiative is null ? "" : InitiativeName.Key(Initiative.Name));

    /// <summary>The number of a part, added up over dimensions; null where it has none.</summary>
    public long? Value(string part)
    {
        long? sum = null;
        foreach (var cell in Cells)
        {
            if (cell.Part == part)
            {
                sum = (sum ?? 0) + cell.Value;
            }
        }

        return sum;
    }

    /// <summary>True when both have the same content, whatever their source and time.</summary>
    public bool SaysTheSameAs(Observation other) =>
        Key == other.Key
        && Withdraws == other.Withdraws
        && (Initiative is null ? other.Initiative is null : other.Initiative is not null && Initiative.SameAs(other.Initiative))
        && Cells.Count == other.Cells.Count
        && Cells.All(c => other.Cells.Any(o => o.Dimensions == c.Dimensions && o.Part == c.Part && o.Value == c.Value));
}

/// <summary>The key of an observation.</summary>
public readonly record struct ObservationKey(string Measure, string Section, FiscalMonth Month, FigureStatus Status, string Name);

/// <summary>Selects the effective observations from all entries.</summary>
public static class EffectiveObservations
{
    /// <summary>
    /// The newest observation of each key among those received by an instant. Two of the same instant are ordered by their source's name,
    /// so that the result does not depend on the order of reading.
    /// </summary>
    public static IReadOnlyList<Observation> Of(IEnumerable<Observation> observations, DateTimeOffset? receivedBy = null) =>
        [.. observations
            .Where(o => (receivedBy is null || o.ReceivedAt <= receivedBy) && o.State is EntryState.Accepted or EntryState.Withdrawn)
            .GroupBy(o => o.Key)
            .Select(g => g.MaxBy(Age, Newest.Comparer)!)
            .Where(o => o.State == EntryState.Accepted)];

    /// <summary>The entries that wait to be confirmed: of each key the newest, where that one is held.</summary>
    public static IReadOnlyList<Observation> Waiting(IEnumerable<Observation> observations, DateTimeOffset? receivedBy = null) =>
        [.. observations
            .Where(o => receivedBy is null || o.ReceivedAt <= receivedBy)
            .GroupBy(o => o.Key)
            .Select(g => g.MaxBy(Age, Newest.Comparer)!)
            .Where(o => o.State == EntryState.Held)];

    /// <summary>Observations of one key, the effective one last.</summary>
    public static IReadOnlyList<Observation> InOrder(IEnumerable<Observation> ofOneKey) => [.. ofOneKey.OrderBy(Age, Newest.Comparer)];

    // What was decided stands where the entry that waited stood, and after it.
    private static (DateTimeOffset HandedInAt, string Order) Age(Observation o) =>
        (o.HandedInAt, o.Source.Id + o.Source.ETag + (o.Decision is null ? "" : "!"));

    private sealed class Newest : IComparer<(DateTimeOffset HandedInAt, string Order)>
    {
        public static readonly Newest Comparer = new();

        public int Compare((DateTimeOffset HandedInAt, string Order) x, (DateTimeOffset HandedInAt, string Order) y)
        {
            var time = x.HandedInAt.CompareTo(y.HandedInAt);
            return time != 0 ? time : string.CompareOrdinal(x.Order, y.Order);
        }
    }
}
