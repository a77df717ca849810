using Microsoft.AspNetCore.Http;

namespace Localhost.Http;

/// <summary>A request body of unknown length that may not be longer than the real host's worker reads.</summary>
internal sealed class LimitedBody(Stream body) : Stream
{
    /// <summary>Bytes.</summary>
    public const long Limit = 30_000_000;

    public const string Message = "The request body is longer than 30,000,000 bytes.";

    private long _read;

    public bool Exceeded => _read > Limit;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await body.ReadAsync(buffer, cancellationToken));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await body.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read)
    {
        _read += read;
        return Exceeded ? throw new BadHttpRequestException(Message, StatusCodes.Status413PayloadTooLarge) : read;
    }
}
