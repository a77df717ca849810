using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>A value together with what it was made from, by the computation that publishes it.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Value">The value, or why there is none.</param>
/// <param name="From">The first month that it speaks of.</param>
/// <param name="BaseFrom">The first of the same months in the base year; null where nothing is compared.</param>
/// <param name="Operands">The sums of its formula with everything that was added up.</param>
/// <param name="LeftOut">What was handed in and is not in it, and why.</param>
/// <param name="BureauxLeftOut">Names of bureaux that a mean leaves out because they had no documents.</param>
public sealed record Explanation(
    Indicator Indicator, IndicatorValue Value, FiscalMonth From, FiscalMonth? BaseFrom, IReadOnlyList<Operand> Operands,
        IReadOnlyList<ExcludedFigure> LeftOut, IReadOnlyList<string> BureauxLeftOut)
{
    /// <summary>The last of the same months in the base year.</summary>
    public FiscalMonth? BaseTo => BaseFrom?.AddMonths(((Value.Month.Year - From.Year) * 12) + Value.Month.Month - From.Month);

    /// <summary>What all sums of a role come to.</summary>
    public decimal Total(OperandRole role, OperandSide side = OperandSide.Value) =>
        Operands.Where(o => o.Key.Role == role && o.Key.Side == side).Sum(o => o.Total);
}
