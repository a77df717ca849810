using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>A quotient of sums, or why there is none.</summary>
/// <param name="Value">In the indicator's unit, unrounded; null when it cannot be computed or is withheld.</param>
/// <param name="Numerator">What was divided; null when there is nothing to show.</param>
/// <param name="Denominator">By what.</param>
/// <param name="Reason">Why there is no value.</param>
public sealed record Quotient(decimal? Value, decimal? Numerator, decimal? Denominator, Reason Reason)
{
    public static Quotient None(Reason reason) => new(null, null, null, reason);
}

/// <summary>One value of an indicator for one bureau: a row of <c>factbureau</c>. Computed from actual figures only.</summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="BureauCode">部局コード.</param>
/// <param name="BureauName">部局名, as it was in the month.</param>
/// <param name="Basis">The month alone, or April up to the month.</param>
/// <param name="Month">The month at whose end it holds.</param>
/// <param name="Now">The value, over the sections that the bureau had in each month.</param>
/// <param name="Then">The same over the sections that did their work in the same months of the base year.</param>
/// <param name="Change">Now against Then: in percent of hours, in points of rates; null where either is missing.</param>
/// <param name="Predecessors">Who stands in for the bureau in the base year where that is another section or was another bureau's;
/// <c>""</c> when nobody.</param>
/// <param name="UnitsReported">Sections that reported for every month of the basis.</param>
/// <param name="UnitsExpected">Sections that the bureau had.</param>
public sealed record BureauValue(
    string Indicator, string BureauCode, string BureauName, Basis Basis, FiscalMonth Month, Quotient Now, Quotient Then, decimal? Change,
        string Predecessors, int UnitsReported, int UnitsExpected);
