using System.Text.Json;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// What is wrong with a JSON text before anybody looks at what it means: one pass over its bytes, with the line of each error. A text that
/// passes can be read by every JSON library alike. Pure.
/// </summary>
internal static class CatalogueText
{
    /// <summary>The catalogue's own shape has a depth of 8; readers of JSON differ in how much they allow.</summary>
    public const int MaxDepth = 32;

    // Far above what is told, so that the depth is told and not the reader's limit.
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, MaxDepth = 100 };

    /// <summary>All that is wrong, up to <see cref="ReferenceReceipt.MostErrors"/>.</summary>
    public static IReadOnlyList<RegisterError> Errors(ReadOnlySpan<byte> utf8)
    {
        var errors = new List<RegisterError>();
        var names = new Stack<HashSet<string>?>();
        var (at, line) = (0, 1);
        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            while (reader.Read() && errors.Count < ReferenceReceipt.MostErrors)
            {
                var start = (int)reader.TokenStartIndex;
                line += utf8[at..start].Count((byte)'\n');
                at = start;
                if (reader.CurrentDepth >= MaxDepth)
                {
                    return [RegisterError.Of(line, "", "not_json", CatalogueTextMessages.TooDeep(line, MaxDepth))];
                }

                if (Fault(ref reader, names, line) is { } fault)
                {
                    errors.Add(fault);
                }
            }
        }
        catch (JsonException e)
        {
            return [RegisterError.Of((int)(e.LineNumber ?? 0) + 1, "", "not_json", CatalogueTextMessages.NotJson((int)(e.LineNumber ?? 0) + 1))];
        }

        return errors;
    }

    private static RegisterError? Fault(ref Utf8JsonReader reader, Stack<HashSet<string>?> names, int line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                names.Push(new(StringComparer.OrdinalIgnoreCase));
                return null;
            case JsonTokenType.EndObject:
                names.Pop();
                return null;
            case JsonTokenType.Number when !IsReadable(ref reader):
                return RegisterError.Of(line, "", "not_json", CatalogueTextMessages.NumberTooLarge(line));
            case JsonTokenType.String or JsonTokenType.PropertyName:
                return OfText(ref reader, names, line);
            default:
                return null;
        }
    }

    // A whole number of more than 64 bits cannot be compared by the schema's library, one beyond decimal not be kept.
    private static bool IsReadable(ref Utf8JsonReader reader) => reader.TryGetInt64(out _)
        || (reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E') && reader.TryGetDecimal(out _));

    // Names of the catalogue are used in tables, pages and documents, like texts from every other source.
    private static RegisterError? OfText(ref Utf8JsonReader reader, Stack<HashSet<string>?> names, int line)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return RegisterError.Of(line, "", "unusable_character", CatalogueTextMessages.AtLine(line, CatalogueTextMessages.HalfACharacter));
        }

        if (TextRules.FirstUnusable(text, TextPurpose.Name)?.Text is { } unusable)
        {
            return RegisterError.Of(line, "", "unusable_character", CatalogueTextMessages.AtLine(line, unusable));
        }

        // Of two entries of one name a reader takes the last, and nobody sees that the first is not in effect.
        return reader.TokenType == JsonTokenType.PropertyName && !names.Peek()!.Add(text)
            ? RegisterError.Of(line, "", "doubled", CatalogueTextMessages.PropertyTwice(line, text)) : null;
    }
}
