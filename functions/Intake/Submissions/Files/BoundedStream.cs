namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>More came out of a part of a workbook than is allowed.</summary>
internal sealed class UnpackedSizeExceededException : Exception;

/// <summary>Counts what is unpacked, whatever sizes the archive declares.</summary>
internal sealed class BoundedStream(Stream inner, Action<int> count) : ForwardOnlyStream(inner)
{
    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        count(read);
        return read;
    }
}
