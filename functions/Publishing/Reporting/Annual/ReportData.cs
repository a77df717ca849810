using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>All that a report is made from: what held at one moment.</summary>
/// <param name="Year">The report's fiscal year.</param>
/// <param name="Reference">Register and catalogue.</param>
/// <param name="Outline">What the year's report goes through.</param>
/// <param name="Texts">The prose; null where there is none for the year.</param>
/// <param name="Values">The values of each fiscal year that the report speaks of.</param>
/// <param name="Registers">What the initiatives are counted from, by topic.</param>
/// <param name="OpenMonths">The months of the year that are not closed.</param>
public sealed record ReportData(
    FiscalYear Year, ReferenceSnapshot Reference, ReportOutline Outline, ReportTexts? Texts,
        IReadOnlyDictionary<FiscalYear, IReadOnlyList<PublishedIndicator>> Values,
    IReadOnlyDictionary<string, YearFigures> Registers, IReadOnlyList<FiscalMonth> OpenMonths);
