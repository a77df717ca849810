using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Completeness;

/// <summary>
/// The watermark of the daily timer, kept in the table <c>work</c>: the last month that it published, and by which rules.
/// </summary>
/// <param name="Month">The month in which it last completed; null when it never did.</param>
/// <param name="Rules">The version of the reference data that held then.</param>
public sealed record CompletenessWatermark(FiscalMonth? Month, string Rules)
{
    internal const string Partition = "completeness", Key = "caughtup";

    /// <summary>True while a row in which nothing was received may differ because the timer has not run yet.</summary>
    public bool IsBehind(Row row, ReferenceSnapshot reference) =>
        Month is not { } month || Rules != reference.Version || row.Int("monthkey") > month.Key;

    internal static CompletenessWatermark From(Row? row) =>
        row is null ? new(null, "") : new(FiscalMonth.FromKey(row.Int("monthkey")), row.Text("rules"));

    internal static Row ToRow(FiscalMonth month, string rules) =>
        new(Partition, Key, new Dictionary<string, object>(StringComparer.Ordinal) { ["monthkey"] = month.Key, ["rules"] = rules });
}
