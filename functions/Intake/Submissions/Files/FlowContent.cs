using System.Text;
using System.Text.Json;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Content of a file as flows send it by mistake: <c>{"$content-type": …, "$content": Base64}</c>, or the Base64 alone.</summary>
internal static class FlowContent
{
    private const int LeastBase64 = 40;

    /// <summary>The bytes of the file itself; those given where they are no such wrapping.</summary>
    public static byte[] Unwrap(byte[] content)
    {
        var text = content.AsSpan().Trim(" \t\r\n"u8);
        if (text is [(byte)'{', .., (byte)'}'] && text.IndexOf("$content"u8) >= 0)
        {
            return OfJson(content) ?? content;
        }

        // A CSV file has separators or lines; Base64 has neither.
        return text.Length >= LeastBase64 && IsBase64(text) && Decode(Encoding.ASCII.GetString(text)) is { } bytes ? bytes : content;
    }

    private static byte[]? OfJson(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement.TryGetProperty("$content", out var inner) && inner.ValueKind == JsonValueKind.String
                ? Decode(inner.GetString()!) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsBase64(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'+' or (byte)'/' or (byte)'=' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length > 0 ? bytes[..length] : null;
    }
}
