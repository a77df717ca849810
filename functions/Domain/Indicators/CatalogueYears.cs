using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>What a catalogue says of one fiscal year: names, targets and formulas change from year to year, ids never do. Pure.</summary>
public static class CatalogueYears
{
    /// <summary>The indicators that are computed for a fiscal year, as they are in it.</summary>
    public static IEnumerable<Indicator> IndicatorsIn(this Catalogue catalogue, FiscalYear year) =>
        catalogue.Indicators.Where(i => catalogue.IsInEffect(i, year)).Select(i => i.In(year));

    /// <summary>
    /// The same catalogue with the names, targets and formulas of a fiscal year; also of indicators that are not computed for it, since
    /// pages speak of earlier years beside it.
    /// </summary>
    public static Catalogue In(this Catalogue catalogue, FiscalYear year) =>
        catalogue.Indicators.All(i => i.Versions.Count == 0) ? catalogue
            : catalogue with { Indicators = [.. catalogue.Indicators.Select(i => i.In(year))] };

    /// <summary>
    /// True where an indicator is computed for a fiscal year: between its first and last one, and while all that it is made from is
    /// collected.
    /// </summary>
    public static bool IsInEffect(this Catalogue catalogue, Indicator indicator, FiscalYear year) =>
        !(indicator.From > year.Value) && !(indicator.Until < year.Value) && IsCollected(catalogue, indicator.In(year).Formula, year);

    private static bool IsCollected(Catalogue catalogue, Formula formula, FiscalYear year)
    {
        if (formula.Kind == FormulaKind.SumOfIndicators)
        {
            return (formula.Indicators ?? []).All(id => catalogue.Find(id) is { } part && part.Formula.Kind != FormulaKind.SumOfIndicators
                && catalogue.IsInEffect(part, year));
        }

        var second = formula.DenominatorMeasure.Length > 0 ? formula.DenominatorMeasure : formula.Measure;
        return Has(formula.Measure, formula.Numerator) && Has(second, formula.Denominator);

        bool Has(string measure, string part) => catalogue.MeasureSet.Find(measure) is not { } found
            || (found.IsCollectedIn(year) && (part.Length == 0 || !found.Parts.Contains(part) || found.CollectsIn(part, year)));
    }
}
