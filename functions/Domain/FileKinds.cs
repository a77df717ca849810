using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Domain;

/// <summary>
/// Tells by its first bytes what a file is that could not be read, so that a message can name it. A file whose header was found is never
/// asked for: nothing here decides how a file is read. Pure.
/// </summary>
public static partial class FileKinds
{
    /// <summary>How many bytes are looked at; fewer than these make up a whole small file.</summary>
    public const int Looked = 4096;

    // Of a text one may be stray; in what is no text they are all over, and in UTF-16 every comma and digit has a zero.
    private const int TextBytesPerControl = 20;

    private const int OneSided = 4;

    private static readonly byte[][] Marks = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]];

    private static readonly (byte[] Beginning, FileKind Kind)[] Signatures =
    [
        ([0xFF, 0xFE, 0x00, 0x00], FileKind.Utf32),
        ([0x00, 0x00, 0xFE, 0xFF], FileKind.Utf32),
        ([0x1F, 0x8B], FileKind.Packed),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], FileKind.Packed),
        ([.. "Rar!"u8], FileKind.Packed),
        ([.. "BZh"u8], FileKind.Packed),
        ([0xFD, .. "7zXZ"u8], FileKind.Packed),
        ([.. "MSCF"u8], FileKind.Packed),
        ([.. "PK\x3\x4"u8], FileKind.Zip),
        ([.. "PK\x5\x6"u8], FileKind.Zip),
        ([.. "%PDF"u8], FileKind.Pdf),
        ([0x89, .. "PNG"u8], FileKind.Picture),
        ([0xFF, 0xD8, 0xFF], FileKind.Picture),
        ([.. "GIF8"u8], FileKind.Picture),
        ([0xD0, 0xCF, 0x11, 0xE0], FileKind.OldOffice),

        // Excel before 97 wrote its records without a container around them.
        ([0x09, 0x00, 0x04, 0x00], FileKind.OldOffice),
        ([0x09, 0x02, 0x06, 0x00], FileKind.OldOffice),
        ([0x09, 0x04, 0x06, 0x00], FileKind.OldOffice),
        ([0x09, 0x08], FileKind.OldOffice),
        ([.. "{\\rtf"u8], FileKind.RichText),
    ];

    /// <summary>What a file is whose bytes alone say that they are no text that is read here; null where they do not.</summary>
    /// <param name="beginning">Its first bytes, with a byte order mark.</param>
    public static FileKind? Of(ReadOnlySpan<byte> beginning)
    {
        var looked = beginning[..Math.Min(beginning.Length, Looked)];
        foreach (var (signature, kind) in Signatures)
        {
            if (looked.StartsWith(signature))
            {
                return kind;
            }
        }

        if (IsMarkup(looked))
        {
            return FileKind.Markup;
        }

        // The mark says that it is text, whatever a cell of it holds.
        return IsMarked(looked) ? null
            : looked.Count((byte)0) * TextBytesPerControl > looked.Length ? OfZeros(looked)
            : IsEbcdic(looked) ? FileKind.Ebcdic
            : HasControls(looked) ? FileKind.Binary
            : null;
    }

    /// <summary>The same for a file of which is known that it says nothing in an encoding that is read here.</summary>
    public static FileKind? OfUnread(ReadOnlySpan<byte> beginning)
    {
        var looked = beginning[..Math.Min(beginning.Length, Looked)];
        return IsMarked(looked) ? Of(beginning)
            : Of(beginning) ?? (IsUtf7(looked) ? FileKind.Utf7 : IsEucJp(looked) ? FileKind.EucJp : null);
    }

    private static bool IsMarked(ReadOnlySpan<byte> looked)
    {
        foreach (var mark in Marks)
        {
            if (looked.StartsWith(mark))
            {
                return true;
            }
        }

        return false;
    }

    private static FileKind OfZeros(ReadOnlySpan<byte> looked)
    {
        if (IsUtf32(looked, isLittle: true) || IsUtf32(looked, isLittle: false))
        {
            return FileKind.Utf32;
        }

        // Commas and digits have their zero on one side; only a character in many (一, U+4E00) has it on the other.
        int even = 0, odd = 0;
        for (var at = 0; at < looked.Length; at++)
        {
            (even, odd) = looked[at] != 0 ? (even, odd) : at % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
        }

        return even >= odd * OneSided || odd >= even * OneSided ? FileKind.Utf16 : FileKind.Binary;
    }

    private static bool IsUtf32(ReadOnlySpan<byte> looked, bool isLittle)
    {
        var whole = looked[..(looked.Length / 4 * 4)];
        for (var at = 0; at < whole.Length; at += 4)
        {
            var code = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(whole[at..]) : BinaryPrimitives.ReadUInt32BigEndian(whole[at..]);
            if (code == 0 || !Rune.IsValid(code))
            {
                return false;
            }
        }

        return whole.Length >= 8;
    }

    private static bool IsMarkup(ReadOnlySpan<byte> looked)
    {
        var text = looked.StartsWith(Marks[0]) ? looked[3..] : looked;
        return Markup().IsMatch(Encoding.Latin1.GetString(text[..Math.Min(text.Length, 200)]));
    }

    // A table of text has its own separators and line ends; in EBCDIC they have other numbers, and digits are the highest of all.
    private static bool IsEbcdic(ReadOnlySpan<byte> looked) => looked.IndexOfAny(",\t;\n"u8) < 0 && looked.Contains((byte)0x6B)
        && looked.IndexOfAny((byte)0x15, (byte)0x25, (byte)0x0D) >= 0
        && looked.IndexOfAnyInRange((byte)0xF0, (byte)0xF9) >= 0;

    private static bool HasControls(ReadOnlySpan<byte> looked)
    {
        var controls = 0;
        foreach (var b in looked)
        {
            controls += b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or 0x0B or 0x0C or (byte)'\r' or 0x1A or 0x1B) ? 1 : 0;
        }

        return controls > 1 && controls * TextBytesPerControl > looked.Length;
    }

    private static bool IsUtf7(ReadOnlySpan<byte> looked) => !looked.ContainsAnyExceptInRange((byte)0, (byte)0x7F)
        && Shifted().Matches(Encoding.ASCII.GetString(looked)).Any(m => IsJapanese(m.Groups[1].Value));

    private static bool IsJapanese(string base64)
    {
        // A character has sixteen bits and a letter of Base64 six: what is left over are zeros.
        var bytes = new byte[base64.Length];
        var padded = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var length)
            && Encoding.BigEndianUnicode.GetString(bytes, 0, length / 2 * 2).Any(c => c is >= '\u3040' and <= '\u9FFF');
    }

    private static bool IsEucJp(ReadOnlySpan<byte> looked)
    {
        var pairs = 0;
        for (var at = 0; at < looked.Length; at++)
        {
            if (looked[at] < 0x80)
            {
                continue;
            }

            if (at + 1 == looked.Length)
            {
                break;
            }

            if ((looked[at] < 0xA1 && looked[at] != 0x8E) || looked[at] == 0xFF || looked[at + 1] is < 0xA1 or 0xFF)
            {
                return false;
            }

            pairs++;
            at++;
        }

        return pairs > 0;
    }

    [GeneratedRegex(@"^\s*<(?:!doctype|\?xml|html|head|body|table|meta|style|script)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\+([A-Za-z0-9+/]{3,})(?![A-Za-z0-9+/])", RegexOptions.CultureInvariant)]
    private static partial Regex Shifted();
}
