namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Σ numerator / Σ denominator over sections, the latest of each at or before the month; the denominator is data of its date.
/// </summary>
internal sealed class RatioOfSums(Formula formula) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var stock = Stock.At(figures, formula.Measure, valueRequest.Month, valueRequest.Status, trace);
        var reported = stock.Count(o => o.Month == valueRequest.Month);
        var expected = Math.Max(figures.SectionsExpected(formula.Measure, valueRequest.Month), figures.Owners is null ? stock.Count
            : reported);
        return stock.Count == 0
            ? FormulaResult.NotComputable(Reason.NothingReportedYet, 0, expected, valueRequest.Month)
            : FormulaResult.Percentage(
                trace.Sum(new(OperandRole.Numerator), stock, formula.Numerator),
                trace.Sum(new(OperandRole.Denominator), stock, formula.Denominator),
                Reason.None, reported, expected, stock.Max(o => o.Month)) with
            { Carried = stock.Any(o => o.Month < valueRequest.Month) };
    }
}
