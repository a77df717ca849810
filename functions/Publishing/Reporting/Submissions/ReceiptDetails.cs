using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Submissions;

/// <summary>A figure of a submission that was due on a day.</summary>
/// <param name="Owed">Which, and when it was due.</param>
/// <param name="FirstAt">When it was handed in first, which is what counts; null where that waits to be confirmed.</param>
public sealed record SubmittedDueFigure(OwedFigure Owed, DateTimeOffset? FirstAt)
{
    /// <summary>True where it came after the day on which it was due.</summary>
    public bool IsLate => FirstAt >= Owed.Deadline;
}

/// <summary>An indicator that draws on a submission.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Before">Its value with what had been received before; null where there was none.</param>
/// <param name="Now">Its value as it is published.</param>
public sealed record IndicatorMove(Indicator Indicator, PublishedIndicator? Before, PublishedIndicator Now)
{
    /// <summary>True where the two differ.</summary>
    public bool HasMoved => Before?.Text != Now.Text;
}

/// <summary>What is told beside a receipt.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="SectionName">The section's name in that month.</param>
/// <param name="Changes">What it changed.</param>
/// <param name="Due">Which of it was due, and when.</param>
/// <param name="Moves">Which indicators draw on it; null while they are being computed.</param>
public sealed record ReceiptDetails(SubmissionReceipt Receipt, string SectionName, IReadOnlyList<SubmissionChange> Changes,
    IReadOnlyList<SubmittedDueFigure> Due, IReadOnlyList<IndicatorMove>? Moves);
