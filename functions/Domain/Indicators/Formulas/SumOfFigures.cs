namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>Σ over sections: of a stock the latest of each, of a flow the months of the basis.</summary>
internal sealed class SumOfFigures(Formula formula, bool isStock) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var summed = isStock ? Stock.At(figures, formula.Measure, valueRequest.Month, valueRequest.Status, trace)
            : figures.FlowOf(formula.Measure, valueRequest.From, valueRequest.Month, valueRequest.Status);
        var reported = summed.Where(o => o.Month == valueRequest.Month).Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsExpected(formula.Measure, valueRequest.Month), reported);
        if (summed.Count == 0)
        {
            var reason = valueRequest.Basis == Basis.Month && !isStock ? Reason.NotReported(valueRequest.Month) : Reason.NothingReportedYet;
            return FormulaResult.NotComputable(reason, 0, expected, valueRequest.Month);
        }

        var sum = trace.Sum(new(OperandRole.Numerator), summed, formula.Numerator);
        return new(sum, sum, null, Reason.None, reported, expected, isStock ? summed.Max(o => o.Month)
            : valueRequest.Month)
        { Carried = isStock && summed.Any(o => o.Month < valueRequest.Month) };
    }
}
