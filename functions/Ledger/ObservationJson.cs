using System.Text.Json;
using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;

namespace SmartToyonaka.Ledger;

/// <summary>Observations as one JSON document: for closing states and for submissions that still have to reach the ledger.</summary>
public static class ObservationJson
{
    private sealed record Wire(string Measure, string Section, int Month, string Status, string Content, string Kind, string Id, string ETag, DateTimeOffset ReceivedAt);

    public static byte[] Write(IEnumerable<Observation> observations) => JsonSerializer.SerializeToUtf8Bytes(
        observations.Select(o => new Wire(
            o.Measure, o.Section, o.Month.Key, o.Status == FigureStatus.Planned ? "planned" : "actual", LedgerJson.Write(o), o.Source.Kind, o.Source.Id, o.Source.ETag, o.ReceivedAt)),
        JsonSerializerOptions.Web);

    public static IReadOnlyList<Observation> Read(ReadOnlySpan<byte> json) =>
        [.. (JsonSerializer.Deserialize<List<Wire>>(json, JsonSerializerOptions.Web) ?? []).Select(w =>
        {
            var (cells, initiative) = LedgerJson.Read(w.Content, w.Measure);
            return new Observation(w.Measure, w.Section, FiscalMonth.FromKey(w.Month), w.Status == "planned" ? FigureStatus.Planned : FigureStatus.Actual, cells, initiative, new(w.Kind, w.Id, w.ETag), w.ReceivedAt);
        })];
}
