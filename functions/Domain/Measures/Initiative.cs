using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Measures;

/// <summary>Where an entry of a register stands: an id of the catalogue's <c>statuses</c>, or <see cref="Withdrawn"/>.</summary>
public readonly record struct InitiativeStatus(string Id)
{
    /// <summary>取下げ: the entry is no longer in its register. Every register has it, whatever the catalogue lists.</summary>
    public static readonly InitiativeStatus Withdrawn = new("withdrawn");

    /// <summary>The word in JSON and tables.</summary>
    public string Text() => Id ?? "";

    /// <summary>As forms and pages say it.</summary>
    public string Ja() => MeasureRegistry.Current.Status(Text())?.NameJa ?? Text();
}

/// <summary>A status as the catalogue describes it.</summary>
/// <param name="Id">The word in JSON and tables, in lower case.</param>
/// <param name="NameJa">As forms and pages say it.</param>
/// <param name="NameEn">The name in English.</param>
public sealed record StatusEntry(string Id, string NameJa, string NameEn)
{
    /// <summary>What takes an entry out of its register, where a catalogue does not describe it.</summary>
    public static readonly StatusEntry Withdrawn = new(InitiativeStatus.Withdrawn.Id, StatusMessages.Withdrawn.Ja,
        StatusMessages.Withdrawn.En);

    /// <summary>Other words that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>What a measure of the kind register is.</summary>
public sealed record MeasureRegister
{
    /// <summary>What ids of registers begin with; the rest is the category of their entries.</summary>
    public const string Prefix = "initiatives.";

    /// <summary>The statuses that its entries may have; all of the catalogue where none is listed.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>The statuses that count, where an indicator does not say others.</summary>
    public IReadOnlyList<string> Counts { get; init; } = [];
}

/// <summary>
/// One entry of a register with its status in a month. It is identified by category, name and owning section, through the section's
/// reorganisations.
/// </summary>
/// <param name="Category">The category of a register.</param>
/// <param name="Name">1–200 characters, kept as written.</param>
/// <param name="Partners">Companies, universities, other cities.</param>
/// <param name="Status">The status that it has had since the observation's month.</param>
/// <param name="CountsTowardTarget">The report counts only what it underlines, so this is data.</param>
/// <param name="Note">Free text of up to 1,000 characters.</param>
public sealed record Initiative(
    string Category,
    string Name,
    IReadOnlyList<string> Partners,
    InitiativeStatus Status,
    bool CountsTowardTarget,
    string Note)
{
    public bool SameAs(Initiative other) =>
        Category == other.Category && Name == other.Name && Status == other.Status && CountsTowardTarget == other.CountsTowardTarget
        && Note == other.Note && Partners.SequenceEqual(other.Partners, StringComparer.Ordinal);
}
