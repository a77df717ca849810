using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// A file as a stream of UTF-8, decoded strictly while it is read. The stream ends at the first undecodable byte; the reader checks <see
/// cref="BadByteAt"/> afterwards.
/// </summary>
internal sealed class DecodedFile : Stream
{
    private const int RawSize = 64 * 1024;

    private readonly Stream source;
    private readonly byte[] raw = new byte[RawSize];
    private readonly byte[] text = new byte[RawSize * ByteDecoder.MaxGrowth + ByteDecoder.Slack];
    private ByteDecoder decoder = null!;
    private int rawLength, textAt, textLength;
    private long decoded;
    private bool sourceEnded, ended;

    private DecodedFile(Stream source) => this.source = source;

    /// <summary>What it is read as.</summary>
    public DropEncoding Encoding { get; private set; } = DropEncoding.Utf8;

    /// <summary>The place in the file of the first byte that is invalid in the encoding; null while there is none.</summary>
    public long? BadByteAt { get; private set; }

    /// <summary>True when the invalid byte begins a character that is truncated at the file's end.</summary>
    public bool EndsInside { get; private set; }

    /// <summary>True when the file holds nothing but, perhaps, a byte order mark.</summary>
    public bool IsEmpty => ended && decoded == 0 && BadByteAt is null;

    /// <summary>The last byte of text that was read.</summary>
    public byte LastByte { get; private set; }

    /// <summary>The beginning of the text, for finding the header; it is still to be read.</summary>
    public ReadOnlyMemory<byte> Head => text.AsMemory(textAt, textLength - textAt);

    /// <summary>The first bytes of the file, as they are.</summary>
    public ReadOnlyMemory<byte> Beginning { get; private set; }

    /// <summary>True when <see cref="Head"/> is all there is.</summary>
    public bool HeadIsAll => ended;

    /// <summary>Begins to read a file: by its byte order mark, else as the encoding given.</summary>
    public static async Task<DecodedFile> OpenAsync(Stream source, DropEncoding unmarked, CancellationToken cancel)
    {
        var file = new DecodedFile(source);
        await file.FillRawAsync(cancel);
        file.Beginning = file.raw.AsSpan(0, Math.Min(file.rawLength, FileKinds.Looked)).ToArray();
        file.Encoding = DropEncoding.OfMark(file.raw.AsSpan(0, file.rawLength)) ?? unmarked;
        file.decoder = file.Encoding.NewDecoder();
        var mark = file.Encoding.MarkLength;
        file.raw.AsSpan(mark, file.rawLength - mark).CopyTo(file.raw);
        file.rawLength -= mark;
        file.Decode();
        return file;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (textAt == textLength && !ended)
        {
            await FillRawAsync(cancellationToken);
            Decode();
        }

        return Take(buffer.Span);
    }

    public override int Read(Span<byte> buffer) =>
        throw new NotSupportedException("A drop is read asynchronously: it comes over the network.");

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, textLength - textAt);
        text.AsSpan(textAt, count).CopyTo(buffer);
        textAt += count;
        if (count > 0)
        {
            LastByte = buffer[count - 1];
        }

        return count;
    }

    private async ValueTask FillRawAsync(CancellationToken cancel)
    {
        while (rawLength < raw.Length && !sourceEnded)
        {
            var count = await source.ReadAsync(raw.AsMemory(rawLength), cancel);
            rawLength += count;
            sourceEnded = count == 0;
        }
    }

    private void Decode()
    {
        var status = decoder.Decode(raw.AsSpan(0, rawLength), sourceEnded, text, out var consumed, out var written);
        decoded += consumed;
        (textAt, textLength) = (0, written);
        raw.AsSpan(consumed, rawLength - consumed).CopyTo(raw);
        rawLength -= consumed;
        if (status != DecodeStatus.Done)
        {
            BadByteAt = Encoding.MarkLength + decoded;
            EndsInside = status == DecodeStatus.EndsInside;
        }

        ended = BadByteAt is not null || sourceEnded;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
