using System.Globalization;
using System.Text.Json;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Where values stand in a JSON text, for people who mend it in an editor: any number of places in one pass over the text.
/// </summary>
internal static class JsonLines
{
    /// <summary>The line of each JSON pointer; of what is nearest around it where that is not there; 0 for the whole text.</summary>
    /// <param name="utf8">A text that is JSON.</param>
    /// <param name="pointers">The places; <c>""</c> for the whole.</param>
    public static IReadOnlyDictionary<string, int> Of(ReadOnlySpan<byte> utf8, IEnumerable<string> pointers)
    {
        var asked = pointers.Distinct().ToList();
        var found = Lines(utf8, asked.SelectMany(Around).ToHashSet(StringComparer.Ordinal));
        return asked.ToDictionary(p => p, p => p.Length == 0 ? 0 : Around(p).Where(found.ContainsKey).Select(a => found[a])
            .DefaultIfEmpty(1).First(), StringComparer.Ordinal);
    }

    // A place and what is around it, the innermost first.
    private static IEnumerable<string> Around(string pointer)
    {
        for (var end = pointer.Length; end > 0; end = pointer.LastIndexOf('/', end - 1))
        {
            yield return pointer[..end];
        }
    }

    private static Dictionary<string, int> Lines(ReadOnlySpan<byte> utf8, HashSet<string> wanted)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new Stack<Place>();
        var (at, line) = (0, 1);
        var name = "";
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += utf8[at..start].Count((byte)'\n');
            at = start;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                places.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                // The value has the line of its name.
                name = Child(places.Peek().Pointer, reader.GetString()!, wanted);
                Note(name, line);
                continue;
            }

            var pointer = name;
            if (places.TryPeek(out var around) && around.IsArray)
            {
                pointer = Child(around.Pointer, (around.Count++).ToString(CultureInfo.InvariantCulture), wanted);
                Note(pointer, line);
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                places.Push(new(places.Count == 0 ? "" : pointer, reader.TokenType == JsonTokenType.StartArray));
            }
        }

        return found;

        void Note(string pointer, int where)
        {
            if (pointer != Nowhere && wanted.Contains(pointer))
            {
                found.TryAdd(pointer, where);
            }
        }
    }

    private const string Nowhere = "-";

    // Below a place that nobody asks about nobody asks either.
    private static string Child(string pointer, string step, HashSet<string> wanted) =>
        pointer != Nowhere && $"{pointer}/{step}" is var child && wanted.Contains(child) ? child : Nowhere;

    private sealed class Place(string pointer, bool isArray)
    {
        public string Pointer { get; } = pointer;

        public bool IsArray { get; } = isArray;

        public int Count { get; set; }
    }
}
