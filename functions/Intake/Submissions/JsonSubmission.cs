using System.Globalization;
using System.Text.Json;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Reads the JSON body of a submission.</summary>
public static class JsonSubmission
{
    internal const int MaxDepth = 8;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The submission as sent; null when the body is no JSON object. Whatever else is wrong is in its errors.</summary>
    public static RawSubmission? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(TrimBom(body), Options);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is half a character, noticed only when the text is asked for.
            return null;
        }
    }

    private static RawSubmission Read(JsonElement root)
    {
        var errors = new List<SubmissionError>();
        var fields = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        var figures = new List<RawFigure>();
        var initiatives = new List<RawInitiative>();
        foreach (var property in root.EnumerateObject())
        {
            var pointer = "/" + Escape(property.Name);
            switch (property.Name)
            {
                case "figures":
                    figures.AddRange(Objects(property.Value, pointer, errors).Select(x => ReadFigure(x.Element, x.Pointer)));
                    break;
                case "initiatives":
                    initiatives.AddRange(Objects(property.Value, pointer, errors)
                        .Select(x => ReadInitiative(x.Element, x.Pointer, errors)));
                    break;
                case "$content" or "$content-type":
                    errors.Add(new(pointer, "file_as_json", null, BodyMessages.FileAsJson));
                    break;
                default:
                    fields[property.Name] = Value(property.Value, pointer);
                    break;
            }
        }

        return new(fields, figures, initiatives, errors);
    }

    private static RawFigure ReadFigure(JsonElement element, string pointer)
    {
        RawValue? measure = null;
        var parts = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var value = Value(property.Value, $"{pointer}/{Escape(property.Name)}");
            if (property.Name == "measure")
            {
                measure = value;
            }
            else
            {
                parts[property.Name] = value;
            }
        }

        return new(pointer, measure, parts);
    }

    private static RawInitiative ReadInitiative(JsonElement element, string pointer, List<SubmissionError> errors)
    {
        var fields = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        var partners = new List<RawValue>();
        foreach (var property in element.EnumerateObject())
        {
            var at = $"{pointer}/{Escape(property.Name)}";
            if (property.Name != "partners")
            {
                fields[property.Name] = Value(property.Value, at);
            }
            else if (property.Value.ValueKind == JsonValueKind.Array)
            {
                partners.AddRange(property.Value.EnumerateArray()
                    .Select((p, i) => Value(p, $"{at}/{i.ToString(CultureInfo.InvariantCulture)}")));
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                errors.Add(new(at, "not_a_list", null, BodyMessages.PartnersNotAList));
            }
        }

        return new(pointer, fields, partners);
    }

    private static IEnumerable<(JsonElement Element, string Pointer)> Objects(JsonElement list, string pointer,
        List<SubmissionError> errors)
    {
        if (list.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new(pointer, "not_a_list", null, BodyMessages.NotAList));
            yield break;
        }

        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            var at = $"{pointer}/{index++.ToString(CultureInfo.InvariantCulture)}";
            if (element.ValueKind == JsonValueKind.Object)
            {
                yield return (element, at);
            }
            else
            {
                errors.Add(new(at, "not_an_object", null, BodyMessages.ItemNotAnObject));
            }
        }
    }

    internal static RawValue Value(JsonElement value, string pointer) => new(pointer, value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        _ => null,
    });

    internal static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal)
        .Replace("/", "~1", StringComparison.Ordinal);

    internal static ReadOnlyMemory<byte> TrimBom(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body;
}
