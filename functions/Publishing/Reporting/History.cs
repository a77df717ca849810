using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Reporting;

/// <summary>One number of a figure.</summary>
/// <param name="Part">Which number of the measure.</param>
/// <param name="Value">A count, minutes or heads; null when it is withheld from the caller, because the group of people may be
/// small.</param>
/// <param name="JobClass">Null where the measure has no such dimension.</param>
/// <param name="WorkPattern">Likewise.</param>
/// <param name="Reason">Likewise.</param>
public sealed record HistoryNumber(string Part, long? Value, string? JobClass, string? WorkPattern, string? Reason);

/// <summary>An initiative as it was handed in.</summary>
public sealed record HistoryInitiative(string Status, bool CountsTowardTarget, IReadOnlyList<string> Partners, string Note);

/// <summary>What was said: numbers, or where an initiative stands.</summary>
public sealed record HistoryValue(IReadOnlyList<HistoryNumber>? Numbers, HistoryInitiative? Initiative)
{
    internal static HistoryValue Of(Observation o, SmallGroupFilter groups) => o.Initiative is { } i
        ? new(null, new(i.Status.Text(), i.CountsTowardTarget, i.Partners, i.Note))
        : new([.. o.Cells.Select(c => new HistoryNumber(c.Part, groups.Show(o, c) ? c.Value : null, OrNull(c.Dimensions.JobClass),
            OrNull(c.Dimensions.WorkPattern), OrNull(c.Dimensions.Reason)))], null);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}

/// <summary>One entry of the ledger with what it replaced.</summary>
/// <param name="ReceivedAt">When it was accepted (a drop: when it was uploaded).</param>
/// <param name="By">Id of the credential; null for a drop.</param>
/// <param name="Measure">What it speaks of.</param>
/// <param name="MeasureName">The same for people.</param>
/// <param name="Name">The initiative's name; null for figures.</param>
/// <param name="Status"><c>actual</c> or <c>planned</c>; a plan replaces a plan only.</param>
/// <param name="Source">The submission, or the file.</param>
/// <param name="Old">What held before; null for the first entry.</param>
/// <param name="New">What it says.</param>
public sealed record HistoryEntry(
    DateTimeOffset ReceivedAt, string? By, string Measure, string MeasureName, string? Name, string Status, string Source,
        HistoryValue? Old, HistoryValue New)
{
    /// <summary><c>accepted</c>, <c>held</c> (it waits to be confirmed), <c>withdrawn</c> (it takes back) or <c>rejected</c>.</summary>
    public string State { get; init; } = "accepted";
}

/// <summary>The effective value of one measure or initiative, planned and actual side by side.</summary>
public sealed record HistoryEffectiveValue(string Measure, string MeasureName, string? Name, HistoryValue? Actual, HistoryValue? Planned);

/// <summary>All that was ever said by a department for a month.</summary>
/// <param name="Department">The section's code.</param>
/// <param name="Month">The month (<c>2021-06</c>).</param>
/// <param name="Holds">What holds now.</param>
/// <param name="Entries">Everything that was said, newest first.</param>
public sealed record MonthHistory(string Department, string Month, IReadOnlyList<HistoryEffectiveValue> Holds,
    IReadOnlyList<HistoryEntry> Entries);

/// <summary>Reads the history of a department's month from the ledger.</summary>
public sealed class History(LedgerStore ledger, SubmissionStore submissions, StorageAccount storage)
{
    // The number of submissions that are read concurrently for their senders.
    private const int MaxParallel = 8;

    /// <param name="department">The section's code.</param>
    /// <param name="month">The month.</param>
    /// <param name="seesPeople">True for the section itself and administrators; others see of groups of people what is published.</param>
    public async Task<MonthHistory> OfAsync(string department, FiscalMonth month, bool seesPeople, CancellationToken cancel)
    {
        var said = await ledger.ReadMonthAsync(department, month, cancel);
        var groups = seesPeople ? SmallGroupFilter.Open
            : await SmallGroupFilter.ReadAsync(storage, said.Select(o => (o.Measure, month.FiscalYear)).Distinct(), cancel);
        var senders = new System.Collections.Concurrent.ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            said.Where(o => o.Source.Kind == Source.Submission).Select(o => o.Source.Id).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancel },
            async (id, c) => senders[id] = (await submissions.FindAsync(id, c))?.SubmittedBy ?? "");
        return Describe(department, month, said, senders, groups);
    }

    /// <summary>Orders entries and adds to each the one that it replaced. Pure.</summary>
    /// <param name="department">The section's code.</param>
    /// <param name="month">The month.</param>
    /// <param name="said">The ledger's entries of that section and month.</param>
    /// <param name="senders">Who sent a submission, by its id.</param>
    /// <param name="groups">Which numbers of people may be seen.</param>
    public static MonthHistory Describe(
        string department, FiscalMonth month, IReadOnlyList<Observation> said, IReadOnlyDictionary<string, string> senders,
            SmallGroupFilter groups)
    {
        var entries = said.GroupBy(o => o.Key).SelectMany(g =>
        {
            var inOrder = EffectiveObservations.InOrder(g);
            return inOrder.Select((o, i) => (Entry: o, Before: i == 0 ? null : inOrder[i - 1]));
        });
        return new(
            department, month.ToString(), Holds(said, groups),
            [.. entries.OrderByDescending(e => e.Entry.ReceivedAt).ThenBy(e => OrderOf(e.Entry))
                .ThenBy(e => e.Entry.Initiative?.Name, StringComparer.Ordinal).Select(e => new HistoryEntry(
                e.Entry.ReceivedAt,
                e.Entry.Source.Kind == Source.Submission && senders.TryGetValue(e.Entry.Source.Id, out var by) && by.Length > 0 ? by : null,
                e.Entry.Measure, MeasureRegistry.Current.Get(e.Entry.Measure).NameJa, e.Entry.Initiative?.Name,
                e.Entry.Status == FigureStatus.Planned ? "planned" : "actual", e.Entry.Source.ToString(),
                e.Before is null ? null : HistoryValue.Of(e.Before, groups),
                    HistoryValue.Of(e.Entry, groups)) { State = e.Entry.State.Text() })]);
    }

    private static IReadOnlyList<HistoryEffectiveValue> Holds(IReadOnlyList<Observation> said, SmallGroupFilter groups) =>
        [.. EffectiveObservations.Of(said).GroupBy(o => (o.Measure, Name: o.Initiative?.Name)).OrderBy(g => OrderOf(g.First()))
            .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new HistoryEffectiveValue(g.Key.Measure, MeasureRegistry.Current.Get(g.Key.Measure).NameJa, g.Key.Name,
                Value(g, FigureStatus.Actual, groups), Value(g, FigureStatus.Planned, groups)))];

    private static HistoryValue? Value(IEnumerable<Observation> held, FigureStatus status, SmallGroupFilter groups) =>
        held.FirstOrDefault(o => o.Status == status) is { } o ? HistoryValue.Of(o, groups) : null;

    private static int OrderOf(Observation o) => MeasureRegistry.Current.All.TakeWhile(m => m.Id != o.Measure).Count();
}
