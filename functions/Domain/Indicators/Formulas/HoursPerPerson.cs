using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>The measures of a value per person.</summary>
/// <param name="Amount">What is divided: a time, or any other flow.</param>
/// <param name="Headcount">The people that it is divided by.</param>
internal sealed record PerPersonMeasures(Measure Amount, Measure Headcount)
{
    /// <summary>Those of a formula.</summary>
    /// <exception cref="InvalidOperationException">Nobody can say by which people it is divided.</exception>
    public static PerPersonMeasures Of(Formula formula, MeasureSet measures) => measures.Get(formula.Measure) is var amount
        && measures.HeadsOf(amount) is { } heads ? new(amount, heads)
        : throw new InvalidOperationException($"There is no headcount, or there are several, to divide {formula.Measure} by.");
}

/// <summary>Minutes and headcount of a span of months in a scope.</summary>
internal readonly record struct MinutesPerHead(decimal Minutes, decimal Headcount, Reason Missing, int UnitsReported, int UnitsExpected)
{
    public bool IsComplete => Missing.Code.Length == 0;

    /// <summary>
    /// Adds up a span of months. A month is complete when every section that existed in it has submitted both its times and its headcount;
    /// the first incomplete month is the reason for a missing value.
    /// </summary>
    public static MinutesPerHead Of(YearFigures figures, PerPersonMeasures of, ExclusionScope scope, FiscalMonth from, FiscalMonth to,
        FigureStatus status, OperandSide side, CalculationTrace trace)
    {
        var missing = Reason.None;
        var owed = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var month in YearFigures.Span(from, to))
        {
            var lacking = new List<string>();
            foreach (var section in figures.Register.In(month))
            {
                var reported = figures.HasReported(of.Amount.Id, section.Code, month)
                    && figures.HasReported(of.Headcount.Id, section.Code, month);
                owed[section.Code] = reported && owed.GetValueOrDefault(section.Code, true);
                if (!reported)
                {
                    lacking.Add(section.Name);
                }
            }

            if (lacking.Count > 0 && missing.Code.Length == 0)
            {
                missing = Reason.MonthNotClosed(month, of.Amount, of.Headcount, lacking);
            }
        }

        return new(
            trace.Sum(new(OperandRole.Numerator, side), Counted(of.Amount.Id, d => Applying(scope.LeaveOutPeople, d)
                ?? Applying(scope.LeaveOutMinutes, d))),
            trace.Sum(new(OperandRole.Denominator, side), Counted(of.Headcount.Id, d => Applying(scope.LeaveOutPeople, d))),
            missing, owed.Values.Count(r => r), owed.Count);

        IEnumerable<Contribution> Counted(string measure, Func<Dimensions, Exclusion?> leftOut)
        {
            foreach (var o in figures.In(measure, from, to, status))
            {
                foreach (var cell in o.Cells)
                {
                    if (leftOut(cell.Dimensions) is { } exclusion)
                    {
                        trace.LeaveOut(o, cell, side, ExclusionReason.Scope, exclusion);
                    }
                    else
                    {
                        yield return new(o, cell, cell.Value);
                    }
                }
            }
        }
    }

    private static Exclusion? Applying(IReadOnlyList<Exclusion> exclusions, Dimensions d) => exclusions.FirstOrDefault(e => e.Concerns(d));
}

/// <summary>Hours per person and month.</summary>
internal sealed class HoursPerPerson(PerPersonMeasures of, ExclusionScope scope) : IFormula
{
    private const decimal MinutesPerHour = 60;

    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var a = MinutesPerHead.Of(figures, of, scope, valueRequest.From, valueRequest.Month, valueRequest.Status, OperandSide.Value, trace);
        if (!a.IsComplete)
        {
            return FormulaResult.NotComputable(a.Missing, a.UnitsReported, a.UnitsExpected, valueRequest.Month);
        }

        return a.Headcount == 0
            ? FormulaResult.NotComputable(Reason.ZeroDenominator, a.UnitsReported, a.UnitsExpected, valueRequest.Month, a.Minutes, 0)
            : new(a.Minutes / (a.Headcount * MinutesPerHour), a.Minutes, a.Headcount, Reason.None, a.UnitsReported, a.UnitsExpected,
                valueRequest.Month);
    }
}

/// <summary>The change of hours per person and month against the same months of the base year, in percent.</summary>
internal sealed class SamePeriodChange(PerPersonMeasures of, ExclusionScope scope, FiscalYear baseYear) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var shift = 12 * (baseYear.Value - valueRequest.Month.FiscalYear.Value);
        var a = MinutesPerHead.Of(figures, of, scope, valueRequest.From, valueRequest.Month, valueRequest.Status, OperandSide.Value, trace);

        // A planned value is compared with the actual one of the base year, too.
        var b = MinutesPerHead.Of(figures, of, scope, valueRequest.From.AddMonths(shift), valueRequest.Month.AddMonths(shift),
            FigureStatus.Actual, OperandSide.BaseYear, trace);
        var missing = !a.IsComplete ? a.Missing : b.Missing;
        if (missing.Code.Length > 0)
        {
            return FormulaResult.NotComputable(missing, a.UnitsReported, a.UnitsExpected, valueRequest.Month);
        }

        if (a.Headcount == 0 || b.Headcount == 0 || b.Minutes == 0)
        {
            return FormulaResult.NotComputable(Reason.ZeroDenominator, a.UnitsReported, a.UnitsExpected, valueRequest.Month);
        }

        // One division: a quotient of two rounded quotients may fall just below a half and be printed a tenth too low.
        var (now, then) = (a.Minutes * b.Headcount, b.Minutes * a.Headcount);
        return new(100 * (now - then) / then, a.Minutes / a.Headcount, b.Minutes / b.Headcount, Reason.None, a.UnitsReported,
            a.UnitsExpected, valueRequest.Month);
    }
}
