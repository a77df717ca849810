using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Rates of documents: the simple mean over bureaux, or pooled over all sections. The hospital's medical sections are left out of
/// both; a bureau without documents is left out of the mean and named.
/// </summary>
internal sealed class BureauRates(Formula formula, bool mean) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var (reported, expected) = Units(figures, valueRequest);
        if (valueRequest.Status == FigureStatus.Actual && !figures.In(formula.Measure, valueRequest.Month, valueRequest.Status).Any())
        {
            return FormulaResult.NotComputable(Reason.NotReported(valueRequest.Month), reported, expected, valueRequest.Month);
        }

        var counted = figures.In(formula.Measure, valueRequest.From, valueRequest.Month, valueRequest.Status)
            .Select(o => (Section: figures.Register.Get(o.Section, o.Month), Observation: o))
            .Where(x => Counts(x.Section, x.Observation, trace))
            .ToList();
        if (!mean)
        {
            return FormulaResult.Percentage(
                trace.Sum(new(OperandRole.Numerator), counted.Select(x => x.Observation), formula.Numerator),
                trace.Sum(new(OperandRole.Denominator), counted.Select(x => x.Observation), formula.Denominator),
                Reason.None, reported, expected, valueRequest.Month);
        }

        var bureaux = counted.GroupBy(x => x.Section!.BureauCode).Select(g => (
            Code: g.Key,
            Name: g.MaxBy(x => x.Observation.Month).Section!.BureauName,
            Numerator: trace.Sum(new(OperandRole.Numerator, OperandSide.Value, g.Key), g.Select(x => x.Observation), formula.Numerator),
            Denominator: trace.Sum(new(OperandRole.Denominator, OperandSide.Value, g.Key), g.Select(x => x.Observation),
                formula.Denominator))).ToList();
        var withDocuments = bureaux.Where(b => b.Denominator > 0).ToList();
        var without = bureaux.Where(b => b.Denominator == 0).Select(b => b.Name)
            .Concat(BureauxThatDidNotReport(figures, valueRequest, [.. bureaux.Select(b => b.Code)]))
            .Order(StringComparer.Ordinal).ToList();
        trace.LeaveOutBureaux(bureaux.Where(b => b.Denominator == 0).Select(b => b.Code).ToHashSet(StringComparer.Ordinal), without);

        // Thirds added as decimals lack a unit in the last of 28 digits; rounding to 20 makes an exact half a half.
        return FormulaResult.Percentage(
            decimal.Round(withDocuments.Sum(b => b.Numerator / b.Denominator), 20), withDocuments.Count,
            without.Count == 0 ? Reason.None : Reason.BureauxWithoutDocuments(without), reported, expected, valueRequest.Month);
    }

    private static bool Counts(Section? section, Observation o, CalculationTrace trace)
    {
        if (section is { IsHospitalMedical: false })
        {
            return true;
        }

        trace.LeaveOut(o, null, OperandSide.Value, section is null ? ExclusionReason.SectionUnknown : ExclusionReason.HospitalMedical);
        return false;
    }

    // Whoever is not asked for the measure is not missing.
    private IEnumerable<Section> Counted(YearFigures figures, FiscalMonth month)
    {
        var owners = figures.Owners?.Expected(formula.Measure, month) is null ? null : figures.Owners;
        return figures.Register.In(month).Where(s => !s.IsHospitalMedical && owners?.Owes(formula.Measure, s.Code, month) != false);
    }

    private IEnumerable<string> BureauxThatDidNotReport(YearFigures figures, ValueRequest valueRequest, HashSet<string> reported) =>
        Counted(figures, valueRequest.Month).DistinctBy(s => s.BureauCode).Where(s => !reported.Contains(s.BureauCode))
            .Select(s => s.BureauName);

    private (int Reported, int Expected) Units(YearFigures figures, ValueRequest valueRequest)
    {
        var owed = YearFigures.Span(valueRequest.From, valueRequest.Month)
            .SelectMany(m => Counted(figures, m).Select(s => (s.Code, Reported: figures.HasReported(formula.Measure, s.Code, m))))
            .GroupBy(x => x.Code).ToList();
        return (owed.Count(g => g.All(x => x.Reported)), owed.Count);
    }
}
