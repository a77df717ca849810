namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>Indicators that are sums themselves, added up; there is a value where each of them has one.</summary>
internal sealed class SumOfIndicators(IReadOnlyList<IFormula> parts) : IFormula
{
    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var results = parts.Select(p => p.Compute(figures, valueRequest, trace)).ToList();
        var (reported, expected) = (results.Sum(r => r.UnitsReported), results.Sum(r => r.UnitsExpected));
        if (results.FirstOrDefault(r => r.Value is null) is { Value: null, Reason.Code: not null } missing)
        {
            return FormulaResult.NotComputable(missing.Reason, reported, expected, valueRequest.Month);
        }

        var sum = results.Sum(r => r.Value!.Value);
        return new(sum, sum, null, Reason.None, reported, expected, results.Max(r => r.AsOf)) { Carried = results.Any(r => r.Carried) };
    }
}
