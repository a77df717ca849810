using System.Globalization;
using System.Text.Json;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Where a value stands in a JSON text, for people who mend it in an editor.</summary>
internal static class JsonPointerLine
{
    /// <summary>The line of what a JSON pointer names; of what is nearest around it where that is not there.</summary>
    /// <param name="utf8">A text that is JSON.</param>
    /// <param name="pointer">The place; <c>""</c> for the whole.</param>
    public static int Of(ReadOnlySpan<byte> utf8, string pointer)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        long at = reader.TokenStartIndex;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            var found = reader.TokenType switch
            {
                JsonTokenType.StartObject => FindProperty(ref reader, step, ref at),
                JsonTokenType.StartArray => FindElement(ref reader, step, ref at),
                _ => false,
            };
            if (!found)
            {
                break;
            }
        }

        return 1 + utf8[..(int)at].Count((byte)'\n');
    }

    private static bool FindProperty(ref Utf8JsonReader reader, string name, ref long at)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = reader.TokenStartIndex;
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                at = start;
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool FindElement(ref Utf8JsonReader reader, string number, ref long at)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
        {
            return false;
        }

        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == wanted)
            {
                at = reader.TokenStartIndex;
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
