using System.Text.Json;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Review;

/// <summary>A value that waits to be confirmed, for those who may decide of it.</summary>
/// <param name="Id">Names it in addresses.</param>
/// <param name="Department">The section that handed it in.</param>
/// <param name="Status"><c>actual</c> or <c>planned</c>.</param>
/// <param name="Values">Its numbers, each with what holds.</param>
/// <param name="Source">The submission or file.</param>
/// <param name="Why">Why it waits, in Japanese, a line for each reason.</param>
/// <param name="WhyEn">The same in English; the Japanese of what was kept before there was one.</param>
public sealed record Review(
    string Id, string Department, string DepartmentName, string Measure, string MeasureName, string Month, string Status,
        IReadOnlyList<ReviewValue> Values, string Source,
    DateTimeOffset ReceivedAt, IReadOnlyList<string> Why, IReadOnlyList<string> WhyEn)
{
    /// <summary>True where what waits takes back what holds.</summary>
    public bool Withdraws { get; init; }
}

/// <summary>One number that waits.</summary>
/// <param name="Value">What waits, over all dimensions.</param>
/// <param name="Was">What holds; null where nothing does.</param>
public sealed record ReviewValue(string Part, long Value, long? Was);

/// <summary>How a decision ended.</summary>
public enum ReviewOutcome
{
    /// <summary>It is kept; what was confirmed counts from now on.</summary>
    Decided,

    /// <summary>The same was decided before.</summary>
    Repeated,

    /// <summary>Nothing waits under this id, or not for this caller.</summary>
    NotFound,

    /// <summary>The opposite was decided before.</summary>
    DecidedOtherwise,

    /// <summary>A later submission has replaced what waited.</summary>
    Overtaken,

    /// <summary>The month is closed.</summary>
    Closed,
}

/// <summary>Lists what waits and decides of it. Whoever handed it in, or an administrator, decides; once.</summary>
public sealed class ReviewService(
    WaitingEntries waiting, LedgerStore ledger, ReviewDecisionStore decisions, ReferenceData reference, AdminJournal journal)
{
    /// <summary>The most that a reason may have.</summary>
    public const int MaxReason = 500;

    /// <summary>What waits of some departments, oldest first.</summary>
    public async Task<IReadOnlyList<Review>> ListAsync(Func<string, bool> mayDecide, CancellationToken cancel) =>
        await TellAsync((await waiting.ListAsync(cancel)).Where(w => mayDecide(w.Entry.Section)), cancel);

    /// <summary>What still waits of some entries.</summary>
    public async Task<IReadOnlyList<Review>> OfEntriesAsync(IEnumerable<Observation> entries, CancellationToken cancel)
    {
        var found = new List<WaitingEntry>();
        foreach (var id in entries.Where(e => e.State == EntryState.Held).Select(WaitingEntries.IdOf))
        {
            if (await waiting.FindAsync(id, cancel) is { Waits: true } there)
            {
                found.Add(new(id, there.Entry));
            }
        }

        return await TellAsync(found, cancel);
    }

    /// <summary>Decides of one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="confirm">True to let it count, false to drop it.</param>
    /// <param name="reason">Why, in the words of whoever decides.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="mayDecide">Whether they may for a department.</param>
    /// <param name="cancel">Stops only before anything is kept.</param>
    /// <param name="isAdministrator">True for an administrator, whose acts are in the journal; false for whoever handed it in.</param>
    public async Task<ReviewOutcome> DecideAsync(string id, bool confirm, string reason, string by, Func<string, bool> mayDecide,
        CancellationToken cancel, bool isAdministrator = false)
    {
        var state = confirm ? EntryState.Accepted : EntryState.Rejected;
        if (!WaitingEntries.IsId(id))
        {
            return ReviewOutcome.NotFound;
        }

        if (await waiting.FindAsync(id, cancel) is not { } found)
        {
            return await decisions.DecidedAsync(id, state, mayDecide, cancel) switch
            {
                SubmissionOutcome.Replayed => ReviewOutcome.Repeated,
                SubmissionOutcome.Conflict => ReviewOutcome.DecidedOtherwise,
                _ => ReviewOutcome.NotFound,
            };
        }

        var (entry, waits) = found;
        if (!mayDecide(entry.Section))
        {
            return ReviewOutcome.NotFound;
        }

        if (!waits && await decisions.DecidedAsync(id, state, mayDecide, cancel) is null)
        {
            return ReviewOutcome.Overtaken;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new { review = id, decision = confirm ? "confirm" : "reject", reason },
            JsonSerializerOptions.Web);
        async Task<SubmissionOutcome> DecideNowAsync() => await decisions.DecideAsync(entry, state, by, reason, body, cancel);
        var act = new AdminAct(AdminActKind.Reviews, confirm ? "confirm" : "reject", $"{entry.Measure} {entry.Section} {entry.Month}", by,
            reason);
        return (isAdministrator ? await journal.RecordAsync(act, DecideNowAsync,
            o => o is SubmissionOutcome.Accepted or SubmissionOutcome.Replayed ? "" : null, cancel) : await DecideNowAsync()) switch
        {
            SubmissionOutcome.Accepted => ReviewOutcome.Decided,
            SubmissionOutcome.Replayed => ReviewOutcome.Repeated,
            SubmissionOutcome.Closed => ReviewOutcome.Closed,
            _ => ReviewOutcome.DecidedOtherwise,
        };
    }

    private async Task<IReadOnlyList<Review>> TellAsync(IEnumerable<WaitingEntry> entries, CancellationToken cancel)
    {
        var register = (await reference.GetAsync(cancel)).Register;
        var told = new List<Review>();
        foreach (var (id, e) in entries)
        {
            var holding = EffectiveObservations.Of(await ledger.ReadMonthAsync(e.Measure, e.Section, e.Month, e.Status, cancel))
                .FirstOrDefault(o => o.Key == e.Key);
            var measure = MeasureRegistry.Current.Get(e.Measure);
            told.Add(new(
                id, e.Section, (register.Get(e.Section, e.Month) ?? register.Newest(e.Section))?.Name ?? "", e.Measure, measure.NameJa,
                    e.Month.ToString(),
                e.Status == FigureStatus.Planned ? "planned" : "actual",
                [.. measure.Parts.Select(p => new ReviewValue(p, Sum(e, p), holding is null ? null : Sum(holding, p)))],
                    e.Source.ToString(), e.ReceivedAt,
                Lines(e.Why), Lines(BilingualText.Kept(e.Why, e.WhyEn).En))
            {
                Withdraws = e.Withdraws,
            });
        }

        return told;
    }

    private static string[] Lines(string why) => why.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static long Sum(Observation o, string part) => o.Cells.Where(c => c.Part == part).Sum(c => c.Value);
}
