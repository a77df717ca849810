namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>A value of an indicator as tables print it.</summary>
/// <param name="Status"><c>actual</c> or <c>planned</c>.</param>
/// <param name="Basis"><c>month</c>, <c>ytd</c> or <c>programme</c>.</param>
/// <param name="Month">The month of the value (<c>2021-06</c>).</param>
/// <param name="HasValue">False where it cannot be computed: the text is the reason then.</param>
/// <param name="Text">As it is published, with its unit: −17.8%.</param>
/// <param name="AsOf">The day or the months that it speaks of: R4年3月末, R3年4月-R4年1月.</param>
/// <param name="TargetMet">Null where there is no target, and of what is planned.</param>
/// <param name="OfYear">Of a count since the programme began: what the year itself added; <c>""</c> for others.</param>
public sealed record ReportValue(string Status, string Basis, string Month, bool HasValue, string Text, string AsOf, bool? TargetMet,
    string OfYear);

/// <summary>An indicator with its newest values of the report's year.</summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Group">The heading that it stands under.</param>
/// <param name="Target">In words; null without one.</param>
/// <param name="Values">What happened, then what is planned; each only where there is one.</param>
public sealed record ReportIndicator(string Indicator, string Name, string Group, string? Target, IReadOnlyList<ReportValue> Values);
