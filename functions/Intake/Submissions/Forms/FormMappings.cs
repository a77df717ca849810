using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>The receipt of an uploaded mapping: the blob <c>receipts/reference/forms/&lt;form&gt;.json.json</c>.</summary>
public sealed record FormMappingReceipt(string File, string State, DateTimeOffset UploadedAt, string Version,
    IReadOnlyList<RegisterError> Errors);

/// <summary>
/// Provides the mappings of forms: an accepted upload <c>reference/forms/&lt;form&gt;.json</c>, else the built-in one. An upload is read
/// when an answer to its form arrives, at the latest by the timer; an invalid one is refused as a whole, and the earlier mapping stays in
/// force.
/// </summary>
public sealed partial class FormMappings(StorageAccount storage, TimeProvider clock, ILogger<FormMappings> log)
{
    private const string Folder = "forms/", Held = "reference/forms/";
    private const int MaxBytes = 256 * 1024, MaxRemembered = 200;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All)
    };
    private static readonly Lazy<IReadOnlyDictionary<string, FormMapping>> BuiltIn = new(ReadBuiltIn);

    private readonly BlobStore uploads = storage.Container(ContainerNames.Reference), state = storage.Container(ContainerNames.State),
        receipts = storage.Container(ContainerNames.Receipts);
    private readonly ConcurrentDictionary<string, CachedMapping> remembered = new(StringComparer.Ordinal);

    private sealed record CachedMapping(FormMapping? Mapping, string ETag, bool IsRefused, long At);

    /// <summary>The mapping of a form, at most 20 seconds old, or the error that says why there is none.</summary>
    public async Task<(FormMapping? Mapping, SubmissionError? Error)> FindAsync(string form, CancellationToken cancel)
    {
        if (!FormMapping.IsFormName(form))
        {
            return (null, new("/form", form.Length == 0 ? "form_missing" : "form_unknown", form.Length is 0 or > 80 ? null : form,
                FormsMessages.FormMissing));
        }

        var known = await LookAsync(form, cancel);
        return known.Mapping is not null
            ? (known.Mapping, null)
            : (null, known.IsRefused
                ? new("/form", "form_mapping_wrong", form, FormsMessages.MappingWrong(form))
                : new("/form", "form_unknown", form, FormsMessages.FormUnknown(form)));
    }

    /// <summary>Reads every uploaded mapping that was not read yet.</summary>
    public async Task PullAsync(CancellationToken cancel)
    {
        await foreach (var upload in uploads.ListAsync(Folder, cancel))
        {
            var form = upload.Name[Folder.Length..];
            if (form.EndsWith(".json", StringComparison.Ordinal) && FormMapping.IsFormName(form[..^5]))
            {
                await PullAsync(form[..^5], cancel);
            }
        }
    }

    /// <summary>The mappings that hold and name a workbook.</summary>
    public async Task<IReadOnlyList<FormMapping>> WithWorkbookAsync(CancellationToken cancel)
    {
        var found = new List<FormMapping>();
        await foreach (var held in state.ListAsync(Held, cancel))
        {
            if (held.Name.EndsWith(".json", StringComparison.Ordinal)
                && await state.ReadAsync(held.Name, cancel) is { } read
                && FormMapping.Parse(held.Name[Held.Length..^".json".Length], read.Content).Mapping is { Workbook: not null } mapping)
            {
                found.Add(mapping);
            }
        }

        return found;
    }

    private async Task<CachedMapping> LookAsync(string form, CancellationToken cancel)
    {
        if (remembered.TryGetValue(form, out var known) && clock.GetElapsedTime(known.At) < MaxAge)
        {
            return known;
        }

        var at = clock.GetTimestamp();
        var isRefused = await PullAsync(form, cancel);
        var version = await state.FindAsync(Held + form + ".json", cancel);
        var mapping = version is null ? BuiltIn.Value.GetValueOrDefault(form)
            : known?.ETag == version.ETag ? known.Mapping
            : await state.ReadAsync(version.Name, cancel) is { } held ? FormMapping.Parse(form, held.Content).Mapping : null;
        if (remembered.Count >= MaxRemembered)
        {
            remembered.Clear();
        }

        return remembered[form] = new(mapping, version?.ETag ?? "", isRefused, at);
    }

    /// <summary>Accepts or refuses the upload; true when it is refused. Idempotent.</summary>
    private async Task<bool> PullAsync(string form, CancellationToken cancel)
    {
        var (held, seenBlob) = ($"{Held}{form}.json", $"{Held}{form}.json.seen");
        if (await uploads.FindAsync($"{Folder}{form}.json", cancel) is not { } upload)
        {
            return false;
        }

        if (await state.ReadAsync(seenBlob, cancel) is { } seen
            && Encoding.UTF8.GetString(seen.Content).Split('\n') is [var etag, var outcome] && etag == upload.ETag)
        {
            return outcome == "refused";
        }

        FormMapping? mapping = null;
        IReadOnlyList<RegisterError> errors = [new(0, "", "too_large", FormMappingMessages.TooLarge(MaxBytes / 1024))];
        if (upload.Length <= MaxBytes)
        {
            if (await uploads.ReadAsync(upload.Name, cancel) is not { } read || read.Version.ETag != upload.ETag)
            {
                return false; // Overwritten or deleted while we read: the next look sees what is there then.
            }

            (mapping, errors) = FormMapping.Parse(form, read.Content);
            if (mapping is not null)
            {
                await state.WriteAsync(held, read.Content, "application/json", cancel);
            }
        }

        var result = mapping is null ? "refused" : "taken";
        var receipt = new FormMappingReceipt(upload.Name, result, upload.UploadedAt, mapping?.Version ?? "", errors);
        await receipts.WriteAsync($"reference/{upload.Name}.json", JsonSerializer.SerializeToUtf8Bytes(receipt, Json), "application/json",
            cancel);
        await state.WriteAsync(seenBlob, Encoding.UTF8.GetBytes($"{upload.ETag}\n{result}"), "text/plain", cancel);
        Log.Looked(log, form, result, errors.Count);
        return mapping is null;
    }

    private static Dictionary<string, FormMapping> ReadBuiltIn()
    {
        const string prefix = "SmartToyonaka.Intake.Submissions.Forms.";
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, FormMapping>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var form = name[prefix.Length..^".json".Length];
            var (mapping, errors) = FormMapping.Parse(form, copy.ToArray());
            all[form] = mapping ?? throw new InvalidOperationException(
                $"The built-in mapping {form} is wrong: {errors[0].Column} {errors[0].Code}.");
        }

        return all;
    }

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Information, "Mapping of form {Form}: {State}, {Errors} errors")]
        public static partial void Looked(ILogger logger, string form, string state, int errors);
    }
}
