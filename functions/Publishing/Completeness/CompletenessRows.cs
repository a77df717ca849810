using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Completeness;

/// <summary>Rows of <c>factcompleteness</c>: one partition is one measure and fiscal year.</summary>
public static class CompletenessRows
{
    // Every column is in every row; this stands where nothing was received (hasreceived = false). Tables begin in 1601.
    private static readonly DateTimeOffset Never = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary><c>overtime|2021</c>.</summary>
    public static string Partition(string measure, FiscalYear year) => $"{measure}|{year}";

    /// <summary><c>202106|0213</c>.</summary>
    public static string Key(FiscalMonth month, string department) =>
        string.Create(CultureInfo.InvariantCulture, $"{month.Key}|{department}");

    public static Row From(OwedFigure owed, DateTimeOffset? firstReceivedAt, DateTimeOffset now) => new(
        Partition(owed.Measure, owed.Month.FiscalYear),
        Key(owed.Month, owed.Department),
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["departmentcode"] = owed.Department,
            ["measure"] = owed.Measure,
            ["monthkey"] = owed.Month.Key,
            ["monthstart"] = owed.Month.Start,
            ["fiscalyear"] = owed.Month.FiscalYear.Value,
            ["state"] = owed.StateAt(firstReceivedAt, now).Text(),
            ["dueon"] = new DateTimeOffset(owed.DueOn.Day, TimeOnly.MinValue, TimeSpan.Zero),
            ["dueprovisional"] = owed.DueOn.IsProvisional,
            ["hasreceived"] = firstReceivedAt is not null,
            ["receivedat"] = (firstReceivedAt ?? Never).ToUniversalTime(),
        });

    /// <summary>When the first figure of each published row was received, by the row's key; rows without one are left out.</summary>
    public static Dictionary<string, DateTimeOffset> Received(IEnumerable<Row> rows) =>
        rows.Where(r => r.Flag("hasreceived")).ToDictionary(r => r.Key, r => r.Time("receivedat"), StringComparer.Ordinal);

    /// <summary>
    /// When the first actual figure of each month and department was handed in, by the row's key. What waits was not handed in yet; what
    /// was taken back is missing again.
    /// </summary>
    public static Dictionary<string, DateTimeOffset> Received(string measure, IEnumerable<Observation> said) =>
        said.Where(o => o.Measure == measure && o.Status == FigureStatus.Actual)
            .GroupBy(o => Key(o.Month, o.Section), StringComparer.Ordinal)
            .Select(g => (g.Key, Since: SinceWithdrawn(g)))
            .Where(x => x.Since.Count > 0)
            .ToDictionary(x => x.Key, x => x.Since.Min(o => o.HandedInAt), StringComparer.Ordinal);

    private static IReadOnlyList<Observation> SinceWithdrawn(IEnumerable<Observation> ofOneKey) =>
        [.. EffectiveObservations.InOrder(ofOneKey.Where(o => o.State is EntryState.Accepted or EntryState.Withdrawn)).Reverse()
            .TakeWhile(o => o.State == EntryState.Accepted)];
}
