using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Values of the built-in catalogue's indicators from figures at hand.</summary>
internal sealed class ComputedIndicators(Register register, int year, IReadOnlyList<Observation> current,
    IReadOnlyList<Observation>? opening = null, IReadOnlyList<Observation>? baseYear = null)
{
    public static Catalogue Catalogue => ReferenceData.BuiltInCatalogue;

    private readonly YearFigures figures = new(new(year), opening ?? [], current, baseYear ?? [], register);

    public FiscalMonth LastMonth => figures.LastMonth;

    public IReadOnlyList<IndicatorValue> All(string indicator) =>
        [.. IndicatorCalculator.Compute(Catalogue, Catalogue.Find(indicator)!, figures)];

    public IndicatorValue? Find(string indicator, Basis basis, string month, FigureStatus status = FigureStatus.Actual) =>
        All(indicator).SingleOrDefault(v => v.Basis == basis && v.Month == TestData.Month(month) && v.Status == status);

    public IndicatorValue Get(string indicator, Basis basis, string month, FigureStatus status = FigureStatus.Actual) =>
        Find(indicator, basis, month, status) ?? throw new InvalidOperationException($"No value of {indicator} {basis} {month} {status}.");

    public Explanation Explain(string indicator, Basis basis, string month, FigureStatus status = FigureStatus.Actual) =>
        IndicatorCalculator.Explain(Catalogue, Catalogue.Find(indicator)!, figures, basis, status, TestData.Month(month))
            ?? throw new InvalidOperationException($"Nothing to explain of {indicator} {basis} {month} {status}.");

    public decimal? Value(string indicator, Basis basis, string month, FigureStatus status = FigureStatus.Actual) =>
        Get(indicator, basis, month, status).Value;

    public string Text(string indicator, Basis basis, string month) =>
        IndicatorText.Format(Catalogue.Find(indicator)!, Value(indicator, basis, month)!.Value);
}
