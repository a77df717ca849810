using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Σ numerator of one measure / Σ denominator of another, over sections: of a stock the latest of each, of a flow the months of the basis.
/// </summary>
internal sealed class ShareOfMeasures(Formula formula, MeasureSet measures) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var share = Of(formula.Measure);
        var whole = Of(formula.DenominatorMeasure);
        var reported = share.Where(o => o.Month == valueRequest.Month).Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsExpected(formula.Measure, valueRequest.Month), reported);
        if (share.Count == 0 || whole.Count == 0)
        {
            return FormulaResult.NotComputable(Reason.NothingReportedYet, reported, expected, valueRequest.Month);
        }

        var all = share.Concat(whole).ToList();
        return FormulaResult.Percentage(
            trace.Sum(new(OperandRole.Numerator), share, formula.Numerator),
            trace.Sum(new(OperandRole.Denominator), whole, formula.Denominator),
            Reason.None, reported, expected, all.Max(o => o.Month)) with
        { Carried = all.Any(o => IsStock(o.Measure) && o.Month < valueRequest.Month) };

        IReadOnlyList<Observation> Of(string measure) => IsStock(measure)
            ? Stock.At(figures, measure, valueRequest.Month, valueRequest.Status, trace)
            : figures.FlowOf(measure, valueRequest.From, valueRequest.Month, valueRequest.Status);
    }

    private bool IsStock(string measure) => measures.Get(measure).Kind == MeasureKind.Stock;
}
