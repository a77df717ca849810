using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Figures;
using SmartToyonaka.Indicators;
using SmartToyonaka.Ledger;
using SmartToyonaka.Organisation;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Reference;

/// <summary>What became of an upload of reference data.</summary>
/// <param name="File">The blob's name.</param>
/// <param name="State"><c>taken</c> or <c>refused</c>.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="Version">What holds from now on, or went on holding.</param>
/// <param name="Errors">Everything that is wrong with it.</param>
public sealed record ReferenceReceipt(string File, string State, DateTimeOffset UploadedAt, string Version, IReadOnlyList<RegisterError> Errors);

/// <summary>Takes uploads of reference data: checked as a whole, and what holds goes on holding when one is wrong.</summary>
public sealed partial class ReferencePuller(StorageAccount storage, ReferenceData referenceData, ComputedYears computed, RecomputeQueue queue, ILogger<ReferencePuller> log)
{
    private const int MaxBytes = 5 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly BlobStore uploads = storage.Container(ContainerNames.Reference), state = storage.Container(ContainerNames.State), receipts = storage.Container(ContainerNames.Receipts);

    /// <summary>Looks for uploads that were not looked at yet.</summary>
    public async Task PullAsync(CancellationToken cancel)
    {
        // The register first: a catalogue may name departments that come with it.
        await PullAsync("departments.csv", ReferenceData.RegisterBlob, (content, _) => CheckRegister(content), cancel);
        await PullAsync("catalogue.json", ReferenceData.CatalogueBlob, CheckCatalogue, cancel);
        await PullAsync("holidays.csv", ReferenceData.HolidaysBlob, (content, _) => CheckHolidays(content), cancel);
        await PullAsync("contacts.csv", ReferenceData.ContactsBlob, CheckContacts, cancel, isComputedWith: false);
    }

    /// <summary>Checks a register without storing anything.</summary>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckRegister(byte[] content) =>
        CheckCsv(content, text => RegisterReader.Read(text).Errors);

    /// <summary>Checks a list of holidays without storing anything.</summary>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckHolidays(byte[] content) =>
        CheckCsv(content, text => HolidayReader.Read(text).Errors);

    /// <summary>Checks addresses of departments without storing anything.</summary>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckContacts(byte[] content, Register? register) =>
        CheckCsv(content, text => ContactReader.Read(text, register).Errors);

    private static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckCsv(byte[] content, Func<TextReader, IReadOnlyList<RegisterError>> read)
    {
        if (Decode(content) is not { } text)
        {
            return (null, [new(0, "", "encoding", "文字コードがUTF-8でもCP932(Shift_JIS)でもありません。どちらかで保存し直してください。")]);
        }

        var errors = read(new StringReader(text));
        return (errors.Count == 0 ? Encoding.UTF8.GetBytes(text) : null, errors);
    }

    private static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckCatalogue(byte[] content, Register register)
    {
        try
        {
            var catalogue = Catalogue.Parse(content);
            var strangers = catalogue.Owed.SelectMany(o => o.DepartmentsNamed).Where(code => register.Newest(code) is null).Distinct().ToList();
            return strangers.Count == 0
                ? (content, [])
                : (null, [new(0, "", "unknown_department", $"owed の所属コード {string.Join("、", strangers)} は所属の一覧(departments.csv)にありません。")]);
        }
        catch (FormatException e)
        {
            return (null, [new(0, "", "not_a_catalogue", e.Message)]);
        }
    }

    // Every step may be repeated; the upload counts as looked at when the last one is done.
    private async Task PullAsync(string file, string held, Func<byte[], Register, (byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> check, CancellationToken cancel, bool isComputedWith = true)
    {
        var seenBlob = held + ".seen";
        if (await uploads.FindAsync(file, cancel) is not { } upload
            || (await state.ReadAsync(seenBlob, cancel) is { } seen && Encoding.UTF8.GetString(seen.Content) == upload.ETag))
        {
            return;
        }

        var (utf8, errors) = upload.Length > MaxBytes
            ? (null, [new RegisterError(0, "", "too_large", $"{MaxBytes / 1024 / 1024} MiB を超えています。")])
            : await uploads.ReadAsync(file, cancel) is { } content && content.Version.ETag == upload.ETag ? check(content.Content, (await referenceData.GetNewestAsync(cancel)).Register) : default;
        if (errors is null)
        {
            return; // Overwritten or deleted while we read: the next look sees what is there then.
        }

        if (utf8 is not null && (await state.ReadAsync(held, cancel) is not { } now || !now.Content.AsSpan().SequenceEqual(utf8)))
        {
            await state.WriteAsync(held, utf8, "text/plain; charset=utf-8", cancel);
        }

        var reference = await referenceData.GetNewestAsync(cancel);
        if (utf8 is not null && isComputedWith)
        {
            await RecomputeAllAsync(reference, cancel);
        }

        var receipt = new ReferenceReceipt(file, utf8 is null ? "refused" : "taken", upload.UploadedAt, reference.Version, errors);
        await receipts.WriteAsync($"reference/{file}.json", JsonSerializer.SerializeToUtf8Bytes(receipt, Json), "application/json", cancel);
        await state.WriteAsync(seenBlob, Encoding.UTF8.GetBytes(upload.ETag), "text/plain", cancel);
        Log.Looked(log, file, receipt.State, errors.Count);
    }

    // Which years a change of the register touches is not worth finding out: it is rare, and recomputing writes nothing where nothing changed.
    private async Task RecomputeAllAsync(ReferenceSnapshot reference, CancellationToken cancel)
    {
        var all = await computed.ListAsync(cancel);

        // Even with nothing to compute the dimension tables have to follow; any topic and year does that.
        await queue.SendAsync(all.Count > 0 ? all : [new(Measures.Overtime, reference.Catalogue.BaseYear)], cancel);
    }

    private static string? Decode(byte[] content)
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false, throwOnInvalidBytes: true), Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)])
        {
            try
            {
                return encoding.GetString(content).TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException)
            {
                // The next encoding, or none.
            }
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Information, "Reference upload {File}: {State}, {Errors} errors")]
        public static partial void Looked(ILogger logger, string file, string state, int errors);
    }
}
