namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>Σ numerator / Σ denominator over sections, the latest of each at or before the month; the denominator is data of its date.</summary>
internal sealed class RatioOfSums(Formula formula) : IFormula
{
    public Result Compute(YearFigures figures, Question question, Workings workings)
    {
        var stock = Stock.At(figures, formula.Measure, question.Month, question.Status, workings);
        var reported = stock.Count(o => o.Month == question.Month);
        var expected = Math.Max(figures.SectionsOfForm(formula.Measure), stock.Count);
        return stock.Count == 0
            ? Result.NotComputable(Reason.NothingReportedYet, 0, expected, question.Month)
            : Result.Percentage(
                workings.Sum(new(Role.Numerator), stock, formula.Numerator),
                workings.Sum(new(Role.Denominator), stock, formula.Denominator),
                Reason.None, reported, expected, stock.Max(o => o.Month));
    }
}
