using System.Security.Cryptography;
using System.Text.Json;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>What a submission adds to the ledger, and its receipt.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Entries">
/// The entries: everything that was said, also what says the same as before. What is known may be out of date, because something that was
/// kept and is not in the ledger yet, or is just being kept, may say otherwise, and would hold.
/// </param>
public sealed record AcceptedSubmission(SubmissionReceipt Receipt, IReadOnlyList<Observation> Entries)
{
    /// <summary>Decides what counts at once, what waits, and what is nothing new. Pure but for the secret of the link.</summary>
    /// <param name="submission">What was handed in.</param>
    /// <param name="known">What was said before, of each of its observations.</param>
    /// <param name="catalogue">The thresholds.</param>
    /// <param name="id">The submission's id.</param>
    /// <param name="pending">When the newest was received of what is kept of the department and may not be in the ledger; null for
    /// nothing.</param>
    /// <param name="now">When it was received.</param>
    public static AcceptedSubmission Of(
        Submission submission, IReadOnlyList<PriorValues> known, Catalogue catalogue, string id, DateTimeOffset? pending,
            DateTimeOffset now)
    {
        var items = submission.Observations.Zip(known, (o, k) => Item.Of(o, k, catalogue, submission, id, now)).ToList();
        var changed = items.Where(i => i.IsNew).ToList();
        var before = known.SelectMany(k => new[] { k.Holding, k.Waiting }).OfType<Observation>().ToList();

        // In the ledger under this id already: the submission was lost and is handed in again. It was received when the ledger says.
        var receivedAt = before.Find(o => o.Source.Id == id)?.HandedInAt ?? After(before, pending, now);
        var held = items.Count(i => i.Entry.State == EntryState.Held);
        var receipt = new SubmissionReceipt(
            id, receivedAt, submission.Department, submission.Month.ToString(), held > 0 ? SubmissionReceipt.Waits
                : SubmissionReceipt.Accepted,
            changed.Count(i => i is { Entry.State: EntryState.Accepted, Known.Holding: null }),
                changed.Count(i => i is { Entry.State: EntryState.Accepted, Known.Holding: not null }),
            items.Count - changed.Count, changed.Count(i => i.Entry.State == EntryState.Withdrawn), held,
            [.. items.SelectMany(i => i.Far)
                .Select(f => new ReceiptWarning(f.Pointer, f.Kind, f.Value, f.Holds, f.Before, f.Text.Ja, f.Text.En))],
            new($"/api/submissions/{id}", held > 0 ? $"/confirm/{id}?token={Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}"
                : null));
        return new(receipt, EntriesOf(items.Select(i => i.Entry), id, receivedAt));
    }

    /// <summary>Entries as those of a submission.</summary>
    public static IReadOnlyList<Observation> EntriesOf(IEnumerable<Observation> said, string id, DateTimeOffset receivedAt) =>
        [.. said.Select(o => o with { Source = new(Source.Submission, id, ""), ReceivedAt = receivedAt })];

    /// <summary>The submission as it is kept.</summary>
    public StoredSubmission ToStored(string contentHash, string by) =>
        new(Receipt.Id, contentHash, Receipt.Department, Receipt.ReceivedAt, by,
            JsonSerializer.Serialize(Receipt, JsonSerializerOptions.Web), [.. TopicYear.Of(Entries)]);

    // Whole milliseconds: tables keep 100 ns, but a receipt is read by people and other programs. What is newest holds, so a submission is
    // later than what was said before of the same, in the ledger or on its way there, even if the clock was set back in between, two
    // instances' clocks differ, or two came within a millisecond.
    internal static DateTimeOffset After(IEnumerable<Observation> before, DateTimeOffset? pending, DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
        before.SelectMany(o => new DateTimeOffset?[] { o.ReceivedAt, o.HandedInAt }).Append(pending).OfType<DateTimeOffset>()
            .Select(t => t.ToUnixTimeMilliseconds() + 1).Append(now.ToUnixTimeMilliseconds()).Max());

    /// <summary>One item of the submission.</summary>
    /// <param name="Entry">What the ledger gains.</param>
    /// <param name="IsNew">False where it says what was said last.</param>
    private sealed record Item(PriorValues Known, Observation Entry, bool IsNew, IReadOnlyList<OutlierCheck> Far)
    {
        public static Item Of(Observation said, PriorValues known, Catalogue catalogue, Submission submission, string id,
            DateTimeOffset now)
        {
            var last = known.Waiting ?? known.Holding;
            var far = ValueChecks.Of(said, known, submission, catalogue, now);
            if (said.State == EntryState.Withdrawn && !far.Any(f => f.Holds))
            {
                // What an initiative was is told by what is taken back.
                var before = known.Holding ?? known.Waiting;
                return new(known, before is null ? said : said with { Initiative = before.Initiative }, before is not null, []);
            }

            if (known.IsSaidBy(said))
            {
                // What waits goes on waiting when it is said again.
                var again = known.Waiting is { } waiting
                    ? said with { State = EntryState.Held, Why = waiting.Why, WhyEn = waiting.WhyEn } : said;
                return new(known, again, last?.Source.Id == id, known.Waiting is null ? [] : far);
            }

            var why = BilingualText.Join("\n", [.. far.Where(f => f.Holds).Select(f => f.Text)]);
            return new(known, why.Ja.Length > 0 ? said with { State = EntryState.Held, Why = why.Ja, WhyEn = why.En } : said, true, far);
        }
    }
}
