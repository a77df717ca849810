using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>Which value is asked for.</summary>
/// <param name="Basis">What it speaks of.</param>
/// <param name="Month">The month at whose end it holds.</param>
/// <param name="From">The first month of the basis.</param>
/// <param name="Status">From actual or from planned figures.</param>
public readonly record struct ValueRequest(Basis Basis, FiscalMonth Month, FiscalMonth From, FigureStatus Status);

/// <summary>One way of computing an indicator.</summary>
public interface IFormula
{
    /// <summary>The value, or the reason why there is none.</summary>
    /// <param name="figures">What holds.</param>
    /// <param name="valueRequest">Which value.</param>
    /// <param name="trace">Adds up whatever is added up.</param>
    FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace);
}
