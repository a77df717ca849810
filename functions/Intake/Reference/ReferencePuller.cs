using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Processes uploads of reference data: each is checked as a whole, and the current data stay in force when it is invalid.
/// </summary>
public sealed partial class ReferencePuller(
    StorageAccount storage, ReferenceData referenceData, ReferenceFiles files, ReferenceImpactCheck impactCheck,
    ComputedYears computed, RecomputeQueue queue, ILogger<ReferencePuller> log)
{
    /// <summary>The most that a file may have.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    // What is larger is not even read to tell the line in which it becomes too large.
    private const int MostRead = 4 * MaxBytes;

    private const string ReportTextsFolder = "report-texts/", Held = "held";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All)
    };

    private readonly BlobStore uploads = storage.Container(ContainerNames.Reference), state = storage.Container(ContainerNames.State),
        receipts = storage.Container(ContainerNames.Receipts);

    /// <summary>Reads uploads that were not read yet.</summary>
    public async Task PullAsync(CancellationToken cancel)
    {
        foreach (var file in files.All)
        {
            await PullAsync(file, cancel);
        }

        // The texts of a report change no figure.
        await foreach (var upload in uploads.ListAsync(ReportTextsFolder, cancel))
        {
            await PullReportTextsAsync(upload.Name, cancel);
        }
    }

    /// <summary>
    /// Where the texts of a fiscal year's report stand, in <c>reference</c> under its own name and so in <c>state</c> once they are taken.
    /// </summary>
    public static string ReportTextsBlob(FiscalYear year) => $"{ReportTextsPrefix}{year}.json";

    /// <summary>What the names of all such blobs in <c>state</c> begin with.</summary>
    internal const string ReportTextsPrefix = "reference/" + ReportTextsFolder;

    /// <summary>The fiscal year that a file of texts is named after; null where it is named otherwise.</summary>
    internal static FiscalYear? YearOf(string name) => name.Length == 9 && name.EndsWith(".json", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(0, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var y) && y is >= 1900 and <= 2198 ? new FiscalYear(y) : null;

    /// <summary>
    /// Uploads the texts of a fiscal year's report and takes them at once, as <see cref="PullAsync(CancellationToken)"/> would; tells what
    /// is wrong with them, nothing where they are taken.
    /// </summary>
    public async Task<IReadOnlyList<RegisterError>> UploadReportTextsAsync(FiscalYear year, byte[] json, CancellationToken cancel)
    {
        var file = $"{ReportTextsFolder}{year}.json";
        await uploads.WriteAsync(file, json, "application/json; charset=utf-8", cancel);
        await PullReportTextsAsync(file, cancel);
        return await ReceiptAsync(file, cancel) is { State: not "taken" } refused ? refused.Errors : [];
    }

    /// <summary>The receipt of the last upload of a file; null where none was read yet.</summary>
    public async Task<ReferenceReceipt?> ReceiptAsync(string file, CancellationToken cancel) =>
        await receipts.ReadAsync($"reference/{file}.json", cancel) is { } receipt
            ? JsonSerializer.Deserialize<ReferenceReceipt>(receipt.Content, Json) : null;

    /// <summary>
    /// Uploads a file whose consequences an administrator has seen and takes it at once, also where it would wait otherwise. Null where
    /// somebody else has uploaded the same file meanwhile; else its receipt.
    /// </summary>
    public async Task<ReferenceReceipt?> UploadSeenAsync(ReferenceFile file, byte[] content, CancellationToken cancel)
    {
        var type = file.Name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/csv";
        var (etag, _) = await uploads.WriteAsync(file.Name, new MemoryStream(content, writable: false), type, cancel);
        await PullAsync(file, cancel);

        // Confirmed is this version alone: whatever has overwritten it goes on waiting.
        if (await ConfirmAsync(file.Name, etag, cancel))
        {
            await PullAsync(file, cancel);
        }

        return await uploads.FindAsync(file.Name, cancel) is { } upload && upload.ETag.Trim('"') == etag
            && await ReceiptAsync(file.Name, cancel) is { } receipt && receipt.UploadedAt == upload.UploadedAt ? receipt : null;
    }

    private Task PullReportTextsAsync(string file, CancellationToken cancel)
    {
        var year = YearOf(file[ReportTextsFolder.Length..]);
        return PullAsync(new(file, year is { } of ? ReportTextsBlob(of) : "reference/" + file, (content, now, _) =>
            Task.FromResult(ReferenceCheck.ReportTexts(content, year, now.Catalogue)), (_, _) => []), cancel);
    }

    /// <summary>The state blob that names the upload (its ETag) that an administrator has confirmed.</summary>
    public static string ConfirmationBlob(string file) => $"reference/{file}.confirmed";

    /// <summary>Confirms the waiting upload of a file: the next run accepts it. False when nothing waits.</summary>
    public Task<bool> ConfirmAsync(string file, CancellationToken cancel) => ConfirmAsync(file, null, cancel);

    private async Task<bool> ConfirmAsync(string file, string? etag, CancellationToken cancel)
    {
        if (await uploads.FindAsync(file, cancel) is not { } upload || (etag is not null && upload.ETag.Trim('"') != etag)
            || await ReceiptAsync(file, cancel) is not { State: Held } held || held.UploadedAt != upload.UploadedAt)
        {
            return false;
        }

        await state.WriteAsync(ConfirmationBlob(file), Encoding.UTF8.GetBytes(upload.ETag.Trim('"')), "text/plain", cancel);
        await state.DeleteAsync($"reference/{file}.seen", cancel);
        return true;
    }

    // Every step is idempotent; the upload counts as read after the last one.
    private async Task PullAsync(ReferenceFile kind, CancellationToken cancel)
    {
        var (file, held) = (kind.Name, kind.Blob);
        var seenBlob = held + ".seen";
        if (await uploads.FindAsync(file, cancel) is not { } upload
            || (await state.ReadAsync(seenBlob, cancel) is { } seen && Encoding.UTF8.GetString(seen.Content) == upload.ETag))
        {
            return;
        }

        var (utf8, errors) = upload.Length > MostRead
            ? (null, [ReferenceCheck.TooLarge(upload.Length)])
            : await uploads.ReadAsync(file, cancel) is { } content && content.Version.ETag == upload.ETag
                ? content.Content.Length > MaxBytes ? (null, [ReferenceCheck.TooLarge(content.Content.Length, content.Content)])
                : await kind.CheckAsync(content.Content, await referenceData.GetNewestAsync(cancel), cancel) : default;
        if (errors is null)
        {
            return; // Overwritten or deleted while we read: the next look sees what is there then.
        }

        var (impact, waits, fault) = await impactCheck.CheckAsync(file, upload.ETag, utf8, kind.Would, cancel);
        if (fault is not null)
        {
            (utf8, errors) = (null, [fault]);
        }
        else if (waits)
        {
            errors = [RegisterError.Of(0, "", "changes_many_values", ReferenceMessages.Waits(impact.Published, impact.Changes.Count, file))];
        }

        var plan = new RecomputePlan(state, held);
        if (!waits && utf8 is not null && (await state.ReadAsync(held, cancel) is not { } now || !now.Content.AsSpan().SequenceEqual(utf8)))
        {
            await plan.NoteAsync(upload.ETag, impact, cancel);
            await plan.AddAsync(kind.Change(await referenceData.GetNewestAsync(cancel), utf8), cancel);
            await state.WriteAsync(held, utf8, "text/plain; charset=utf-8", cancel);
        }
        else if (!waits && utf8 is not null)
        {
            impact = await plan.NotedAsync(upload.ETag, cancel) ?? impact;
        }

        // Also after an invalid upload: a valid one before it may have been interrupted.
        await state.WriteAsync(ReferenceData.VersionBlob, Encoding.UTF8.GetBytes(upload.ETag), "text/plain", cancel);
        await plan.SendAsync(computed, queue, cancel);
        var reference = await referenceData.GetNewestAsync(cancel);
        var receipt = new ReferenceReceipt(
            file, utf8 is null ? "refused" : waits ? Held : "taken", upload.UploadedAt, reference.Version,
                [.. errors.Take(ReferenceReceipt.MostErrors)], errors.Count)
        {
            Changes = [.. impact.Changes.Take(ReferenceReceipt.MostErrors)],
            ChangeCount = impact.Changes.Count,
            Tables = impact.Tables,
        };
        await receipts.WriteAsync($"reference/{file}.json", JsonSerializer.SerializeToUtf8Bytes(receipt, Json), "application/json", cancel);
        await plan.ForgetAsync(cancel);

        // Last, since an upload that counts as read is not read again.
        await state.WriteAsync(seenBlob, Encoding.UTF8.GetBytes(upload.ETag), "text/plain", cancel);
        Log.Looked(log, file, receipt.State, errors.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Information, "Reference upload {File}: {State}, {Errors} errors")]
        public static partial void Looked(ILogger logger, string file, string state, int errors);
    }
}
