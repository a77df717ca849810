using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Finds the fields of a stored submission that a ledger entry was read from.</summary>
public static class SubmissionEvidence
{
    private static readonly string[] OfAll = ["department", "month", "status"];

    /// <summary>
    /// The fields as they were sent, each with its place: a JSON pointer, the name of a form's field, a file's sheet and line, or the
    /// question of a Microsoft Forms form. Empty when the body cannot be read (any more).
    /// </summary>
    /// <param name="entry">The entry of the ledger.</param>
    /// <param name="contentType">Of what was kept.</param>
    /// <param name="body">What was kept.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<IReadOnlyList<RawValue>> FieldsAsync(Observation entry, string contentType, byte[] body,
        CancellationToken cancel)
    {
        if (contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Kept(entry, body) ?? (JsonSubmission.Read(body) is { } json ? Of(entry, json) : []);
        }

        return await ReadFormAsync(contentType, body, cancel) is { } form ? Of(entry, form) : [];
    }

    private static IReadOnlyList<RawValue> Of(Observation entry, RawSubmission raw)
    {
        var common = OfAll.Where(raw.Fields.ContainsKey).Select(f => raw.Fields[f]);
        var own = entry.Initiative is { } initiative
            ? raw.Initiatives.Where(i => Says(i.Fields, initiative)).SelectMany(i => i.Fields.Values.Concat(i.Partners))
            : raw.Figures.Where(f => f.Measure?.Text == entry.Measure).SelectMany(f => f.Parts.Values);
        return [.. own, .. common];
    }

    private static bool Says(IReadOnlyDictionary<string, RawValue> fields, Initiative initiative) =>
        fields.TryGetValue("name", out var name) && name.Text?.Trim() == initiative.Name
        && fields.TryGetValue("category", out var category) && category.Text == initiative.Category;

    /// <summary>What was stored in place of files or of a form's answer; null when the body is a submission itself.</summary>
    private static IReadOnlyList<RawValue>? Kept(Observation entry, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonSubmission.TrimBom(body));
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("answers", out var answers)
                && answers.ValueKind == JsonValueKind.Object)
            {
                return [.. answers.EnumerateObject()
                    .Select(a => JsonSubmission.Value(a.Value, "/answers/" + JsonSubmission.Escape(a.Name)))];
            }

            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("files", out var files)
                && files.ValueKind == JsonValueKind.Array ? OfFiles(entry, root) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IReadOnlyList<RawValue> OfFiles(Observation entry, JsonElement root)
    {
        var common = root.GetProperty("fields").EnumerateObject().Where(f => OfAll.Contains(f.Name))
            .Select(f => JsonSubmission.Value(f.Value, f.Name));
        var own = entry.Initiative is { } initiative
            ? root.GetProperty("initiatives").EnumerateArray()
                .Where(i => Text(i.GetProperty("fields"), "name")?.Trim() == initiative.Name
                    && Text(i.GetProperty("fields"), "category") == initiative.Category)
                .SelectMany(i => Values(i, "fields")
                    .Append(new(At(i), string.Join("、", i.GetProperty("partners").EnumerateArray().Select(p => p.GetString())))))
            : root.GetProperty("figures").EnumerateArray().Where(f => Text(f, "measure") == entry.Measure)
                .SelectMany(f => Values(f, "parts"));
        return [.. own, .. common];
    }

    private static IEnumerable<RawValue> Values(JsonElement item, string of) =>
        item.GetProperty(of).EnumerateObject().Select(v => JsonSubmission.Value(v.Value, $"{At(item)} {v.Name}"));

    private static string At(JsonElement item) => Text(item, "at") ?? "";

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static async Task<RawSubmission?> ReadFormAsync(string contentType, byte[] body, CancellationToken cancel)
    {
        var request = new DefaultHttpContext().Request;
        (request.ContentType, request.ContentLength, request.Body) = (contentType, body.Length, new MemoryStream(body, writable: false));
        try
        {
            var options = new FormOptions
            {
                ValueLengthLimit = int.MaxValue,
                ValueCountLimit = int.MaxValue,
                MultipartBodyLengthLimit = long.MaxValue
            };
            var form = await new FormFeature(request, options).ReadFormAsync(cancel);
            return FormSubmission.Read(form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or DecoderFallbackException
            or InvalidOperationException)
        {
            return null;
        }
    }
}
