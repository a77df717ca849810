using System.Globalization;
using SmartToyonaka.Domain.Measures;
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
                errors.Add(new(sent.Pointer, "initiative_too_large", null,
                    string.Create(CultureInfo.InvariantCulture,
                        $"この取組みは大きすぎて保存できません({length:N0}文字分、上限は{EntryLength:N0}文字分。絵文字などは1つで12文字分です)。備考か連携先を短くしてください。"),
                    string.Create(CultureInfo.InvariantCulture,
                        $"This initiative is too large to be kept ({length:N0} characters, at most {EntryLength:N0}; an emoji counts as "
                            + $"12). Shorten the note or the partners.")));
            }
        }

        if (TopicYear.Of(observations).Count() is var topicYears and > TopicYears)
        {
            errors.Add(new("", "too_many_years", null,
                string.Create(CultureInfo.InvariantCulture, $"区分と年度の組が{topicYears}あります。1回に提出できるのは{TopicYears}までです。年月を確かめるか、分けて提出してください。"),
                string.Create(CultureInfo.InvariantCulture,
                    $"There are {topicYears} pairs of category and fiscal year; a submission may have at most {TopicYears}. Check the "
                        + $"months, or submit in parts.")));
        }
    }
}
