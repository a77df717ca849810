using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A stream whose first bytes were read already.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardOnlyStream(rest)
{
    private int at;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        at == prefix.Length ? Inner.ReadAsync(buffer, cancellationToken) : new(Take(buffer.Span));

    public override int Read(Span<byte> buffer) => at == prefix.Length ? Inner.Read(buffer) : Take(buffer);

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, prefix.Length - at);
        prefix.Span.Slice(at, count).CopyTo(buffer);
        at += count;
        return count;
    }
}
