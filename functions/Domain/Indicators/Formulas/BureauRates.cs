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
    public Result Compute(YearFigures figures, Question question, Workings workings)
    {
        var (reported, expected) = Units(figures, question);
        if (question.Status == FigureStatus.Actual && !figures.In(formula.Measure, question.Month, question.Status).Any())
        {
            return Result.NotComputable(Reason.NotReported(question.Month), reported, expected, question.Month);
        }

        var counted = figures.In(formula.Measure, question.From, question.Month, question.Status)
            .Select(o => (Section: figures.Register.Get(o.Section, o.Month), Observation: o))
            .Where(x => Counts(x.Section, x.Observation, workings))
            .ToList();
        if (!mean)
        {
            return Result.Percentage(
                workings.Sum(new(Role.Numerator), counted.Select(x => x.Observation), formula.Numerator),
                workings.Sum(new(Role.Denominator), counted.Select(x => x.Observation), formula.Denominator),
                Reason.None, reported, expected, question.Month);
        }

        var bureaux = counted.GroupBy(x => x.Section!.BureauCode).Select(g => (
            Code: g.Key,
            Name: g.MaxBy(x => x.Observation.Month).Section!.BureauName,
            Numerator: workings.Sum(new(Role.Numerator, Side.Value, g.Key), g.Select(x => x.Observation), formula.Numerator),
            Denominator: workings.Sum(new(Role.Denominator, Side.Value, g.Key), g.Select(x => x.Observation), formula.Denominator))).ToList();
        var withDocuments = bureaux.Where(b => b.Denominator > 0).ToList();
        var without = bureaux.Where(b => b.Denominator == 0).Select(b => b.Name)
            .Concat(BureauxThatDidNotReport(figures, question, [.. bureaux.Select(b => b.Code)]))
            .Order(StringComparer.Ordinal).ToList();
        workings.LeaveOutBureaux(bureaux.Where(b => b.Denominator == 0).Select(b => b.Code).ToHashSet(StringComparer.Ordinal), without);

        // Thirds added as decimals fall short in the last of 28 digits; rounded to 20, a mean that is exactly a half is one.
        return Result.Percentage(
            decimal.Round(withDocuments.Sum(b => b.Numerator / b.Denominator), 20), withDocuments.Count,
            without.Count == 0 ? Reason.None : Reason.BureauxWithoutDocuments(without), reported, expected, question.Month);
    }

    private static bool Counts(Section? section, Observation o, Workings workings)
    {
        if (section is { IsHospitalMedical: false })
        {
            return true;
        }

        workings.LeaveOut(o, null, Side.Value, section is null ? LeftOutReason.SectionUnknown : LeftOutReason.HospitalMedical);
        return false;
    }

    private static IEnumerable<Section> Counted(YearFigures figures, FiscalMonth month) => figures.Register.In(month).Where(s => !s.IsHospitalMedical);

    private static IEnumerable<string> BureauxThatDidNotReport(YearFigures figures, Question question, HashSet<string> reported) =>
        Counted(figures, question.Month).DistinctBy(s => s.BureauCode).Where(s => !reported.Contains(s.BureauCode)).Select(s => s.BureauName);

    private (int Reported, int Expected) Units(YearFigures figures, Question question)
    {
        var owed = YearFigures.Span(question.From, question.Month)
            .SelectMany(m => Counted(figures, m).Select(s => (s.Code, Reported: figures.HasReported(formula.Measure, s.Code, m))))
            .GroupBy(x => x.Code).ToList();
        return (owed.Count(g => g.All(x => x.Reported)), owed.Count);
    }
}
