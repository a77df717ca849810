using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>How a file of reference data stands.</summary>
/// <param name="File">Its name.</param>
/// <param name="Since">Since when an upload is in effect; null where what is built in is.</param>
/// <param name="IsThere">False where neither is: nothing can be downloaded.</param>
/// <param name="Receipt">What became of the last upload; null where there was none.</param>
public sealed record ReferenceStatus(string File, DateTimeOffset? Since, bool IsThere, ReferenceReceipt? Receipt);

/// <summary>What an upload would do; nothing of it is stored.</summary>
/// <param name="File">The file.</param>
/// <param name="Errors">What is wrong with it; then it would be refused.</param>
/// <param name="Impact">Published values that it changes.</param>
/// <param name="Waits">True where it would wait for a confirmation.</param>
/// <param name="Differences">What else it changes.</param>
public sealed record ReferencePreview(string File, IReadOnlyList<RegisterError> Errors, ReferenceImpact Impact, bool Waits,
    IReadOnlyList<ReferenceDifference> Differences)
{
    /// <summary>True where it can take effect.</summary>
    public bool IsGood => Errors.Count == 0;
}

/// <summary>What an administrator sees of reference data and does with them.</summary>
public sealed class ReferenceAdministration(
    StorageAccount storage, ReferenceData reference, ReferenceFiles files, ReferenceImpactCheck impactCheck, ReferencePuller puller,
    AdminJournal journal)
{
    private readonly BlobStore uploads = storage.Container(ContainerNames.Reference), state = storage.Container(ContainerNames.State);

    /// <summary>The file of a name; null where none is called so.</summary>
    public ReferenceFile? Find(string? name) => files.Find(name);

    /// <summary>What is in effect now.</summary>
    public Task<ReferenceSnapshot> CurrentAsync(CancellationToken cancel) => reference.GetNewestAsync(cancel);

    /// <summary>How each file stands.</summary>
    public async Task<IReadOnlyList<ReferenceStatus>> ListAsync(CancellationToken cancel) =>
        await Task.WhenAll(files.All.Select(async f =>
        {
            var taken = await state.FindAsync(f.Blob, cancel);
            return new ReferenceStatus(f.Name, taken?.UploadedAt, taken is not null || ReferenceData.BuiltIn(f.Name) is not null,
                await puller.ReceiptAsync(f.Name, cancel));
        }));

    /// <summary>A file as it is in effect, in UTF-8; null where there is none.</summary>
    public async Task<byte[]?> ContentAsync(ReferenceFile file, CancellationToken cancel) =>
        await state.ReadAsync(file.Blob, cancel) is { } taken ? taken.Content : ReferenceData.BuiltIn(file.Name);

    /// <summary>
    /// Names what an upload of a file is compared with: it changes with what is in effect, and with what somebody else has uploaded.
    /// </summary>
    public async Task<string> TokenAsync(ReferenceFile file, CancellationToken cancel)
    {
        var names = string.Join('\n', (await reference.GetNewestAsync(cancel)).Version,
            (await state.FindAsync(file.Blob, cancel))?.StoredETag, (await uploads.FindAsync(file.Name, cancel))?.StoredETag);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names)).AsSpan(0, 16));
    }

    /// <summary>What an upload would do.</summary>
    public async Task<ReferencePreview> CheckAsync(ReferenceFile file, byte[] content, CancellationToken cancel)
    {
        var now = await reference.GetNewestAsync(cancel);
        var (utf8, errors) = content.Length > ReferencePuller.MaxBytes
            ? (null, [ReferenceCheck.TooLarge(content.Length, content)])
            : await file.CheckAsync(content, now, cancel);
        if (utf8 is null)
        {
            return new(file.Name, errors, new(0, []), false, []);
        }

        var (impact, waits, fault) = await impactCheck.CheckAsync(file.Name, "", utf8, file.Would, cancel);
        return fault is not null ? new(file.Name, [fault], impact, false, []) : new(file.Name, [], impact, waits,
            ReferenceDifferences.Of(file, now, utf8, await reference.ReadContactsAsync(cancel),
                await reference.ReadOutlineAsync(cancel)));
    }

    /// <summary>
    /// Lets a file take effect whose consequences were seen. Null where somebody else has uploaded the same file meanwhile; else its
    /// receipt.
    /// </summary>
    public Task<ReferenceReceipt?> TakeEffectAsync(ReferenceFile file, byte[] content, string by, string reason,
        CancellationToken cancel) =>
        journal.RecordAsync(new(AdminActKind.Reference, "effect", file.Name, by, reason),
            () => puller.UploadSeenAsync(file, content, cancel),
            receipt => receipt switch
            {
                // Overwritten by somebody else, perhaps after it was taken.
                null => "?",
                { State: "taken" } => receipt.ChangeCount.ToString(CultureInfo.InvariantCulture),
                _ => null,
            }, cancel);
}
