using System.Text;

namespace SmartToyonaka.Domain;

/// <summary>Writes text as <see cref="Windows31J"/> has it; what that lacks becomes one replacement.</summary>
internal sealed class Windows31JEncoding(char replacement) : Encoding(Number)
{
    private const int Number = 932;

    private readonly int lost = Windows31J.Code(replacement) is var code and >= 0 ? code
        : throw new ArgumentException("The replacement has to be a character of CP932.", nameof(replacement));

    public override string WebName => "windows-31j";

    public override string EncodingName => Windows31J.Name;

    public override int GetByteCount(char[] chars, int index, int count)
    {
        var bytes = 0;
        foreach (var c in chars.AsSpan(index, count))
        {
            bytes += char.IsLowSurrogate(c) ? 0 : CodeOf(c) > 0xFF ? 2 : 1;
        }

        return bytes;
    }

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        var at = byteIndex;
        foreach (var c in chars.AsSpan(charIndex, charCount))
        {
            // The first half of a character beyond the basic plane is replaced, the second adds nothing.
            if (char.IsLowSurrogate(c))
            {
                continue;
            }

            var code = CodeOf(c);
            if (code > 0xFF)
            {
                bytes[at++] = (byte)(code >> 8);
            }

            bytes[at++] = (byte)code;
        }

        return at - byteIndex;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => Text(bytes.AsSpan(index, count)).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Text(bytes.AsSpan(byteIndex, byteCount));
        text.CopyTo(0, chars, charIndex, text.Length);
        return text.Length;
    }

    public override int GetMaxByteCount(int charCount) => 2 * charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private int CodeOf(char c) => Windows31J.Code(c) is var code and >= 0 ? code : lost;

    private static string Text(ReadOnlySpan<byte> bytes) => Windows31J.Decode(bytes)
        ?? throw new DecoderFallbackException("These bytes are no CP932.");
}
