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

/// <summary>What became of an uploaded register or catalogue.</summary>
/// <param name="File">The blob's name.</param>
/// <param name="State"><c>taken</c> or <c>refused</c>.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="Version">What holds from now on, or went on holding.</param>
/// <param name="Errors">Everything that is wrong with it.</param>
public sealed record ReferenceReceipt(string File, string State, DateTimeOffset UploadedAt, string Version, IReadOnlyList<RegisterError> Errors);

/// <summary>Takes uploads of reference data: checked as a whole, and what holds goes on holding when one is wrong.</summary>
public sealed partial class ReferencePuller(StorageAccount storage, ReferenceData referenceData, RecomputeQueue queue, ILogger<ReferencePuller> log)
{
    private const int MaxBytes = 5 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly BlobStore uploads = storage.Container(ContainerNames.Reference), state = storage.Container(ContainerNames.State), receipts = storage.Container(ContainerNames.Receipts);
    private readonly TableStore work = storage.Table(TableNames.Work);

    /// <summary>Looks for uploads that were not looked at yet.</summary>
    public async Task PullAsync(CancellationToken cancel)
    {
        await PullAsync("departments.csv", ReferenceData.RegisterBlob, CheckRegister, cancel);
        await PullAsync("catalogue.json", ReferenceData.CatalogueBlob, CheckCatalogue, cancel);
    }

    /// <summary>Checks a register without storing anything.</summary>
    public static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckRegister(byte[] content)
    {
        if (Decode(content) is not { } text)
        {
            return (null, [new(0, "", "encoding", "文字コードがUTF-8でもCP932(Shift_JIS)でもありません。どちらかで保存し直してください。")]);
        }

        var reading = RegisterReader.Read(new StringReader(text));
        return (reading.Errors.Count == 0 ? Encoding.UTF8.GetBytes(text) : null, reading.Errors);
    }

    private static (byte[]? Utf8, IReadOnlyList<RegisterError> Errors) CheckCatalogue(byte[] content)
    {
        try
        {
            Catalogue.Parse(content);
            return (content, []);
        }
        catch (FormatException e)
        {
            return (null, [new(0, "", "not_a_catalogue", e.Message)]);
        }
    }

    // Every step may be repeated; the upload counts as looked at when the last one is done.
    private async Task PullAsync(string file, string held, Func<byte[], (byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> check, CancellationToken cancel)
    {
        var seenBlob = held + ".seen";
        if (await uploads.FindAsync(file, cancel) is not { } upload
            || (await state.ReadAsync(seenBlob, cancel) is { } seen && Encoding.UTF8.GetString(seen.Content) == upload.ETag))
        {
            return;
        }

        var (utf8, errors) = upload.Length > MaxBytes
            ? (null, [new RegisterError(0, "", "too_large", $"{MaxBytes / 1024 / 1024} MiB を超えています。")])
            : await uploads.ReadAsync(file, cancel) is { } content && content.Version.ETag == upload.ETag ? check(content.Content) : default;
        if (errors is null)
        {
            return; // Overwritten or deleted while we read: the next look sees what is there then.
        }

        if (utf8 is not null && (await state.ReadAsync(held, cancel) is not { } now || !now.Content.AsSpan().SequenceEqual(utf8)))
        {
            await state.WriteAsync(held, utf8, "text/plain; charset=utf-8", cancel);
        }

        var reference = await referenceData.GetNewestAsync(cancel);
        if (utf8 is not null)
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
        var all = new List<TopicYear>();
        foreach (var topic in Measures.All.Select(m => m.Topic).Distinct())
        {
            all.AddRange((await work.ListAsync(topic, cancel: cancel)).Select(r => new TopicYear(topic, new(r.Int("fiscalyear")))));
        }

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
