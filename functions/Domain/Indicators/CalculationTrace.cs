using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>What a sum is in a formula.</summary>
public enum OperandRole
{
    /// <summary>What is divided, or counted, or simply added up.</summary>
    Numerator,

    /// <summary>What it is divided by.</summary>
    Denominator,
}

/// <summary>Which months a sum is of.</summary>
public enum OperandSide
{
    /// <summary>The months that the value speaks of.</summary>
    Value,

    /// <summary>The same months of the base year.</summary>
    BaseYear,
}

/// <summary>One number that was added up.</summary>
/// <param name="Observation">Who said it, of which month, and where it came from.</param>
/// <param name="Cell">The number; null for an initiative.</param>
/// <param name="Amount">What it adds: the cell's value, or 1 for an initiative.</param>
public readonly record struct Contribution(Observation Observation, FigureCell? Cell, decimal Amount);

/// <summary>One sum of a formula.</summary>
/// <param name="Role">What it is in the formula.</param>
/// <param name="Side">Which months it is of.</param>
/// <param name="Group">The bureau whose sum it is; <c>""</c> for a sum over everything.</param>
public readonly record struct OperandKey(OperandRole Role, OperandSide Side = OperandSide.Value, string Group = "");

/// <summary>A sum of a formula with what was added up.</summary>
public sealed record Operand(OperandKey Key, IReadOnlyList<Contribution> Contributions)
{
    /// <summary>What the contributions come to.</summary>
    public decimal Total => Contributions.Sum(c => c.Amount);
}

/// <summary>Why something that was handed in is not in a value.</summary>
public enum ExclusionReason
{
    /// <summary>A scope of the catalogue leaves it out.</summary>
    Scope,

    /// <summary>The section is one of the hospital's medical ones.</summary>
    HospitalMedical,

    /// <summary>The section's bureau had no documents, so it has no rate.</summary>
    BureauWithoutDocuments,

    /// <summary>The register does not know the section in that month.</summary>
    SectionUnknown,

    /// <summary>The section has ended, and either has no successor or one that has reported.</summary>
    SectionEnded,

    /// <summary>The initiative's newest status is none of those that count.</summary>
    StatusNotCounted,

    /// <summary>The initiative does not count toward the target.</summary>
    NotTowardTarget,

    /// <summary>The initiative began to count before the period.</summary>
    BeforePeriod,
}

/// <summary>Something that was handed in and is not in the value.</summary>
/// <param name="Observation">What was handed in.</param>
/// <param name="Cell">The number that is left out; null where all of it is.</param>
/// <param name="Side">Which months it is of.</param>
/// <param name="Reason">Why.</param>
/// <param name="Exclusion">The catalogue's rule, where it is one of a scope.</param>
public sealed record ExcludedFigure(Observation Observation, FigureCell? Cell, OperandSide Side, ExclusionReason Reason,
    Exclusion? Exclusion = null);

/// <summary>
/// Adds up for a formula and, for an explanation, records the summands: so the explanation uses the same computation as the value.
/// </summary>
public sealed class CalculationTrace
{
    private readonly Dictionary<OperandKey, List<Contribution>>? sums;
    private readonly List<ExcludedFigure> leftOut = [];
    private readonly List<string> bureaux = [];

    private CalculationTrace(bool keeps) => sums = keeps ? [] : null;

    /// <summary>Adds up without recording: for publishing.</summary>
    public static CalculationTrace Forgotten { get; } = new(keeps: false);

    /// <summary>The sums, in the order in which they were made.</summary>
    public IReadOnlyList<Operand> Operands => [.. (sums ?? []).Select(s => new Operand(s.Key, s.Value))];

    /// <summary>What was read and not added.</summary>
    public IReadOnlyList<ExcludedFigure> LeftOut => leftOut;

    /// <summary>Names of bureaux that a mean leaves out.</summary>
    public IReadOnlyList<string> BureauxLeftOut => bureaux;

    /// <summary>Adds up amounts.</summary>
    public decimal Sum(OperandKey key, IEnumerable<Contribution> contributions)
    {
        if (sums is null)
        {
            return contributions.Sum(c => c.Amount);
        }

        if (!sums.TryGetValue(key, out var kept))
        {
            sums[key] = kept = [];
        }

        var before = kept.Count;
        kept.AddRange(contributions);
        return kept.Skip(before).Sum(c => c.Amount);
    }

    /// <summary>Adds up a part of observations over all dimensions; one that lacks the part adds nothing.</summary>
    public decimal Sum(OperandKey key, IEnumerable<Observation> observations, string part) => Sum(key, observations.SelectMany(o =>
        o.Cells.Where(c => c.Part == part).Select(c => new Contribution(o, c, c.Value))));

    /// <summary>Notes what was not added.</summary>
    public void LeaveOut(Observation observation, FigureCell? cell, OperandSide side, ExclusionReason reason, Exclusion? exclusion = null)
    {
        if (sums is not null)
        {
            leftOut.Add(new(observation, cell, side, reason, exclusion));
        }
    }

    /// <summary>Takes a bureau that has no rate out of the sums.</summary>
    public void LeaveOutBureaux(IEnumerable<string> codes, IEnumerable<string> names)
    {
        if (sums is null)
        {
            return;
        }

        foreach (var key in sums.Keys.Where(k => codes.Contains(k.Group)).ToList())
        {
            leftOut.AddRange(sums[key]
                .Select(c => new ExcludedFigure(c.Observation, c.Cell, key.Side, ExclusionReason.BureauWithoutDocuments)));
            sums.Remove(key);
        }

        bureaux.AddRange(names);
    }

    /// <summary>Records everything: for the explanation of one value.</summary>
    public static CalculationTrace Kept() => new(keeps: true);
}
