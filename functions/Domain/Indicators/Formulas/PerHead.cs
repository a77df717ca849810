namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Σ of a flow's months / Σ of the people in the same months. A month of which either is missing is the reason for a missing
/// value: a sum that lacks it would be divided by one that has it.
/// </summary>
internal sealed class PerHead(PerPersonMeasures of, string part) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var (from, month, status) = (valueRequest.From, valueRequest.Month, valueRequest.Status);
        var reported = figures.In(of.Amount.Id, month, status).Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsExpected(of.Amount.Id, month), reported);
        foreach (var one in YearFigures.Span(from, month))
        {
            if (!figures.In(of.Amount.Id, one, status).Any() || !figures.In(of.Headcount.Id, one, status).Any())
            {
                return FormulaResult.NotComputable(Reason.NotReported(one), reported, expected, month);
            }
        }

        var above = trace.Sum(new(OperandRole.Numerator), figures.In(of.Amount.Id, from, month, status), part);
        var below = trace.Sum(new(OperandRole.Denominator), figures.In(of.Headcount.Id, from, month, status),
            of.Headcount.Parts[0]);
        return below == 0 ? FormulaResult.NotComputable(Reason.ZeroDenominator, reported, expected, month, above, 0)
            : new(above / below, above, below, Reason.None, reported, expected, month);
    }
}
