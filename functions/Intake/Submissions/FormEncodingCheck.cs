using System.Text;
using System.Text.Unicode;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// What a lenient reader of forms would turn into wrong characters in silence: broken escapes, and text in another encoding than UTF-8.
/// </summary>
internal static class FormEncodingCheck
{
    private const char Replacement = '\uFFFD';

    /// <summary>The first field of a form in one line that is not to be read, or null.</summary>
    /// <param name="body">As it was sent: <c>name=value&amp;name=value</c>, escaped.</param>
    public static SubmissionError? OfLine(ReadOnlySpan<byte> body)
    {
        var unescaped = new byte[body.Length];
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'&');
            var field = end < 0 ? body : body[..end];
            var name = field.IndexOf((byte)'=') is var equals and >= 0 ? field[..equals] : field;
            if (Unescape(field, unescaped) is not { } length)
            {
                return new(Name(name), "broken_escape", null, BodyMessages.BrokenEscape);
            }

            if (!Utf8.IsValid(unescaped.AsSpan(0, length)))
            {
                return NotUtf8(Name(name));
            }

            body = end < 0 ? [] : body[(end + 1)..];
        }

        return null;
    }

    /// <summary>The same of a field that has been read: null when its text came as UTF-8.</summary>
    public static SubmissionError? OfField(string name, string value) =>
        name.Contains(Replacement, StringComparison.Ordinal) || value.Contains(Replacement, StringComparison.Ordinal) ? NotUtf8(name)
            : null;

    public static SubmissionError NotUtf8(string name) => new(name, "not_utf8", null, BodyMessages.FormNotUtf8);

    private static int? Unescape(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] != (byte)'%')
            {
                to[length++] = from[i];
            }
            else if (i + 2 < from.Length && char.IsAsciiHexDigit((char)from[i + 1]) && char.IsAsciiHexDigit((char)from[i + 2]))
            {
                to[length++] = Convert.FromHexString([(char)from[i + 1], (char)from[i + 2]])[0];
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return length;
    }

    // The name may be what cannot be read; it is shown as it was sent.
    private static string Name(ReadOnlySpan<byte> name) => Encoding.Latin1.GetString(name.Length > 80 ? name[..80] : name);
}
