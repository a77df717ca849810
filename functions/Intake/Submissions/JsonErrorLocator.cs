using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Why a body is no JSON object that can be read, and where.</summary>
internal static class JsonErrorLocator
{
    /// <summary>The first fault of a body that <see cref="JsonSubmission"/> could not read.</summary>
    public static SubmissionError Of(ReadOnlyMemory<byte> body)
    {
        var json = JsonSubmission.TrimBom(body).Span;
        if (json.TrimEnd(" \t\r\n"u8).IsEmpty)
        {
            return new("", "body_empty", null, BodyMessages.Empty);
        }

        return FirstBadByte(json) is { } bad
            ? At(json, bad, "not_utf8", BodyMessages.NotUtf8)
            : Walk(json);
    }

    private static SubmissionError Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonSubmission.MaxDepth + 1 });
        var names = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                if (reader is { CurrentDepth: 0, TokenType: not (JsonTokenType.StartObject or JsonTokenType.EndObject) })
                {
                    return At(json, (int)reader.TokenStartIndex, "not_an_object", BodyMessages.NotAnObject);
                }

                if (reader is { CurrentDepth: JsonSubmission.MaxDepth, TokenType: JsonTokenType.StartObject or JsonTokenType.StartArray })
                {
                    return At(json, (int)reader.TokenStartIndex, "too_deep", BodyMessages.TooDeep(JsonSubmission.MaxDepth));
                }

                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        names.Push(new(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        names.Pop();
                        break;
                    case JsonTokenType.PropertyName when !names.Peek().Add(reader.GetString()!):
                        return At(json, (int)reader.TokenStartIndex, "doubled_name", BodyMessages.NameDoubled);
                    case JsonTokenType.String:
                        reader.GetString();
                        break;
                    default:
                        break;
                }
            }
        }
        catch (JsonException)
        {
            return At(json, (int)reader.BytesConsumed, "not_json", BodyMessages.NotJson);
        }
        catch (InvalidOperationException)
        {
            return At(json, (int)reader.TokenStartIndex, "half_a_character", BodyMessages.HalfACharacter);
        }

        return At(json, json.Length, "not_json", BodyMessages.NotJson);
    }

    private static int? FirstBadByte(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return null;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    // As an editor counts: lines from 1, characters of the line from 1.
    private static SubmissionError At(ReadOnlySpan<byte> json, int offset, string code, BilingualText what)
    {
        var before = json[..Math.Min(offset, json.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        var place = string.Create(CultureInfo.InvariantCulture, $"{line}:{column}");
        return new(place, code, null, BodyMessages.AtPlace(line, column, what));
    }
}
