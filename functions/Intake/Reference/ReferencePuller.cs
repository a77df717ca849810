using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>The receipt of an upload of reference data.</summary>
/// <param name="File">The blob's name.</param>
/// <param name="State"><c>taken</c>, <c>refused</c>, or <c>held</c> where it waits for a confirmation.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="Version">The version that is current from now on, or stays current.</param>
/// <param name="Errors">What is wrong with it, by line: everything, up to <see cref="MostErrors"/>.</param>
/// <param name="ErrorCount">How many errors there are in all.</param>
public sealed record ReferenceReceipt(string File, string State, DateTimeOffset UploadedAt, string Version,
    IReadOnlyList<RegisterError> Errors, int ErrorCount)
{
    /// <summary>Published values that it changes, the first of very many.</summary>
    public IReadOnlyList<ValueChange> Changes { get; init; } = [];

    /// <summary>How many published values it changes in all.</summary>
    public int ChangeCount { get; init; }

    /// <summary>Of very many errors the first are shown, with how many there are.</summary>
    public const int MostErrors = 100;
}

/// <summary>
/// Processes uploads of reference data: each is checked as a whole, and the current data stay in force when it is invalid.
/// </summary>
public sealed partial class ReferencePuller(
    StorageAccount storage, ReferenceData referenceData, LedgerStore ledger, ComputedYears computed, RecomputeQueue queue,
        ReferenceImpactOf impactOf, ReferenceOptions options, ILogger<ReferencePuller> log)
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
        await PullAsync("departments.csv", ReferenceData.RegisterBlob, (content, now) => GuardRegisterAsync(content, now.Register, cancel),
            (now, utf8) => ReferenceChange.Of(now.Register, ReferenceData.ReadRegister(utf8)), cancel, (now, utf8) =>
                now with { Register = ReferenceData.ReadRegister(utf8) });
        await PullAsync("catalogue.json", ReferenceData.CatalogueBlob, (content, now) => CheckCatalogueAsync(content, now.Register),
            (now, utf8) => ReferenceChange.Of(now.Catalogue, Catalogue.Parse(utf8)), cancel, (now, utf8) =>
                now with { Catalogue = Catalogue.Parse(utf8) });
        await PullAsync("holidays.csv", ReferenceData.HolidaysBlob, (content, _) => Task.FromResult(CheckHolidays(content)),
            (now, utf8) => ReferenceChange.Of(now.Holidays, ReferenceData.ReadHolidays(utf8), now.Catalogue), cancel);

        // Addresses for reminders change no figure.
        await PullAsync("contacts.csv", ReferenceData.ContactsBlob, (content, now) =>
            Task.FromResult(CheckContacts(content, now.Register)), (_, _) => [], cancel);

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

    private Task PullReportTextsAsync(string file, CancellationToken cancel)
    {
        var name = file[ReportTextsFolder.Length..];
        var year = name.Length == 9 && name.EndsWith(".json", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(0, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
                out var y) && y is >= 1900 and <= 2198
            ? new FiscalYear(y)
            : (FiscalYear?)null;
        return PullAsync(file, year is { } of ? ReportTextsBlob(of) : "reference/" + file, (content, now) =>
            Task.FromResult(CheckReportTexts(content, year, now.Catalogue)), (_, _) => [], cancel);
    }

    private static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckReportTexts(byte[] content, FiscalYear? year,
        Catalogue catalogue)
    {
        try
        {
            ReportTexts.Parse(content, year ?? throw new FormatException("ファイル名を 2021.json のように、年度にしてください。"), catalogue);
            return (content, []);
        }
        catch (FormatException e)
        {
            return (null, [new(0, "", "not_report_texts", e.Message)]);
        }
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

    /// <summary>Checks a register by itself and against the current one.</summary>
    public async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> GuardRegisterAsync(byte[] content, Register now,
        CancellationToken cancel)
    {
        var (utf8, errors) = CheckRegister(content);
        if (utf8 is null)
        {
            return (null, errors);
        }

        var would = ReferenceData.ReadRegister(utf8);
        var vanished = RegisterGuard.Vanished(now, would).ToHashSet(StringComparer.Ordinal);
        var withFigures = new HashSet<string>(StringComparer.Ordinal);
        if (vanished.Count > 0)
        {
            await foreach (var row in ledger.ReadAllAsync(cancel))
            {
                if (vanished.Contains(row.Text("section")))
                {
                    withFigures.Add(row.Text("section"));
                }
            }
        }

        var wrong = RegisterGuard.Errors(now, would, Encoding.UTF8.GetString(utf8), withFigures);
        return (wrong.Count == 0 ? utf8 : null, wrong);
    }

    // An upload that changes very many published values may be an error of the whole file: it waits for a confirmation.
    private async Task<(ReferenceImpact Impact, bool Waits)> WeighAsync(
        string file, string etag, byte[]? utf8, Func<ReferenceSnapshot, byte[], ReferenceSnapshot>? would, CancellationToken cancel)
    {
        if (utf8 is null || would is null)
        {
            return (new(0, []), false);
        }

        var impact = await impactOf(would(await referenceData.GetNewestAsync(cancel), utf8), cancel);
        var isConfirmed = options.Waits(impact) && await state.ReadAsync(ConfirmationBlob(file), cancel) is { } confirmed
            && Encoding.UTF8.GetString(confirmed.Content) == etag.Trim('"');
        return (impact, options.Waits(impact) && !isConfirmed);
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

    private static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckCsv(byte[] content,
        Func<TextReader, IReadOnlyList<RegisterError>> read)
    {
        if (Decode(content) is not { } text)
        {
            return (null, [new(0, "", "encoding", "文字コードがUTF-8でもCP932(Shift_JIS)でもありません。どちらかで保存し直してください。")]);
        }

        var errors = read(new StringReader(text));
        return (errors.Count == 0 ? Encoding.UTF8.GetBytes(text) : null, errors);
    }

    /// <summary>
    /// Checks a catalogue without storing anything: against its schema, then whether its parts fit together and its departments are known.
    /// </summary>
    public static async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckCatalogueAsync(byte[] content, Register register)
    {
        if (DecodeUtf8(content) is not { } text)
        {
            return (null, [new(0, "", "encoding", "文字コードがUTF-8ではありません。UTF-8で保存し直してください。")]);
        }

        if (await CatalogueSchema.ErrorsAsync(text) is { Count: > 0 } misshapen)
        {
            return (null, misshapen);
        }

        try
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var strangers = Catalogue.Parse(utf8).Owed.SelectMany(o => o.DepartmentsNamed).Where(code => register.Newest(code) is null)
                .Distinct().ToList();
            return strangers.Count == 0
                ? (utf8, [])
                : (null, [new(0, "/owed", "unknown_department",
                    $"owed の所属コード {string.Join("、", strangers)} は所属の一覧(departments.csv)にありません。")]);
        }
        catch (CatalogueException e)
        {
            return (null, [.. e.Faults.Select(f => new RegisterError(0, f.Pointer, "not_a_catalogue", f.Message))]);
        }
        catch (FormatException e)
        {
            return (null, [new(0, "", "not_a_catalogue", e.Message)]);
        }
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
            ? (null, [new RegisterError(0, "", "too_large", $"{MaxBytes / 1024 / 1024} MiB を超えています。")])
            : await uploads.ReadAsync(file, cancel) is { } content && content.Version.ETag == upload.ETag
                ? await checkAsync(content.Content, await referenceData.GetNewestAsync(cancel)) : default;
        if (errors is null)
        {
            return; // Overwritten or deleted while we read: the next look sees what is there then.
        }

        var (impact, waits) = await WeighAsync(file, upload.ETag, utf8, would, cancel);
        if (waits)
        {
            errors = [new(0, "", "changes_many_values",
                $"公開している値 {impact.Published} のうち {impact.Changes.Count} が変わります。この受付票の changes を見て、意図したとおりなら、管理者が reference confirm {file} "
                    + $"で確認してください。意図と違うなら、直して置き直してください。")];
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

    private static string? DecodeUtf8(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Decode(byte[] content) => DecodeUtf8(content) ?? Windows31J.Decode(content);

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Information, "Reference upload {File}: {State}, {Errors} errors")]
        public static partial void Looked(ILogger logger, string file, string state, int errors);
    }
}
