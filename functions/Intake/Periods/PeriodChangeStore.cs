using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Periods;

/// <summary>
/// The table <c>closings</c>: acts by fiscal year and time, and a mark for each act whose fiscal year is not computed again yet. One
/// partition, because an act and its mark are written together; it gains some dozen rows a year, and a lookup reads one year's.
/// </summary>
public sealed class PeriodChangeStore
{
    internal const string Partition = "closing";
    internal const string MarkPrefix = "p!";
    private const string ActPrefix = "a!";

    private readonly TableStore table;
    private readonly GroupedCalls<FiscalYear, bool, IReadOnlyList<PeriodChange>> years;

    public PeriodChangeStore(StorageAccount storage)
    {
        table = storage.Table(TableNames.Closings);
        years = new(async (year, asked) =>
        {
            var acts = (await table.ListPrefixAsync(Partition, $"{ActPrefix}{year}|", CancellationToken.None)).ConvertAll(FromRow);
            return [.. asked.Select(_ => acts)];
        });
    }

    /// <summary>
    /// The acts of a fiscal year, oldest first, as they are in the storage after this was asked. Every submission asks, and those that come
    /// at once share a reading.
    /// </summary>
    public Task<IReadOnlyList<PeriodChange>> ListAsync(FiscalYear year, CancellationToken cancel) => years.CallAsync(year, true, cancel);

    /// <summary>All acts, newest first.</summary>
    public async Task<IReadOnlyList<PeriodChange>> ListAllAsync(CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, ActPrefix, cancel)).Select(FromRow).OrderByDescending(a => a.At)];

    /// <summary>Which months of a fiscal year are closed, asked of the storage.</summary>
    public async Task<ClosedMonths> ReadAsync(FiscalYear year, CancellationToken cancel) => new(await ListAsync(year, cancel));

    /// <summary>Which of some months are closed, asked of the storage in one round however many fiscal years they are of.</summary>
    public async Task<ClosedMonths> ReadAsync(IEnumerable<FiscalMonth> months, CancellationToken cancel) =>
        new((await Task.WhenAll(months.Select(m => m.FiscalYear).Distinct().Select(y => ListAsync(y, cancel)))).SelectMany(a => a));

    /// <summary>Adds an act with its mark; false when another act of that fiscal year has the same time.</summary>
    public Task<bool> TryAddAsync(PeriodChange change, CancellationToken cancel) =>
        table.TryInsertAsync([ToRow(change), ToMark(change)], cancel);

    /// <summary>Acts of a fiscal year that are not settled.</summary>
    public async Task<IReadOnlyList<PeriodChange>> ListUnsettledAsync(FiscalYear year, CancellationToken cancel) =>
        [.. (await ListAsync(year, cancel)).Where(a => !a.IsSettled)];

    /// <summary>Settles an act, at its time or a later one; false when somebody else has done so meanwhile.</summary>
    public async Task<bool> TrySettleAsync(PeriodChange change, DateTimeOffset at, CancellationToken cancel)
    {
        if (await table.GetAsync(Partition, ActPrefix + Key(change), cancel) is not { } row || FromRow(row).IsSettled)
        {
            return false;
        }

        var settled = change with { At = at, IsSettled = true };
        return at == change.At
            ? await table.TryReplaceAsync(ToRow(settled) with { ETag = row.ETag }, cancel)
            : await table.TryWriteAsync([ToRow(settled), ToMark(settled)], [row, ToMark(change) with { ETag = "*" }], cancel);
    }

    /// <summary>The mark that a recomputation takes away.</summary>
    public static PendingMark MarkOf(PeriodChange change) => new(TableNames.Closings, Partition, MarkPrefix + Key(change));

    /// <summary>Fiscal years with acts that are still not computed, among those of a time that is wanted, each with its mark.</summary>
    public async Task<IReadOnlyList<(FiscalYear Year, PendingMark Mark)>> ListPendingAsync(Func<DateTimeOffset, bool> isWanted,
        CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, MarkPrefix, cancel)).Where(r => isWanted(r.Time("at")))
            .Select(r => (new FiscalYear(r.Int("fiscalyear")), new PendingMark(TableNames.Closings, Partition, r.Key)))];

    // Ticks of one length, so that the order of keys is the order of time.
    private static string Key(PeriodChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Target.Year}|{change.At.UtcTicks:D19}");

    private static Row ToRow(PeriodChange change) =>
        new(Partition, ActPrefix + Key(change), new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["fiscalyear"] = change.Target.Year.Value,
            ["monthkey"] = change.Target.Month?.Key ?? 0,
            ["action"] = change.IsClose ? "close" : "reopen",
            ["by"] = change.By,
            ["at"] = change.At.ToUniversalTime(),
            ["reason"] = change.Reason,
            ["unsettled"] = !change.IsSettled,
        });

    private static Row ToMark(PeriodChange change) =>
        new(Partition, MarkPrefix + Key(change), new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["fiscalyear"] = change.Target.Year.Value,
            ["at"] = change.At.ToUniversalTime(),
        });

    private static PeriodChange FromRow(Row r) => new(
        new(new(r.Int("fiscalyear")), r.Int("monthkey") is var key and > 0 ? FiscalMonth.FromKey(key) : null),
        r.Text("action") == "close", r.Text("by"), r.Time("at"), r.Text("reason"))
    { IsSettled = !r.Flag("unsettled") };
}
