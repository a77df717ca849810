using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Something that is wrong with what a report is written by.</summary>
/// <param name="Pointer">The JSON pointer of its place; <c>""</c> for the whole.</param>
/// <param name="Text">What, and how to put it right.</param>
public readonly record struct ReportTextFault(string Pointer, BilingualText Text);

/// <summary>A report's texts, its outline or a line of them cannot be used; the message is the first fault in Japanese.</summary>
public sealed class ReportTextException : FormatException
{
    /// <summary>Of several faults.</summary>
    public ReportTextException(IReadOnlyList<ReportTextFault> faults, Exception? inner = null)
        : base(faults[0].Text.Ja, inner) => Faults = faults;

    /// <summary>Of one fault that has no place of its own.</summary>
    public ReportTextException(BilingualText text, Exception? inner = null)
        : this([new("", text)], inner)
    {
    }

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<ReportTextFault> Faults { get; }
}
