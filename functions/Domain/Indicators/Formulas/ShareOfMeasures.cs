using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Σ numerator of one measure / Σ denominator of another, over sections: of a stock the latest of each, of a flow the months of the basis;
/// in percent, or as it is.
/// </summary>
internal sealed class ShareOfMeasures(Formula formula, MeasureSet measures) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace) =>
        TwoMeasures.Of(formula, measures).Compute(figures, valueRequest, trace, (above, below) =>
            below == 0 ? null : formula.Kind == FormulaKind.ShareOfMeasures ? 100 * above / below : above / below);
}

/// <summary>Σ numerator of one measure − Σ denominator of the same or another, over sections, as <see cref="ShareOfMeasures"/>.</summary>
internal sealed class DifferenceOfMeasures(Formula formula, MeasureSet measures) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace) =>
        TwoMeasures.Of(formula, measures).Compute(figures, valueRequest, trace, (first, second) => first - second);
}

/// <summary>The sums of two numbers, of one measure or of two of one topic.</summary>
internal sealed class TwoMeasures(Formula formula, Measure first, Measure second)
{
    public static TwoMeasures Of(Formula formula, MeasureSet measures) => new(formula, measures.Get(formula.Measure),
        measures.Get(formula.DenominatorMeasure.Length > 0 ? formula.DenominatorMeasure : formula.Measure));

    /// <summary>What is made of the two sums; null from <paramref name="of"/> where nothing can be.</summary>
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace,
        Func<decimal, decimal, decimal?> of)
    {
        var share = Of(first);
        var whole = second.Id == first.Id ? share : Of(second);
        var reported = share.Where(o => o.Month == valueRequest.Month).Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsExpected(first.Id, valueRequest.Month), reported);
        if (share.Count == 0 || whole.Count == 0)
        {
            return FormulaResult.NotComputable(Reason.NothingReportedYet, reported, expected, valueRequest.Month);
        }

        var all = share.Concat(whole).ToList();
        var (above, below) = (trace.Sum(new(OperandRole.Numerator), share, formula.Numerator),
            trace.Sum(new(OperandRole.Denominator), whole, formula.Denominator));
        return of(above, below) is not { } value
            ? FormulaResult.NotComputable(Reason.ZeroDenominator, reported, expected, all.Max(o => o.Month), above, below)
            : new(value, above, below, Reason.None, reported, expected, all.Max(o => o.Month))
            {
                Carried = IsCarried(first, share) || IsCarried(second, whole),
            };

        bool IsCarried(Measure measure, IReadOnlyList<Observation> of) =>
            measure.Kind == MeasureKind.Stock && of.Any(o => o.Month < valueRequest.Month);

        IReadOnlyList<Observation> Of(Measure measure) => measure.Kind == MeasureKind.Stock
            ? Stock.At(figures, measure.Id, valueRequest.Month, valueRequest.Status, trace)
            : figures.FlowOf(measure.Id, valueRequest.From, valueRequest.Month, valueRequest.Status);
    }
}
