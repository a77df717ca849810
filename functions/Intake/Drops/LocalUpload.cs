namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// A file on its way from a caller, as a file of this machine that can be read more than once and is gone when it is closed: nothing that
/// broke off or is too large gets to the storage, and no file is ever whole in memory.
/// </summary>
public sealed class LocalUpload : IAsyncDisposable
{
    private const int BufferBytes = 1 << 16;
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    // Only this account of the machine can open what GetTempFileName makes.
    private readonly FileStream file = new(
        Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, Shared, BufferBytes,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    private LocalUpload()
    {
    }

    /// <summary>Bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Reads a stream to its end; null when it has more bytes than <paramref name="most"/>.</summary>
    public static async Task<LocalUpload?> ReadAsync(Stream source, long most, CancellationToken cancel)
    {
        var upload = new LocalUpload();
        try
        {
            var buffer = new byte[BufferBytes];
            int read;
            while ((read = await source.ReadAsync(buffer, cancel)) > 0)
            {
                if ((upload.Length += read) > most)
                {
                    await upload.DisposeAsync();
                    return null;
                }

                await upload.file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            await upload.file.FlushAsync(cancel);
            return upload;
        }
        catch
        {
            await upload.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens it from its beginning.</summary>
    public Stream Open() => new FileStream(file.Name, FileMode.Open, FileAccess.Read, Shared, BufferBytes, FileOptions.Asynchronous);

    /// <summary>All of it, for files that are limited to what fits into memory.</summary>
    public async Task<byte[]> BytesAsync(CancellationToken cancel)
    {
        var content = new byte[Length];
        await using var opened = Open();
        await opened.ReadExactlyAsync(content, cancel);
        return content;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
