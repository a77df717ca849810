using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Review;

/// <summary>
/// Keeps what was decided of entries that waited, each once: as a submission is kept, so that a process killed between two steps loses
/// nothing, and that no decision passes a closing.
/// </summary>
public sealed class ReviewDecisionStore(SubmissionContextReader context, SubmissionStore store, SubmissionRecorder kept,
    WaitingEntries waiting, ClosingGate gate, TimeProvider clock)
{
    // Each further look needs another closing in between.
    private const int MaxLooks = 20;

    /// <summary>Keeps a decision.</summary>
    /// <param name="waited">The entry that waited.</param>
    /// <param name="state">What it is from now on.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="reason">Why, in their words.</param>
    /// <param name="body">What was sent, as evidence.</param>
    /// <param name="cancel">Stops only before anything is kept.</param>
    /// <returns>Accepted; repeated, when the same was decided before; a conflict, when the opposite was; closed.</returns>
    internal async Task<SubmissionOutcome> DecideAsync(Observation waited, EntryState state, string by, string reason, byte[] body,
        CancellationToken cancel)
    {
        var review = WaitingEntries.IdOf(waited);
        var key = SubmissionKeys.OfReview(review);
        for (var look = 1; look <= MaxLooks; look++)
        {
            var open = await gate.KeyAsync(cancel);
            var months = await context.ClosedMonthsAsync(new("", "", waited.Section, waited.Month, waited.Status, [waited]), cancel);
            if (await DecidedAsync(review, state, cancel) is { } before)
            {
                return before;
            }

            if (months.Count > 0)
            {
                return SubmissionOutcome.Closed;
            }

            var decided = waited with
            {
                State = state == EntryState.Accepted && waited.Withdraws ? EntryState.Withdrawn : state,
                Why = "",
                Decision = new(by, reason, waited.ReceivedAt),
                ReceivedAt = AcceptedSubmission.After([waited], null, clock.GetUtcNow()),
            };
            var stored = Stored(decided, state, SubmissionKeys.IdOf(key), by);
            switch (await store.TryStoreAsync(stored, [key], "application/json", body, [decided], open, cancel))
            {
                case InsertOutcome.Inserted:
                    await kept.FinishAsync(stored, [decided], SubmissionStore.MarkOf(stored));
                    await waiting.ForgetAsync(review, CancellationToken.None);
                    return SubmissionOutcome.Accepted;
                case InsertOutcome.Exists:
                    // Decided meanwhile, which the next look finds; without a claim, it lost that to whoever wrote into the table.
                    await store.ClaimAsync([key], stored.Id, CancellationToken.None);
                    break;
                default:
                    gate.Forget(open);
                    break;
            }
        }

        throw new InvalidOperationException($"A decision could not be kept in {MaxLooks} looks.");
    }

    /// <summary>
    /// What became of an entry that waited: repeated where this was decided, a conflict where the opposite was; null where nothing was.
    /// </summary>
    internal Task<SubmissionOutcome?> DecidedAsync(string review, EntryState state, CancellationToken cancel) =>
        DecidedAsync(review, state, _ => true, cancel);

    /// <summary>The same for whoever may know: null, too, where it was another department's.</summary>
    internal async Task<SubmissionOutcome?> DecidedAsync(string review, EntryState state, Func<string, bool> mayKnow,
        CancellationToken cancel)
    {
        var key = SubmissionKeys.OfReview(review);
        if (await store.FindClaimAsync(key, cancel) is not { } id)
        {
            return null;
        }

        if (await store.FindAsync(id, cancel) is not { } stored)
        {
            await store.ReleaseAsync(key, id, CancellationToken.None);
            return null;
        }

        if (!mayKnow(stored.Department))
        {
            return null;
        }

        if (await store.FindMarkAsync(stored, cancel) is { } mark)
        {
            await kept.FinishAsync(stored, await store.ReadEntriesAsync(id, cancel), mark);
        }

        return stored.ContentHash == state.Text() ? SubmissionOutcome.Replayed : SubmissionOutcome.Conflict;
    }

    private static StoredSubmission Stored(Observation decided, EntryState state, string id, string by)
    {
        var (corrected, withdrawn) = (decided.State == EntryState.Accepted ? 1 : 0, decided.State == EntryState.Withdrawn ? 1 : 0);
        var receipt = new SubmissionReceipt(
            id, decided.ReceivedAt, decided.Section, decided.Month.ToString(), SubmissionReceipt.Accepted, 0, corrected, 0, withdrawn,
                0, [], new($"/api/submissions/{id}"));
        return new AcceptedSubmission(receipt, [decided]).ToStored(state.Text(), by);
    }
}
