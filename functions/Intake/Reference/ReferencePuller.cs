using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Processes uploads of reference data: each is checked as a whole, and the current data stay in force when it is invalid.
/// </summary>
public sealed partial class ReferencePuller(
    StorageAccount storage, ReferenceData referenceData, RegisterUploadCheck registerCheck, ReferenceWeigher weigher,
    ComputedYears computed, RecomputeQueue queue, ILogger<ReferencePuller> log)
{
    private const int MaxBytes = 5 * 1024 * 1024;
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
        // The register first: a catalogue may name departments that come with it.
        await PullAsync("departments.csv", ReferenceData.RegisterBlob,
            (content, now) => registerCheck.CheckAsync(content, now.Register, cancel),
            (now, utf8) => ReferenceChange.Of(now.Register, ReferenceData.ReadRegister(utf8)), cancel, (now, utf8) =>
                now with { Register = ReferenceData.ReadRegister(utf8) });
        await PullAsync("catalogue.json", ReferenceData.CatalogueBlob,
            (content, now) => ReferenceCheck.CatalogueAsync(content, now.Register, now.Catalogue),
            (now, utf8) => ReferenceChange.Of(now.Catalogue, Catalogue.Parse(utf8)), cancel, (now, utf8) =>
                now with { Catalogue = Catalogue.Parse(utf8) });
        await PullAsync("holidays.csv", ReferenceData.HolidaysBlob, (content, _) => Task.FromResult(ReferenceCheck.Holidays(content)),
            (now, utf8) => ReferenceChange.Of(now.Holidays, ReferenceData.ReadHolidays(utf8), now.Catalogue), cancel);

        // Addresses for reminders change no figure.
        await PullAsync("contacts.csv", ReferenceData.ContactsBlob, (content, now) =>
            Task.FromResult(ReferenceCheck.Contacts(content, now.Register)), (_, _) => [], cancel);

        // Nor do the texts of a report.
        await foreach (var upload in uploads.ListAsync(ReportTextsFolder, cancel))
        {
            await PullReportTextsAsync(upload.Name, cancel);
        }
    }

    /// <summary>
    /// Where the texts of a fiscal year's report stand, in <c>reference</c> under its own name and so in <c>state</c> once they are taken.
    /// </summary>
    public static string ReportTextsBlob(FiscalYear year) => $"reference/{ReportTextsFolder}{year}.json";

    /// <summary>
    /// Uploads the texts of a fiscal year's report and takes them at once, as <see cref="PullAsync(CancellationToken)"/> would; tells what
    /// is wrong with them, nothing where they are taken.
    /// </summary>
    public async Task<IReadOnlyList<RegisterError>> UploadReportTextsAsync(FiscalYear year, byte[] json, CancellationToken cancel)
    {
        var file = $"{ReportTextsFolder}{year}.json";
        await uploads.WriteAsync(file, json, "application/json; charset=utf-8", cancel);
        await PullReportTextsAsync(file, cancel);
        return await receipts.ReadAsync($"reference/{file}.json", cancel) is { } receipt
            && JsonSerializer.Deserialize<ReferenceReceipt>(receipt.Content, Json) is { State: not "taken" } refused ? refused.Errors : [];
    }

    private Task PullReportTextsAsync(string file, CancellationToken cancel)
    {
        var name = file[ReportTextsFolder.Length..];
        var year = name.Length == 9 && name.EndsWith(".json", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(0, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
                out var y) && y is >= 1900 and <= 2198
            ? new FiscalYear(y)
            : (FiscalYear?)null;
        return PullAsync(file, year is { } of ? ReportTextsBlob(of) : "reference/" + file, (content, now) =>
            Task.FromResult(ReferenceCheck.ReportTexts(content, year, now.Catalogue)), (_, _) => [], cancel);
    }

    /// <summary>The state blob that names the upload (its ETag) that an administrator has confirmed.</summary>
    public static string ConfirmationBlob(string file) => $"reference/{file}.confirmed";

    /// <summary>Confirms the waiting upload of a file: the next run accepts it. False when nothing waits.</summary>
    public async Task<bool> ConfirmAsync(string file, CancellationToken cancel)
    {
        if (await uploads.FindAsync(file, cancel) is not { } upload
            || await receipts.ReadAsync($"reference/{file}.json", cancel) is not { } receipt
            || JsonSerializer.Deserialize<ReferenceReceipt>(receipt.Content, Json) is not { State: Held } held
                || held.UploadedAt != upload.UploadedAt)
        {
            return false;
        }

        await state.WriteAsync(ConfirmationBlob(file), Encoding.UTF8.GetBytes(upload.ETag.Trim('"')), "text/plain", cancel);
        await state.DeleteAsync($"reference/{file}.seen", cancel);
        return true;
    }

    // Every step is idempotent; the upload counts as read after the last one.
    private async Task PullAsync(
        string file, string held, Func<byte[], ReferenceSnapshot, Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)>> checkAsync,
        Func<ReferenceSnapshot, byte[], IReadOnlyList<AffectedYears>> change, CancellationToken cancel,
            Func<ReferenceSnapshot, byte[], ReferenceSnapshot>? would = null)
    {
        var seenBlob = held + ".seen";
        if (await uploads.FindAsync(file, cancel) is not { } upload
            || (await state.ReadAsync(seenBlob, cancel) is { } seen && Encoding.UTF8.GetString(seen.Content) == upload.ETag))
        {
            return;
        }

        var (utf8, errors) = upload.Length > MaxBytes
            ? (null, [new RegisterError(0, "", "too_large", ReferenceMessages.TooLarge(MaxBytes / 1024 / 1024))])
            : await uploads.ReadAsync(file, cancel) is { } content && content.Version.ETag == upload.ETag
                ? await checkAsync(content.Content, await referenceData.GetNewestAsync(cancel)) : default;
        if (errors is null)
        {
            return; // Overwritten or deleted while we read: the next look sees what is there then.
        }

        var (impact, waits) = await weigher.WeighAsync(file, upload.ETag, utf8, would, cancel);
        if (waits)
        {
            errors = [new(0, "", "changes_many_values", ReferenceMessages.Waits(impact.Published, impact.Changes.Count, file))];
        }

        var plan = new RecomputePlan(state, held);
        if (!waits && utf8 is not null && (await state.ReadAsync(held, cancel) is not { } now || !now.Content.AsSpan().SequenceEqual(utf8)))
        {
            await plan.AddAsync(change(await referenceData.GetNewestAsync(cancel), utf8), cancel);
            await state.WriteAsync(held, utf8, "text/plain; charset=utf-8", cancel);
        }

        // Also after an invalid upload: a valid one before it may have been interrupted.
        await plan.SendAsync(computed, queue, cancel);
        var reference = await referenceData.GetNewestAsync(cancel);
        var receipt = new ReferenceReceipt(
            file, utf8 is null ? "refused" : waits ? Held : "taken", upload.UploadedAt, reference.Version,
                [.. errors.Take(ReferenceReceipt.MostErrors)], errors.Count)
        {
            Changes = [.. impact.Changes.Take(ReferenceReceipt.MostErrors)],
            ChangeCount = impact.Changes.Count,
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
