using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>A value as it was sent, with its place.</summary>
/// <param name="Pointer">JSON pointer to it (<c>/figures/0/online</c>), or the form field's name.</param>
/// <param name="Text">What was sent; null when it was not a text, number or truth value.</param>
public readonly record struct RawValue(string Pointer, string? Text);

/// <summary>One figure as sent: a measure and its parts.</summary>
public sealed record RawFigure(string Pointer, RawValue? Measure, IReadOnlyDictionary<string, RawValue> Parts);

/// <summary>One initiative as sent.</summary>
public sealed record RawInitiative(string Pointer, IReadOnlyDictionary<string, RawValue> Fields, IReadOnlyList<RawValue> Partners);

/// <summary>A title above a table of figures, the name of its sheet, or that of its file.</summary>
public readonly record struct RawTitle(string Pointer, string Text, bool IsFile);

/// <summary>A submission as it was sent: texts and places, nothing checked yet.</summary>
public sealed record RawSubmission(
    IReadOnlyDictionary<string, RawValue> Fields,
    IReadOnlyList<RawFigure> Figures,
    IReadOnlyList<RawInitiative> Initiatives,
    IReadOnlyList<SubmissionError> Errors)
{
    /// <summary>What stands before a field's name in its place: a JSON pointer's slash, nothing in a form.</summary>
    public string Root { get; init; } = "/";

    /// <summary>
    /// What rows of files say of the department in other words than the field: a code here, a name there. Only the register can tell
    /// whether it is the same.
    /// </summary>
    public IReadOnlyList<RawValue> OtherDepartments { get; init; } = [];

    /// <summary>What files are called that figures come from, and what stands above those.</summary>
    public IReadOnlyList<RawTitle> Titles { get; init; } = [];
}

/// <summary>One thing wrong with a submission: where, what, and how to put it right.</summary>
/// <param name="Pointer">JSON pointer or form field.</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Value">What was sent, shortened; null when nothing was.</param>
/// <param name="Ja">Japanese, for the clerk.</param>
/// <param name="En">The same in English.</param>
public sealed record SubmissionError(string Pointer, string Code, string? Value, string Ja, string En)
{
    internal SubmissionError(string pointer, string code, string? value, BilingualText text)
        : this(pointer, code, value, text.Ja, text.En)
    {
    }
}
