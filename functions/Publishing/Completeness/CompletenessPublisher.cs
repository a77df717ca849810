using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Completeness;

/// <summary>
/// Updates <c>factcompleteness</c>: after every recomputation for accepted figures, and once a day for what becomes due or missing with
/// time. Rows are written conditionally on the ETag that was read, so that concurrent updates do not overwrite each other.
/// </summary>
public sealed partial class CompletenessPublisher(
    StorageAccount storage, LedgerStore ledger, ReferenceData referenceData, PublishedFilesRenewal files, TimeProvider clock,
    ILogger<CompletenessPublisher> log)
{
    private const int MaxAttempts = 5;

    // A month, so that missing figures stay in the alert until those of the next month are due.
    private const int RecentDays = 31;

    private readonly TableStore table = storage.Table(TableNames.FactCompleteness), work = storage.Table(TableNames.Work);

    /// <summary>Publishes a measure and fiscal year.</summary>
    /// <param name="measure">The measure; one that nobody owes has no rows.</param>
    /// <param name="year">The fiscal year.</param>
    /// <param name="said">All entries of it in that year.</param>
    /// <param name="reference">The reference data that hold.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task PublishAsync(string measure, FiscalYear year, IReadOnlyList<Observation> said, ReferenceSnapshot reference,
        CancellationToken cancel)
    {
        var received = CompletenessRows.Received(measure, said);
        await UpdateAsync(measure, year, reference, _ => Task.FromResult(received), cancel);
    }

    /// <summary>Updates all years from the first in which anything is owed. Reads the ledger only where a row has to change.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        var reference = await referenceData.GetNewestAsync(cancel);
        var (changed, due, missing) = (0, 0, 0);
        if (Owed(reference).FirstYear is { } first)
        {
            // One scan: a call for each measure and year would be a hundred a day.
            var rows = (await table.ReadAllAsync(cancel).ToListAsync(cancel)).ToLookup(r => r.Partition, StringComparer.Ordinal);
            for (var year = first.Value; year <= CurrentMonth.FiscalYear.Value; year++)
            {
                foreach (var measure in MeasureRegistry.Current.All.Where(m => m.Kind != MeasureKind.Register).Select(m => m.Id))
                {
                    var partition = CompletenessRows.Partition(measure, new(year));
                    var (written, now) = await CatchUpAsync(measure, new(year), [.. rows[partition]], reference, cancel);
                    var lately = now.Where(FellDueLately).ToList();
                    (changed, due, missing) = (changed + written, due + lately.Count, missing
                        + lately.Count(r => r.Text("state") == DueFigureState.Missing.Text()));
                }
            }

            changed += await ForgetUnknownAsync(rows.Select(r => r.First()), reference, cancel);
        }

        // Every day, even if nothing changed: so the files are a day late at most, whatever was lost.
        await files.AskAsync(cancel);
        await work.PutAsync(CompletenessWatermark.ToRow(CurrentMonth, reference.Version), cancel);
        Log.CaughtUp(log, changed);
        Log.FellDue(log, due, RecentDays, missing);
    }

    // Of measures that another catalogue had, and of which nothing was ever said.
    private async Task<int> ForgetUnknownAsync(IEnumerable<Row> ofPartitions, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var written = 0;
        foreach (var row in ofPartitions.Where(r => MeasureRegistry.Current.Find(r.Text("measure")) is null))
        {
            written += (await UpdateAsync(row.Text("measure"), new(row.Int("fiscalyear")), reference,
                _ => Task.FromResult(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal)), cancel)).Written;
        }

        return written;
    }

    /// <summary>The watermark of <see cref="CatchUpAsync(CancellationToken)"/>.</summary>
    public async Task<CompletenessWatermark> CaughtUpAsync(CancellationToken cancel) =>
        CompletenessWatermark.From(await work.GetAsync(CompletenessWatermark.Partition, CompletenessWatermark.Key, cancel));

    // The table has what was never submitted years ago; the log line reports only recent due dates.
    private bool FellDueLately(Row row)
    {
        var today = JapanTime.Date(clock.GetUtcNow());
        var dueOn = DateOnly.FromDateTime(row.Time("dueon").UtcDateTime);
        return dueOn < today && dueOn >= today.AddDays(-RecentDays);
    }

    /// <summary>The month it is, in Japan.</summary>
    public FiscalMonth CurrentMonth => FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));

    /// <summary>Who owes what.</summary>
    public static OwedFigures Owed(ReferenceSnapshot reference) => new(reference.Catalogue, reference.Register, new(reference.Holidays));

    private async Task<(int Written, IReadOnlyList<Row> Rows)> CatchUpAsync(string measure, FiscalYear year, List<Row> rows,
        ReferenceSnapshot reference, CancellationToken cancel)
    {
        var wanted = Wanted(measure, year, reference, CompletenessRows.Received(rows));
        var (puts, deletes) = Differences(rows, wanted);
        return puts.Count + deletes.Count == 0
            ? (0, wanted)
            : await UpdateAsync(measure, year, reference, async c =>
                CompletenessRows.Received(measure, await ledger.ReadYearAsync(measure, year, c)), cancel);
    }

    // The rows are read before the ledger: entries that are added in between have a recomputation of their own.
    private async Task<(int Written, IReadOnlyList<Row> Rows)> UpdateAsync(
        string measure, FiscalYear year, ReferenceSnapshot reference,
            Func<CancellationToken, Task<Dictionary<string, DateTimeOffset>>> receivedAsync, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var rows = await table.ListAsync(CompletenessRows.Partition(measure, year), cancel: cancel);
            var wanted = Wanted(measure, year, reference, await receivedAsync(cancel));
            var (puts, deletes) = Differences(rows, wanted);
            if (await table.TryWriteAsync(puts, deletes, cancel))
            {
                return (puts.Count + deletes.Count, wanted);
            }
        }

        throw new InvalidOperationException($"The completeness of {measure} {year} was written elsewhere {MaxAttempts} times meanwhile.");
    }

    /// <summary>What the table should hold of a measure and fiscal year at this moment.</summary>
    public IReadOnlyList<Row> Wanted(string measure, FiscalYear year, ReferenceSnapshot reference,
        IReadOnlyDictionary<string, DateTimeOffset> received)
    {
        var now = clock.GetUtcNow();
        return [.. Owed(reference).Of(measure, year, FiscalMonth.Of(JapanTime.Date(now))).Select(o => CompletenessRows.From(
            o, received.TryGetValue(CompletenessRows.Key(o.Month, o.Department), out var at) ? at : null, now))];
    }

    private static (IReadOnlyList<Row> Puts, IReadOnlyList<Row> Deletes) Differences(List<Row> there, IReadOnlyList<Row> wanted)
    {
        var byKey = there.ToDictionary(r => r.Key, StringComparer.Ordinal);
        var keys = wanted.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        return (
            [.. wanted.Select(w => (Wanted: w, There: byKey.GetValueOrDefault(w.Key)))
                .Where(x => x.There is null || !x.There.SameAs(x.Wanted, new HashSet<string>()))
                .Select(x => x.Wanted with { ETag = x.There?.ETag ?? "" })],
            [.. there.Where(r => !keys.Contains(r.Key))]);
    }

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "Completeness caught up: {Changed} rows changed")]
        public static partial void CaughtUp(ILogger logger, int changed);

        // infra/alerts/month-incomplete.kql reads this line.
        [LoggerMessage(5002, LogLevel.Information,
            "Completeness: of {Due} figures that fell due in the last {Days} days {Missing} are missing")]
        public static partial void FellDue(ILogger logger, int due, int days, int missing);
    }
}
