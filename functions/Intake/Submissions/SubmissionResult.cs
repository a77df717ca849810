using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>How a submission ended.</summary>
public enum SubmissionOutcome
{
    /// <summary>Kept for good; it will be computed.</summary>
    Accepted,

    /// <summary>The same submission had been accepted before.</summary>
    Replayed,

    /// <summary>Its key belongs to a submission with other content.</summary>
    Conflict,

    /// <summary>A month that it speaks of is closed; nothing was kept.</summary>
    Closed,

    /// <summary>It is too large to be kept as one; nothing was kept.</summary>
    TooLarge,

    /// <summary>It was based on a state that is no longer what holds; nothing was kept.</summary>
    Overtaken,
}

/// <summary>A month that a submission speaks of, and since when it is closed.</summary>
public readonly record struct ClosedMonth(FiscalMonth Month, DateTimeOffset Since);

/// <summary>The outcome.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="ReceiptJson">The receipt, when it was accepted or repeated.</param>
/// <param name="ClosedMonths">The closed months that it speaks of, when that is why it was not accepted.</param>
public readonly record struct SubmissionResult(SubmissionOutcome Kind, string ReceiptJson, IReadOnlyList<ClosedMonth> ClosedMonths)
{
    public SubmissionResult(SubmissionOutcome kind, string receiptJson)
        : this(kind, receiptJson, [])
    {
    }

    /// <summary>What was said since, when that is why it was not accepted.</summary>
    public IReadOnlyList<SupersededFigure> Overtaken { get; init; } = [];
}
