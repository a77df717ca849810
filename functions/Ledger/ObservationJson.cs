using System.Text.Json;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Ledger;

/// <summary>Observations as one JSON document: for closing states and for submissions that still have to reach the ledger.</summary>
public static class ObservationJson
{
    private sealed record Wire(string Measure, string Section, int Month, string Status, string Content, string Kind, string Id,
        string ETag, DateTimeOffset ReceivedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? State = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WhyEn = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReviewDecision? Decision = null);

    public static byte[] Write(IEnumerable<Observation> observations) =>
        JsonSerializer.SerializeToUtf8Bytes(observations.Select(ToWire), JsonSerializerOptions.Web);

    public static IReadOnlyList<Observation> Read(ReadOnlySpan<byte> json) =>
        [.. (JsonSerializer.Deserialize<List<Wire>>(json, JsonSerializerOptions.Web) ?? []).Select(FromWire)];

    /// <summary>One observation in one line, for files with very many.</summary>
    public static string WriteLine(Observation observation) => JsonSerializer.Serialize(ToWire(observation), JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="WriteLine"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not of that form.</exception>
    public static Observation ReadLine(string line) => FromWire(JsonSerializer.Deserialize<Wire>(line, JsonSerializerOptions.Web)
        ?? throw new JsonException("An observation is missing."));

    private static Wire ToWire(Observation o) => new(
        o.Measure, o.Section, o.Month.Key, o.Status == FigureStatus.Planned ? "planned" : "actual", LedgerJson.Write(o), o.Source.Kind,
            o.Source.Id, o.Source.ETag, o.ReceivedAt,
        o.State == EntryState.Accepted ? null : o.State.Text(), o.Why.Length == 0 ? null : o.Why,
        o.WhyEn.Length == 0 ? null : o.WhyEn, o.Decision);

    private static Observation FromWire(Wire w)
    {
        var (cells, initiative) = LedgerJson.Read(w.Content, w.Measure);
        return new(w.Measure, w.Section, FiscalMonth.FromKey(w.Month), w.Status == "planned" ? FigureStatus.Planned : FigureStatus.Actual,
            cells, initiative, new(w.Kind, w.Id, w.ETag), w.ReceivedAt)
        {
            State = EntryStateText.Parse(w.State),
            Why = w.Why ?? "",
            WhyEn = w.WhyEn ?? "",
            Decision = w.Decision,
        };
    }
}
