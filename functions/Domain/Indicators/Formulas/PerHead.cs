using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Σ of a flow's months / Σ of the staff on the books in the same months. A month of which either is missing is the reason for a missing
/// value: a sum that lacks it would be divided by one that has it.
/// </summary>
internal sealed class PerHead(Formula formula) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var (from, month, status) = (valueRequest.From, valueRequest.Month, valueRequest.Status);
        var reported = figures.In(formula.Measure, month, status).Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsExpected(formula.Measure, month), reported);
        foreach (var one in YearFigures.Span(from, month))
        {
            if (!figures.In(formula.Measure, one, status).Any() || !figures.In(BuiltInMeasures.Staff, one, status).Any())
            {
                return FormulaResult.NotComputable(Reason.NotReported(one), reported, expected, month);
            }
        }

        var above = trace.Sum(new(OperandRole.Numerator), figures.In(formula.Measure, from, month, status), formula.Numerator);
        var below = trace.Sum(new(OperandRole.Denominator), figures.In(BuiltInMeasures.Staff, from, month, status),
            BuiltInMeasures.Get(BuiltInMeasures.Staff).Parts[0]);
        return below == 0 ? FormulaResult.NotComputable(Reason.ZeroDenominator, reported, expected, month, above, 0)
            : new(above / below, above, below, Reason.None, reported, expected, month);
    }
}
