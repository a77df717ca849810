using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>A figure that a value was made from, or that it leaves out: an entry of the ledger.</summary>
/// <param name="Measure">What it speaks of.</param>
/// <param name="MeasureName">The same for people.</param>
/// <param name="Department">The section's code.</param>
/// <param name="DepartmentName">Its name in that month.</param>
/// <param name="Month">The month that it speaks of.</param>
/// <param name="Status"><c>actual</c> or <c>planned</c>.</param>
/// <param name="Side"><c>value</c> or <c>base_year</c>.</param>
/// <param name="IsCounted">True when any of it is in the value.</param>
/// <param name="LeftOut">Why all of it is left out; null when it is not.</param>
/// <param name="Numbers">Its numbers; none for an initiative.</param>
/// <param name="Initiative">The initiative; null for numbers.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="ReceivedAt">When it was handed in (a file: when it was uploaded).</param>
/// <param name="By">Who handed it in: the credential's id, or <c>entra:</c> and an object id; null for a file.</param>
/// <param name="Corrections">What was said before of the same, newest first.</param>
/// <param name="Links">The entry with the line or field that it was read from.</param>
public sealed record ExplainedFigure(
    string Measure, BilingualText MeasureName, string Department, string DepartmentName, string Month, string Status, string Side,
        bool IsCounted, ExclusionNote? LeftOut,
    IReadOnlyList<ExplainedNumber> Numbers, ExplainedInitiative? Initiative, FigureSource Source, DateTimeOffset ReceivedAt, string? By,
        IReadOnlyList<Correction> Corrections, Link Links);

/// <summary>Why something is left out.</summary>
/// <param name="Since">Since when a scope leaves it out; null where no scope does.</param>
public sealed record ExclusionNote(string Code, BilingualText Because, string? Since);

/// <summary>One number of a figure.</summary>
/// <param name="Part">Which number of the measure.</param>
/// <param name="PartName">The same for people, with its dimensions.</param>
/// <param name="Value">A count, minutes or heads; null where it is withheld because it speaks of few people.</param>
/// <param name="Role"><c>numerator</c> or <c>denominator</c>; null when it is left out.</param>
/// <param name="LeftOut">Why it is left out; null when it is not.</param>
/// <param name="Lines">The lines of the file (<c>2-17</c>); null for what did not come by file.</param>
public sealed record ExplainedNumber(string Part, BilingualText PartName, string? JobClass, string? WorkPattern, string? Reason,
    long? Value, string? Role, ExclusionNote? LeftOut, string? Lines);

/// <summary>An initiative as it was handed in.</summary>
public sealed record ExplainedInitiative(string Category, string Name, string Status, bool CountsTowardTarget,
    IReadOnlyList<string> Partners, string Note);

/// <summary>Where a figure came from.</summary>
/// <param name="Kind"><c>submission</c> or <c>drop</c>.</param>
/// <param name="Id">The submission's id, or the file's folder and name.</param>
/// <param name="ETag">The upload of a file; null for submissions.</param>
/// <param name="Lines">From the first to the last line that it was read from; null for submissions.</param>
public sealed record FigureSource(string Kind, string Id, string? ETag, string? Lines);

/// <summary>An earlier entry of the same key.</summary>
/// <param name="Numbers">Its numbers; a withheld one is null.</param>
/// <param name="Initiative">Where an initiative stood.</param>
public sealed record Correction(
    DateTimeOffset ReceivedAt, string? By, FigureSource Source, IReadOnlyList<PriorNumber> Numbers, ExplainedInitiative? Initiative,
        Link Links);

/// <summary>A number as it was said.</summary>
public sealed record PriorNumber(string Part, BilingualText PartName, long? Value);
