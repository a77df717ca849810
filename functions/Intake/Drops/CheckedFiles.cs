using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Files that were checked on the page and wait for their confirmation: for an hour, in the container <c>state</c>, encrypted with a key
/// that is in the page's form only. So neither a backup nor a deleted version of the blob can be read, and a form is good for its own file.
/// </summary>
public sealed class CheckedFiles(StorageAccount storage, TimeProvider clock) : IHousekeeping
{
    /// <summary>How long a file waits.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private const string Folder = "checked/";
    private const int IdBytes = 16, KeyBytes = 32, NonceBytes = 12, TagBytes = 16;

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>Keeps a file; gives the ticket by which it is found again.</summary>
    /// <param name="context">Who sent it as what: the ticket is good for the same only.</param>
    /// <param name="upload">The file.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<string> KeepAsync(string context, LocalUpload upload, CancellationToken cancel)
    {
        var ticket = RandomNumberGenerator.GetBytes(IdBytes + KeyBytes);
        var content = await upload.BytesAsync(cancel);
        var kept = new byte[NonceBytes + TagBytes + content.Length];
        RandomNumberGenerator.Fill(kept.AsSpan(0, NonceBytes));
        using (var aes = new AesGcm(ticket.AsSpan(IdBytes), TagBytes))
        {
            aes.Encrypt(kept.AsSpan(0, NonceBytes), content, kept.AsSpan(NonceBytes + TagBytes), kept.AsSpan(NonceBytes, TagBytes),
                Encoding.UTF8.GetBytes(context));
        }

        await state.WriteAsync(NameOf(ticket), kept, "application/octet-stream", cancel);
        return Base64Url.EncodeToString(ticket);
    }

    /// <summary>The file of a ticket; null when it is kept no more, or the ticket is none.</summary>
    public async Task<LocalUpload?> FindAsync(string context, string ticket, CancellationToken cancel)
    {
        if (Parse(ticket) is not { } read || await state.ReadAsync(NameOf(read), cancel) is not var (kept, version)
            || clock.GetUtcNow() - version.UploadedAt > KeptFor || kept.Length < NonceBytes + TagBytes)
        {
            return null;
        }

        var content = new byte[kept.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(read.AsSpan(IdBytes), TagBytes);
            aes.Decrypt(kept.AsSpan(0, NonceBytes), kept.AsSpan(NonceBytes + TagBytes), kept.AsSpan(NonceBytes, TagBytes), content,
                Encoding.UTF8.GetBytes(context));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return await LocalUpload.ReadAsync(new MemoryStream(content, writable: false), content.Length, cancel);
    }

    /// <summary>Deletes a file that is taken.</summary>
    public Task DeleteAsync(string ticket, CancellationToken cancel) =>
        Parse(ticket) is { } read ? state.DeleteAsync(NameOf(read), cancel) : Task.CompletedTask;

    /// <summary>Deletes what nobody has confirmed in time.</summary>
    public async Task TidyAsync(CancellationToken cancel)
    {
        var old = new StaleCutoff(clock.GetUtcNow(), KeptFor);
        await foreach (var blob in state.ListAsync(Folder, cancel))
        {
            if (old.Includes(blob.UploadedAt))
            {
                await state.DeleteAsync(blob.Name, cancel);
            }
        }
    }

    private static byte[]? Parse(string ticket)
    {
        var bytes = new byte[IdBytes + KeyBytes];
        return ticket.Length <= 100 && Base64Url.IsValid(ticket) && Base64Url.TryDecodeFromChars(ticket, bytes, out var length)
            && length == bytes.Length ? bytes : null;
    }

    private static string NameOf(byte[] ticket) => Folder + Convert.ToHexStringLower(ticket.AsSpan(0, IdBytes));
}
