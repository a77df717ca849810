using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>A value with what it was made from, as far as the viewer may see it.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Basis"><c>month</c>, <c>ytd</c>, <c>programme</c>.</param>
/// <param name="Status"><c>actual</c> or <c>planned</c>.</param>
/// <param name="Month">The month at whose end it holds (<c>2021-06</c>).</param>
/// <param name="Value">In the indicator's unit; null when it cannot be computed.</param>
/// <param name="Text">As printed; <c>""</c> when it cannot be computed.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Numerator">What was divided, or the count.</param>
/// <param name="Denominator">By what; null where nothing is divided.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Calculation">The formula with its numbers; <c>""</c> when it cannot be computed.</param>
/// <param name="ReasonCode">Why there is no value, or what it leaves out, for programs; <c>""</c> when there is nothing to say.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Period">The months that it speaks of.</param>
/// <param name="ComparedWith">The same months of the base year; null where nothing is compared.</param>
/// <param name="UnitsReported">Sections that reported.</param>
/// <param name="UnitsExpected">Sections that were to report.</param>
/// <param name="RulesVersion">The rules by which it was computed.</param>
/// <param name="AsOf">The day up to which was looked; null for now.</param>
/// <param name="Published">What is published of it; null when it is asked for as of a day, or not published.</param>
/// <param name="Exclusions">The rules that leave something out, why and since when.</param>
/// <param name="Totals">The sums of the formula.</param>
/// <param name="LeftOut">What was handed in and is not in it.</param>
/// <param name="BureauxLeftOut">Bureaux that a mean leaves out.</param>
/// <param name="Bureaux">The bureaux' rates; null where the viewer may not see them or there are none.</param>
/// <param name="Departments">What each department adds; null where the viewer may see none.</param>
/// <param name="Figures">Every figure; null where there are too many for one answer (ask by department) or the viewer may see none.</param>
/// <param name="Links">Where to go on.</param>
public sealed record ValueProvenance(
    string Indicator, BilingualText Name, string Basis, string Status, int FiscalYear, string Month, double? Value, string Text,
        BilingualText Unit, double? Numerator, double? Denominator,
    BilingualText Formula, string Calculation, string ReasonCode, BilingualText Reason, MonthRange Period, MonthRange? ComparedWith,
        int UnitsReported, int UnitsExpected,
    string RulesVersion, string? AsOf, PublishedState? Published, IReadOnlyList<AppliedExclusion> Exclusions,
        IReadOnlyList<OperandTotal> Totals, IReadOnlyList<ExclusionCount> LeftOut,
    IReadOnlyList<string> BureauxLeftOut, IReadOnlyList<BureauRate>? Bureaux, IReadOnlyList<DepartmentShare>? Departments,
        IReadOnlyList<ExplainedFigure>? Figures, ValueLinks Links)
{
    /// <summary>True where the value of a section is of an earlier month.</summary>
    public bool Carried { get; init; }

    /// <summary>How many entries wait to be confirmed that would change it.</summary>
    public int HeldValues { get; init; }
}

/// <summary>A span of months, both included.</summary>
public sealed record MonthRange(string From, string To);

/// <summary>What is published of a value.</summary>
/// <param name="Text">As printed.</param>
/// <param name="ComputedAt">When it was computed.</param>
/// <param name="IsFinal">True once its month is closed.</param>
/// <param name="Agrees">False while what was handed in since still waits to be computed.</param>
public sealed record PublishedState(string Text, DateTimeOffset ComputedAt, bool IsFinal, bool Agrees);

/// <summary>A rule that leaves something out.</summary>
/// <param name="Scope">Id of the catalogue's scope; <c>""</c> for a rule of the indicator itself.</param>
/// <param name="Applies"><c>people</c> (their minutes and their headcount), <c>minutes</c> (the people's headcount stays) or
/// <c>rule</c>.</param>
/// <param name="What">What is left out.</param>
/// <param name="Because">Why.</param>
/// <param name="Since">The first month (<c>2019-04</c>).</param>
public sealed record AppliedExclusion(string Scope, string Applies, BilingualText What, BilingualText Because, string Since);

/// <summary>A sum of the formula.</summary>
/// <param name="Role"><c>numerator</c> or <c>denominator</c>.</param>
/// <param name="Side"><c>value</c>, or <c>base_year</c> for the months that it is compared with.</param>
/// <param name="What">What is added up.</param>
/// <param name="Total">What it comes to.</param>
/// <param name="Figures">How many figures it was added up from.</param>
public sealed record OperandTotal(string Role, string Side, BilingualText What, long Total, int Figures);

/// <summary>How much was left out for one reason.</summary>
/// <param name="Code">The reason, for programs.</param>
/// <param name="Because">The same in words.</param>
/// <param name="Figures">How many figures, or numbers of them.</param>
public sealed record ExclusionCount(string Code, BilingualText Because, int Figures);

/// <summary>A bureau's rate in a mean over bureaux.</summary>
/// <param name="Rate">In percent.</param>
public sealed record BureauRate(string Code, string Name, long Numerator, long Denominator, double Rate);

/// <summary>What a department adds to a sum.</summary>
/// <param name="Total">Null where it is withheld because it speaks of few people.</param>
public sealed record OperandShare(string Role, string Side, long? Total);

/// <summary>What a department adds to a value.</summary>
/// <param name="Figures">How many figures of it were looked at, those left out included.</param>
public sealed record DepartmentShare(string Department, string Name, string Bureau, IReadOnlyList<OperandShare> Shares, int Figures,
    Link Links);

/// <summary>Where to go on from a value.</summary>
public sealed record ValueLinks(string Self, string Page, Link Indicator);

/// <summary>A department's figures of a value.</summary>
/// <param name="Value">The value; without figures of its own.</param>
/// <param name="Department">The section's code.</param>
/// <param name="DepartmentName">Its name.</param>
/// <param name="Figures">All of them, those left out included.</param>
public sealed record DepartmentProvenance(ValueProvenance Value, string Department, string DepartmentName,
    IReadOnlyList<ExplainedFigure> Figures, Link Links);
