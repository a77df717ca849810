using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>What a value is compared with.</summary>
public enum ComparisonKind
{
    /// <summary>The value that it replaces.</summary>
    Replaced,

    /// <summary>The same month of earlier years.</summary>
    YearBefore,

    /// <summary>The newest value before it.</summary>
    MonthBefore,

    /// <summary>The same, where no earlier year is known: for what has its seasons.</summary>
    MonthBeforeIfNoYear,
}

/// <summary>From when on a value of a measure is warned of, and from when on it waits to be confirmed.</summary>
/// <param name="Measure">A measure of figures.</param>
/// <param name="Part">Which of its numbers, added up over the dimensions; null for all that have no rule of their own.</param>
public sealed record ValueRule(string Measure, string? Part = null)
{
    private const decimal MostRatio = 1_000_000;

    /// <summary>A tenfold slip waits even where the truth has halved meanwhile; what has doubled is let pass with a warning.</summary>
    public const decimal DefaultWarnRatio = 1.5m, DefaultHoldRatio = 5;

    public const long DefaultMinimumDifference = 5;

    /// <summary>Sections differ by more than months do, and two or three others say little of what is usual.</summary>
    public const decimal DefaultPeerRatio = 10;

    public const int DefaultPeers = 3;

    /// <summary>So many times as much, or such a part, is warned of; null where nothing is.</summary>
    public decimal? WarnRatio { get; init; } = DefaultWarnRatio;

    /// <summary>So many times as much, or such a part, waits; null where nothing does.</summary>
    public decimal? HoldRatio { get; init; } = DefaultHoldRatio;

    /// <summary>And away from it by so much at least, in the measure's unit.</summary>
    public long MinimumDifference { get; init; } = DefaultMinimumDifference;

    /// <summary>
    /// What it is compared with. Where there is nothing of that, the newest value before it may make it wait.
    /// </summary>
    public IReadOnlyList<ComparisonKind> Against { get; init; } = [ComparisonKind.Replaced, ComparisonKind.YearBefore,
        ComparisonKind.MonthBefore];

    /// <summary>More than this cannot be, and waits; null where nothing is known.</summary>
    public long? Most { get; init; }

    /// <summary>True for a running total: less than before, or more than later, waits.</summary>
    public bool NeverFalls { get; init; }

    /// <summary>
    /// So many times the largest value that any section has reported waits, where a section has no value of its own to compare with; null
    /// where nothing does.
    /// </summary>
    public decimal? PeerRatio { get; init; } = DefaultPeerRatio;

    /// <summary>From so many other sections on.</summary>
    public int Peers { get; init; } = DefaultPeers;

    /// <summary>True when a value is so far from another one.</summary>
    public bool IsFar(long value, long other, decimal? ratio)
    {
        // Of nothing there is no multiple; one counts as the least that it can be taken of.
        var (less, more) = (Math.Max(Math.Min(value, other), 1), Math.Max(value, other));
        return ratio is { } r && more - Math.Min(value, other) >= MinimumDifference && more >= r * less;
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal BilingualText? Fault(MeasureSet measures) =>
        measures.Find(Measure) is not { Kind: not MeasureKind.Register } measure
            || (Part is not null && !measure.Parts.Contains(Part))
            ? CatalogueMessages.ValueMeasure(Measure)
            : WarnRatio is <= 1 or > MostRatio || HoldRatio is <= 1 or > MostRatio || PeerRatio is <= 1 or > MostRatio || Peers < 1
                || MinimumDifference is < 0 or > 1_000_000_000_000
                || Most is < 0 or > 1_000_000_000_000
                ? CatalogueMessages.ValueNumbers(Measure, MostRatio)
                : NeverFalls && measure.Kind != MeasureKind.Stock ? CatalogueMessages.NeverFalls(Measure) : null;
}
