using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>Σ over sections: of a stock the latest of each, of a flow the months of the basis.</summary>
internal sealed class SumOfFigures(Formula formula) : IFormula
{
    private readonly bool isStock = BuiltInMeasures.Get(formula.Measure).Kind == MeasureKind.Stock;

    public Result Compute(YearFigures figures, Question question, Workings workings)
    {
        var summed = isStock ? Stock.At(figures, formula.Measure, question.Month, question.Status, workings) : Flow(figures, question);
        var reported = summed.Where(o => o.Month == question.Month).Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsOfForm(formula.Measure), reported);
        if (summed.Count == 0)
        {
            var reason = question.Basis == Basis.Month && !isStock ? Reason.NotReported(question.Month) : Reason.NothingReportedYet;
            return Result.NotComputable(reason, 0, expected, question.Month);
        }

        var sum = workings.Sum(new(Role.Numerator), summed, formula.Numerator);
        return new(sum, sum, null, Reason.None, reported, expected, isStock ? summed.Max(o => o.Month) : question.Month);
    }

    private IReadOnlyList<Observation> Flow(YearFigures figures, Question question) =>
        [.. figures.Opening.Concat(figures.Current).Where(o =>
            o.Measure == formula.Measure && o.Status == question.Status && o.Month >= question.From && o.Month <= question.Month)];
}
