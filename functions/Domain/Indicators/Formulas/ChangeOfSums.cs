using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// The change of a flow's sum against the same months of another year, in percent. A month that nobody has reported, in either year, is the
/// reason for a missing value: a sum that lacks it would be compared with one that has it.
/// </summary>
internal sealed class ChangeOfSums(Formula formula, FiscalYear baseYear) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var shift = 12 * (formula.YearComparedWith(valueRequest.Month.FiscalYear, baseYear).Value - valueRequest.Month.FiscalYear.Value);
        var (from, to) = (valueRequest.From.AddMonths(shift), valueRequest.Month.AddMonths(shift));
        var reported = figures.In(formula.Measure, valueRequest.Month, valueRequest.Status).Select(o => o.Section).Distinct().Count();
        var expected = Math.Max(figures.SectionsExpected(formula.Measure, valueRequest.Month), reported);

        // A planned value is compared with the actual one of the other year, too.
        var missing = Missing(figures, valueRequest.From, valueRequest.Month, valueRequest.Status)
            ?? Missing(figures, from, to, FigureStatus.Actual);
        if (missing is { } month)
        {
            return FormulaResult.NotComputable(Reason.NotReported(month), reported, expected, valueRequest.Month);
        }

        var now = trace.Sum(new(OperandRole.Numerator), figures.In(formula.Measure, valueRequest.From, valueRequest.Month,
            valueRequest.Status), formula.Numerator);
        var then = trace.Sum(new(OperandRole.Numerator, OperandSide.BaseYear), figures.In(formula.Measure, from, to, FigureStatus.Actual),
            formula.Numerator);
        return then == 0 ? FormulaResult.NotComputable(Reason.ZeroDenominator, reported, expected, valueRequest.Month, now, then)
            : new(100 * (now - then) / then, now, then, Reason.None, reported, expected, valueRequest.Month);
    }

    private FiscalMonth? Missing(YearFigures figures, FiscalMonth from, FiscalMonth to, FigureStatus status) =>
        YearFigures.Span(from, to).Where(m => !figures.In(formula.Measure, m, status).Any()).Select(m => (FiscalMonth?)m).FirstOrDefault();
}
