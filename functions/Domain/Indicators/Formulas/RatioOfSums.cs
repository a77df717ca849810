namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Σ numerator / Σ denominator over sections: of a stock the latest of each at or before the month, where the denominator is data of its
/// date; of a flow the months of the basis.
/// </summary>
internal sealed class RatioOfSums(Formula formula, bool isStock) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var summed = isStock ? Stock.At(figures, formula.Measure, valueRequest.Month, valueRequest.Status, trace)
            : figures.FlowOf(formula.Measure, valueRequest.From, valueRequest.Month, valueRequest.Status);
        var ofMonth = summed.Where(o => o.Month == valueRequest.Month);
        var reported = isStock ? ofMonth.Count() : ofMonth.Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsExpected(formula.Measure, valueRequest.Month), figures.Owners is null && isStock
            ? summed.Count : reported);
        if (summed.Count == 0)
        {
            var reason = valueRequest.Basis == Basis.Month && !isStock ? Reason.NotReported(valueRequest.Month) : Reason.NothingReportedYet;
            return FormulaResult.NotComputable(reason, 0, expected, valueRequest.Month);
        }

        return FormulaResult.Percentage(
            trace.Sum(new(OperandRole.Numerator), summed, formula.Numerator),
            trace.Sum(new(OperandRole.Denominator), summed, formula.Denominator),
            Reason.None, reported, expected, isStock ? summed.Max(o => o.Month) : valueRequest.Month) with
        { Carried = isStock && summed.Any(o => o.Month < valueRequest.Month) };
    }
}
