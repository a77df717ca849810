using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>An observation as a row of the ledger, and back.</summary>
public static class LedgerRow
{
    /// <summary>The column of the section.</summary>
    public const string Section = "section";

    /// <summary><c>overtime|2021</c>.</summary>
    public static string Partition(string measure, FiscalYear year) => $"{measure}|{year}";

    /// <summary><c>202106|0213|a|</c>: month, section, actual or planned.</summary>
    public static string KeyPrefix(FiscalMonth month, string section, FigureStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix(month, section)}{(status == FigureStatus.Actual ? 'a' : 'p')}|");

    /// <summary><c>202106|0213|</c>: month and section.</summary>
    public static string KeyPrefix(FiscalMonth month, string section) =>
        string.Create(CultureInfo.InvariantCulture, $"{month.Key}|{section}|");

    /// <summary><c>202106|</c>: a month; keys of later months come after it.</summary>
    public static string KeyPrefix(FiscalMonth month) => string.Create(CultureInfo.InvariantCulture, $"{month.Key}|");

    /// <summary>
    /// The key of an entry within its measure, which never changes; the fiscal year of its partition follows from its month.
    /// </summary>
    public static string Key(Observation o) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{KeyPrefix(o.Month, o.Section, o.Status)}{Hash(o.Initiative?.Name ?? "")}|{o.ReceivedAt.UtcTicks:D19}-{Hash(o.Source.Id + "|" + o.Source.ETag)}{(o.Decision is null ? "" : "x")}");

    /// <summary>The time in an entry's key.</summary>
    public static DateTimeOffset ReceivedAt(string key)
    {
        var at = key.LastIndexOf('|') + 1;
        return new(long.Parse(key.AsSpan(at, key.IndexOf('-', at) - at), CultureInfo.InvariantCulture), TimeSpan.Zero);
    }

    public static Row From(Observation o)
    {
        var columns = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["measure"] = o.Measure,
            [Section] = o.Section,
            ["monthkey"] = o.Month.Key,
            ["status"] = o.Status == FigureStatus.Actual ? "actual" : "planned",
            ["content"] = LedgerJson.Write(o),
            ["sourcekind"] = o.Source.Kind,
            ["sourceid"] = o.Source.Id,
            ["sourceetag"] = o.Source.ETag,
            ["receivedat"] = o.ReceivedAt.ToUniversalTime(),
        };

        // Nearly all entries were simply accepted; a ledger holds millions.
        if (o.State != EntryState.Accepted)
        {
            columns["state"] = o.State.Text();
        }

        if (o.Why.Length > 0)
        {
            columns["why"] = o.Why;
            columns["whyen"] = o.WhyEn;
        }

        if (o.Decision is { } decision)
        {
            columns["decidedby"] = decision.By;
            columns["decidedbecause"] = decision.Reason;
            columns["handedinat"] = decision.HandedInAt.ToUniversalTime();
        }

        return new(Partition(o.Measure, o.Month.FiscalYear), Key(o), columns);
    }

    /// <summary>How many characters an observation's content takes in its row.</summary>
    public static int ContentLength(Observation o) => LedgerJson.Write(o).Length;

    /// <exception cref="InvalidDataException">The content was not written by this program.</exception>
    public static Observation ToObservation(Row row)
    {
        var (cells, initiative) = Read(row);
        return new(
            row.Text("measure"),
            row.Text(Section),
            FiscalMonth.FromKey(row.Int("monthkey")),
            row.Text("status") == "planned" ? FigureStatus.Planned : FigureStatus.Actual,
            cells,
            initiative,
            new(row.Text("sourcekind"), row.Text("sourceid"), row.Text("sourceetag")),
            row.Time("receivedat"))
        {
            State = EntryStateText.Parse(row.Text("state")),
            Why = row.Text("why"),
            WhyEn = row.Text("whyen"),
            Decision = row.Columns.ContainsKey("handedinat")
                ? new(row.Text("decidedby"), row.Text("decidedbecause"), row.Time("handedinat")) : null,
        };
    }

    private static (IReadOnlyList<FigureCell> Cells, Initiative? Initiative) Read(Row row)
    {
        try
        {
            return LedgerJson.Read(row.Text("content"), row.Text("measure"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException(
                $"The entry {row.Partition} {row.Key} of the ledger cannot be read; `restore --ledger` puts back what its source says.", e);
        }
    }

    private static string Hash(string text) =>
        text.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}

/// <summary>
/// The content of an observation as JSON: cells as arrays <c>[part, value, jobclass, workpattern, reason, lines]</c>, because a
/// ledger holds many of them, or one initiative.
/// </summary>
internal static class LedgerJson
{
    public static string Write(Observation o)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (o.Initiative is { } initiative)
            {
                WriteInitiative(json, initiative);
            }
            else
            {
                WriteCells(json, o.Cells);
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static (IReadOnlyList<FigureCell> Cells, Initiative? Initiative) Read(string content, string measure)
    {
        using var json = JsonDocument.Parse(content);
        return json.RootElement.ValueKind == JsonValueKind.Array
            ? ([.. json.RootElement.EnumerateArray().Select(ReadCell)], null)
            : ([], ReadInitiative(json.RootElement, measure[MeasureRegister.Prefix.Length..]));
    }

    private static void WriteCells(Utf8JsonWriter json, IReadOnlyList<FigureCell> cells)
    {
        json.WriteStartArray();
        foreach (var c in cells)
        {
            json.WriteStartArray();
            json.WriteStringValue(c.Part);
            json.WriteNumberValue(c.Value);
            json.WriteStringValue(c.Dimensions.JobClass);
            json.WriteStringValue(c.Dimensions.WorkPattern);
            json.WriteStringValue(c.Dimensions.Reason);
            json.WriteStringValue(c.Lines);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static FigureCell ReadCell(JsonElement c) => new(
        new(c[2].GetString()!, c[3].GetString()!, c[4].GetString()!), c[0].GetString()!, c[1].GetInt64(), c[5].GetString()!);

    private static void WriteInitiative(Utf8JsonWriter json, Initiative initiative)
    {
        json.WriteStartObject();
        json.WriteString("name", initiative.Name);
        json.WriteString("status", initiative.Status.Text());
        json.WriteBoolean("counts", initiative.CountsTowardTarget);
        json.WriteString("note", initiative.Note);
        json.WriteStartArray("partners");
        foreach (var partner in initiative.Partners)
        {
            json.WriteStringValue(partner);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Initiative ReadInitiative(JsonElement e, string category) => new(
        category,
        e.GetProperty("name").GetString()!,
        [.. e.GetProperty("partners").EnumerateArray().Select(p => p.GetString()!)],
        new(e.GetProperty("status").GetString()!),
        e.GetProperty("counts").GetBoolean(),
        e.GetProperty("note").GetString()!);
}
