using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>One thing that a scope leaves out, why, and since when.</summary>
/// <param name="Dimension">The id of a dimension.</param>
/// <param name="Value">The id of one of its terms.</param>
public sealed record Exclusion(string Dimension, string Value, string Because, string Since, string BecauseEn = "")
{
    /// <summary>Where numbers have the dimension; null where the catalogue has none of that id.</summary>
    [JsonIgnore]
    public DimensionColumn? Column { get; init; }

    public bool Concerns(Dimensions d) => Value == Column switch
    {
        DimensionColumn.JobClass => d.JobClass,
        DimensionColumn.WorkPattern => d.WorkPattern,
        DimensionColumn.Reason => d.Reason,
        _ => null,
    };
}

/// <summary>Who and what an indicator per person leaves out; applied to the base year as to the year itself.</summary>
/// <param name="LeaveOutPeople">Their minutes and their headcount.</param>
/// <param name="LeaveOutMinutes">These minutes only; the people's headcount stays.</param>
public sealed record ExclusionScope(string Id, string NameJa, IReadOnlyList<Exclusion> LeaveOutPeople,
    IReadOnlyList<Exclusion> LeaveOutMinutes, string NameEn = "")
{
    /// <summary>True when these people are counted.</summary>
    public bool CountsPeople(Dimensions d) => !LeaveOutPeople.Any(e => e.Concerns(d));

    /// <summary>True when these minutes are counted.</summary>
    public bool CountsMinutes(Dimensions d) => CountsPeople(d) && !LeaveOutMinutes.Any(e => e.Concerns(d));

    /// <summary>The same with the columns of its dimensions.</summary>
    internal ExclusionScope In(MeasureSet measures)
    {
        return this with { LeaveOutPeople = Placed(LeaveOutPeople), LeaveOutMinutes = Placed(LeaveOutMinutes) };

        IReadOnlyList<Exclusion> Placed(IReadOnlyList<Exclusion> exclusions) =>
            [.. exclusions.Select(e => e is null ? e! : e with { Column = measures.Dimension(e.Dimension)?.Column })];
    }
}
