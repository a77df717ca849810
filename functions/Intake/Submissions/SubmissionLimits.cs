using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// The limits of what a stored submission leads to: a ledger row for each entry, one message that requests the computation, one transaction
/// that stores all of it. A submission beyond them is refused before it is stored, since it could never be computed.
/// </summary>
internal static class SubmissionLimits
{
    /// <summary>A text column of a table holds 32,768 characters.</summary>
    public const int EntryLength = 32_000;

    /// <summary>One message names all of them, with the mark.</summary>
    public const int TopicYears = RecomputeQueue.MaxKeys;

    /// <summary>A transaction holds 4 MiB, in which bytes are written as Base64, and a hundred rows.</summary>
    public const int PackedBytes = 2_800_000, Rows = 95;

    public static void Check(IReadOnlyList<Observation> observations, RawSubmission raw, ErrorList errors)
    {
        // Initiatives come last, in the order in which they were sent.
        var initiatives = observations.Where(o => o.Initiative is not null).ToList();
        foreach (var (initiative, sent) in initiatives.Zip(raw.Initiatives))
        {
            if (LedgerRow.ContentLength(initiative) is var length and > EntryLength)
            {
                errors.Add(new(sent.Pointer, "initiative_too_large", null, SubmissionMessages.InitiativeTooLarge(length, EntryLength)));
            }
        }

        if (TopicYear.Of(observations).Count() is var topicYears and > TopicYears)
        {
            errors.Add(new("", "too_many_years", null, SubmissionMessages.TooManyYears(topicYears, TopicYears)));
        }
    }
}
