using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators.Formulas;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Computes every value of the indicators of a topic in a fiscal year. Pure: the same figures give the same values.</summary>
public static class IndicatorCalculator
{
    /// <summary>The values of all indicators of a topic: on all their bases, actual and planned, month by month.</summary>
    public static IReadOnlyList<IndicatorValue> Compute(Catalogue catalogue, string topic, YearFigures figures) =>
        [.. catalogue.OfTopic(topic).SelectMany(i => Compute(catalogue, i, figures))];

    /// <summary>The values of one indicator, by what the catalogue says of it in that year; none where it is not in effect.</summary>
    public static IEnumerable<IndicatorValue> Compute(Catalogue catalogue, Indicator indicator, YearFigures figures) =>
        catalogue.IsInEffect(indicator, figures.Year)
            ? OfYear(catalogue, indicator.In(figures.Year), figures.For(catalogue, indicator)) : [];

    private static IEnumerable<IndicatorValue> OfYear(Catalogue catalogue, Indicator indicator, YearFigures figures)
    {
        var formula = For(catalogue, indicator, figures.Year);
        foreach (var basis in indicator.Bases.Where(b => Applies(catalogue, indicator, b, figures.Year)))
        {
            foreach (var month in figures.Year.Months)
            {
                foreach (var status in Enum.GetValues<FigureStatus>())
                {
                    if (IsStated(indicator, figures, month, status))
                    {
                        yield return Value(catalogue, indicator, formula, figures, (basis, month, status), CalculationTrace.Forgotten);
                    }
                }
            }
        }
    }

    /// <summary>
    /// One value with all that it was made from; null where <see cref="Compute(Catalogue, Indicator, YearFigures)"/> states none.
    /// </summary>
    public static Explanation? Explain(Catalogue catalogue, Indicator indicator, YearFigures figures, Basis basis, FigureStatus status,
        FiscalMonth month)
    {
        if (!catalogue.IsInEffect(indicator, figures.Year))
        {
            return null;
        }

        (indicator, figures) = (indicator.In(figures.Year), figures.For(catalogue, indicator));
        if (!indicator.Bases.Contains(basis) || month.FiscalYear != figures.Year || !Applies(catalogue, indicator, basis, figures.Year)
            || !IsStated(indicator, figures, month, status))
        {
            return null;
        }

        var trace = CalculationTrace.Kept();
        var value = Value(catalogue, indicator, For(catalogue, indicator, figures.Year), figures, (basis, month, status), trace);
        var from = FirstMonth(catalogue, basis, month);
        var shift = 12 * (indicator.Formula.YearComparedWith(month.FiscalYear, catalogue.BaseYear).Value - month.FiscalYear.Value);
        return new(
            indicator, value, from, indicator.Formula.Kind == FormulaKind.SamePeriodChange ? from.AddMonths(shift) : null, trace.Operands,
                trace.LeftOut, trace.BureauxLeftOut);
    }

    private static IndicatorValue Value(
        Catalogue catalogue, Indicator indicator, IFormula formula, YearFigures figures,
            (Basis Basis, FiscalMonth Month, FigureStatus Status) asked, CalculationTrace trace)
    {
        var from = FirstMonth(catalogue, asked.Basis, asked.Month);
        var r = formula.Compute(figures, new(asked.Basis, asked.Month, from, asked.Status), trace);
        return new(indicator.Id, asked.Basis, asked.Status, asked.Month, r.Value, r.Numerator, r.Denominator, r.Reason, r.UnitsReported,
            r.UnitsExpected, r.AsOf)
        {
            Carried = r.Carried,
            HeldValues = figures.WaitingOf(catalogue, indicator, from, asked.Month, asked.Status),
        };
    }

    // Planned values exist only for months with a planned figure; they are not carried on.
    private static bool IsStated(Indicator indicator, YearFigures figures, FiscalMonth month, FigureStatus status) =>
        status == FigureStatus.Actual ? month <= figures.LastMonth : figures.In(indicator.Formula.Measure, month, FigureStatus.Planned)
            .Any();

    private static bool Applies(Catalogue catalogue, Indicator indicator, Basis basis, FiscalYear year) =>
        (basis != Basis.Programme || year.Value >= catalogue.ProgrammeFirstFiscalYear)
        && (indicator.Formula.Kind != FormulaKind.SamePeriodChange || indicator.Formula.Against == ComparedYear.YearBefore
            || year.Value > catalogue.BaseFiscalYear);

    private static FiscalMonth FirstMonth(Catalogue catalogue, Basis basis, FiscalMonth month) => basis switch
    {
        Basis.Month => month,
        Basis.Ytd => month.FiscalYear.First,
        _ => catalogue.Programme.First,
    };

    private static IFormula For(Catalogue catalogue, Indicator indicator, FiscalYear year) => indicator.Formula switch
    {
        { Kind: FormulaKind.SumOfIndicators } f =>
            new SumOfIndicators([.. f.Indicators!.Select(id => For(catalogue, catalogue.Find(id)!.In(year), year))]),
        { Kind: FormulaKind.DifferenceOfMeasures } f => new DifferenceOfMeasures(f, catalogue.MeasureSet),
        { Kind: FormulaKind.QuotientOfMeasures } f => new ShareOfMeasures(f, catalogue.MeasureSet),
        { Kind: FormulaKind.SamePeriodChange, Scope: "" } f => new ChangeOfSums(f, catalogue.BaseYear),
        { Kind: FormulaKind.RatioOfSums } f => new RatioOfSums(f, IsStock(catalogue, f)),
        { Kind: FormulaKind.CountOfInitiatives } f => new CountOfInitiatives(f, catalogue.MeasureSet),
        { Kind: FormulaKind.ShareOfMeasures } f => new ShareOfMeasures(f, catalogue.MeasureSet),
        { Kind: FormulaKind.Sum } f => new SumOfFigures(f, IsStock(catalogue, f)),
        { Kind: FormulaKind.MeanOfBureauRates } f => new BureauRates(f, mean: true),
        { Kind: FormulaKind.PooledRate } f => new BureauRates(f, mean: false),
        { Kind: FormulaKind.PerPerson, Scope: "" } f => new PerHead(PerPersonMeasures.Of(f, catalogue.MeasureSet), f.Numerator),
        { Kind: FormulaKind.PerPerson } f => new HoursPerPerson(PerPersonMeasures.Of(f, catalogue.MeasureSet), catalogue.Scope(f.Scope)),
        { Kind: FormulaKind.SamePeriodChange } f => new SamePeriodChange(
            PerPersonMeasures.Of(f, catalogue.MeasureSet), catalogue.Scope(f.Scope), catalogue.BaseYear),
        _ => throw new InvalidOperationException($"No formula of kind {indicator.Formula.Kind}."),
    };

    private static bool IsStock(Catalogue catalogue, Formula formula) =>
        catalogue.MeasureSet.Get(formula.Measure).Kind == MeasureKind.Stock;
}
