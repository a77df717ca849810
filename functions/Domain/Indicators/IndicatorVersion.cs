using System.Text.Json.Serialization;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>What is other about an indicator from a fiscal year on; what it does not say stays as it was.</summary>
/// <param name="From">The first fiscal year for which it holds, until the next version.</param>
public sealed record IndicatorVersion(int From)
{
    /// <summary>The new name; null where it keeps its name.</summary>
    public string? NameJa { get; init; }

    /// <summary>The same in English.</summary>
    public string? NameEn { get; init; }

    /// <summary>How it is computed from then on; null where that stays.</summary>
    public Formula? Formula { get; init; }

    /// <summary>The new target; null where it stays.</summary>
    public Target? Target { get; init; }

    /// <summary>True where there is no target any more.</summary>
    public bool EndsTarget { get; init; }

    /// <summary>The report's new footnote; null where it stays.</summary>
    public string? Note { get; init; }

    /// <summary>The same in English.</summary>
    public string? NoteEn { get; init; }

    /// <summary>Published beside the values from then on; null where it stays.</summary>
    public string? RulesVersion { get; init; }

    /// <summary>True where it says anything.</summary>
    [JsonIgnore]
    public bool IsChange => EndsTarget || (NameJa ?? NameEn ?? Note ?? NoteEn ?? RulesVersion) is not null || Formula is not null
        || Target is not null;

    /// <summary>The indicator with what is other.</summary>
    internal Indicator On(Indicator before) => before with
    {
        NameJa = NameJa ?? before.NameJa,
        NameEn = NameEn ?? before.NameEn,
        Formula = Formula ?? before.Formula,
        Target = EndsTarget ? null : Target ?? before.Target,
        Note = Note ?? before.Note,
        NoteEn = Note is null ? NoteEn ?? before.NoteEn : NoteEn,
        RulesVersion = RulesVersion ?? before.RulesVersion,
    };
}
