namespace SmartToyonaka.Domain.Measures;

/// <summary>Whether an entry of the ledger counts.</summary>
public enum EntryState
{
    /// <summary>It counts until a newer one replaces it.</summary>
    Accepted,

    /// <summary>It is kept and counts nowhere; it waits to be confirmed. What held before goes on holding.</summary>
    Held,

    /// <summary>What was said before it counts as never said.</summary>
    Withdrawn,

    /// <summary>What waited was rejected; what held before goes on holding.</summary>
    Rejected,
}

/// <summary>
/// What was decided of an entry that waited. The decision is an entry of its own; it stands where the one that waited stood.
/// </summary>
/// <param name="By">The id of whoever decided.</param>
/// <param name="Reason">Why, in their words; may be empty.</param>
/// <param name="HandedInAt">When the entry that waited was handed in. A correction that came after it goes before it, whenever it was
/// decided.</param>
public sealed record ReviewDecision(string By, string Reason, DateTimeOffset HandedInAt);

/// <summary>The words for a state in JSON and tables.</summary>
public static class EntryStateText
{
    public static string Text(this EntryState state) => state switch
    {
        EntryState.Held => "held",
        EntryState.Withdrawn => "withdrawn",
        EntryState.Rejected => "rejected",
        _ => "accepted",
    };

    /// <summary>The state that a word names; an entry without one was accepted.</summary>
    /// <exception cref="InvalidDataException">It is none of them.</exception>
    public static EntryState Parse(string? text) => text switch
    {
        null or "" or "accepted" => EntryState.Accepted,
        "held" => EntryState.Held,
        "withdrawn" => EntryState.Withdrawn,
        "rejected" => EntryState.Rejected,
        _ => throw new InvalidDataException($"'{text}' is no state of an entry."),
    };
}
