using System.Text;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The encoding of a file. Never guessed by statistics, which is unreliable for short CP932 files.</summary>
public sealed class DropEncoding
{
    public static readonly DropEncoding Utf8 = new("UTF-8", [], new UTF8Encoding(true), () => new Utf8Decoder());
    public static readonly DropEncoding Utf8Marked = new("UTF-8", [0xEF, 0xBB, 0xBF], new UTF8Encoding(true), () => new Utf8Decoder());
    public static readonly DropEncoding Utf16Le = new("UTF-16LE", [0xFF, 0xFE], new UTF8Encoding(true), () =>
        new Utf16Decoder(bigEndian: false));
    public static readonly DropEncoding Utf16Be = new("UTF-16BE", [0xFE, 0xFF], new UTF8Encoding(true), () =>
        new Utf16Decoder(bigEndian: true));
    public static readonly DropEncoding Cp932 = new("CP932", [], Cp932Decoder.Encoding, () => new Cp932Decoder());

    /// <summary>A workbook, whose text is made here.</summary>
    public static readonly DropEncoding Workbook = new("XLSX", [], new UTF8Encoding(true), () => new Utf8Decoder());

    private static readonly DropEncoding[] Marked = [Utf8Marked, Utf16Le, Utf16Be];

    private readonly byte[] mark;
    private readonly Func<ByteDecoder> decoder;

    private DropEncoding(string name, byte[] mark, Encoding rewritten, Func<ByteDecoder> decoder)
    {
        Name = name;
        Rewritten = rewritten;
        this.mark = mark;
        this.decoder = decoder;
    }

    /// <summary>As the receipt prints it.</summary>
    public string Name { get; }

    /// <summary>
    /// The encoding in which rows of such a file are written out again: the same; for UTF-16 and UTF-8, UTF-8 with a byte order mark,
    /// without which Excel reads it as CP932.
    /// </summary>
    public Encoding Rewritten { get; }

    /// <summary>Bytes of the byte order mark.</summary>
    internal int MarkLength => mark.Length;

    /// <summary>The encoding that a byte order mark names, or null where there is none.</summary>
    internal static DropEncoding? OfMark(ReadOnlySpan<byte> beginning)
    {
        foreach (var encoding in Marked)
        {
            if (beginning.StartsWith(encoding.mark))
            {
                return encoding;
            }
        }

        return null;
    }

    internal ByteDecoder NewDecoder() => decoder();
}
