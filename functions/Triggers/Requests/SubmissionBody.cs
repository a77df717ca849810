using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>The body of a submission as read, or the answer that refuses it.</summary>
/// <param name="Raw">What was sent.</param>
/// <param name="ContentType">Of the evidence.</param>
/// <param name="Evidence">What is kept of the body: the body itself, unless it holds what may not be kept.</param>
/// <param name="Forms">The answer of Microsoft Forms that it was, or null.</param>
/// <param name="Refusal">Why it is refused, or null.</param>
internal readonly record struct SubmissionBody(RawSubmission? Raw, string ContentType, byte[] Evidence, FormsAnswer? Forms,
    IResult? Refusal)
{
    /// <summary>The mapping of the form that was answered; null for other bodies.</summary>
    public FormMapping? Mapping { get; init; }

    /// <summary>The most that a body without a file may have, and what is read from files may come to.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxFields = 10_000, MaxFieldName = 200;

    private enum BodyKind
    {
        Json,
        Form,
        Multipart,
    }

    /// <summary>
    /// Reads JSON or a form, with files or without; other types are 415, too much is 413, what is not of its type is 400.
    /// </summary>
    public static async Task<SubmissionBody> ReadAsync(HttpRequest request, FormMappings forms, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || Kind(type) is not { } kind)
        {
            return Refuse(Problem.Of(request, StatusCodes.Status415UnsupportedMediaType, "unsupported-type",
                RequestMessages.UnsupportedType));
        }

        var most = kind == BodyKind.Multipart ? FileLimits.BodyBytes : MaxBytes;
        if (await ReadBytesAsync(request, most, cancel) is not { } bytes)
        {
            return TooLarge(request, most);
        }

        // Whatever charset is declared, it would be read as UTF-8, with silent errors.
        var charset = type.Charset.Value?.Trim('"') ?? "";
        if (charset.Length > 0 && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(Problem.Unreadable(request, RequestMessages.UnreadableBody,
                new("Content-Type", "charset_unknown", ErrorList.Shorten(charset), RequestMessages.CharsetUnknown)));
        }

        return kind == BodyKind.Json ? await ReadJsonAsync(request, bytes, forms, cancel)
            : await ReadFormAsync(request, kind, bytes, cancel);
    }

    private static BodyKind? Kind(MediaTypeHeaderValue type) => type.MediaType.Value?.ToLowerInvariant() switch
    {
        "application/json" => BodyKind.Json,
        "application/x-www-form-urlencoded" => BodyKind.Form,
        "multipart/form-data" => BodyKind.Multipart,
        _ => null,
    };

    private static async Task<SubmissionBody> ReadJsonAsync(HttpRequest request, byte[] bytes, FormMappings forms, CancellationToken cancel)
    {
        if (FormsAnswer.Read(bytes) is { } answer)
        {
            var (mapping, error) = await forms.FindAsync(answer.Form, cancel);
            return mapping is null
                ? new(null, "", [], answer, Problem.Unprocessable(request, [error!], 1))
                : new(answer.ToSubmission(mapping), "application/json", answer.ToEvidence(mapping), answer, null) { Mapping = mapping };
        }

        return JsonSubmission.Read(bytes) is { } raw
            ? new(raw, request.ContentType!, bytes, null, null)
            : Refuse(Problem.Unreadable(request, RequestMessages.NotJson, JsonErrorLocator.Of(bytes)));
    }

    private static async Task<SubmissionBody> ReadFormAsync(HttpRequest request, BodyKind kind, byte[] bytes, CancellationToken cancel)
    {
        if (kind == BodyKind.Form && FormEncodingCheck.OfLine(bytes) is { } wrong)
        {
            return Refuse(Problem.Unreadable(request, RequestMessages.UnreadableForm, wrong));
        }

        if (await ParseFormAsync(request, bytes, cancel) is not { } form)
        {
            return Refuse(Problem.Unreadable(request, RequestMessages.UnreadableForm, new("", "not_a_form", null,
                RequestMessages.NotAForm(MaxFields, MaxFieldName))));
        }

        if (form.SelectMany(f => f.Value.Select(v => FormEncodingCheck.OfField(f.Key, v ?? "")))
            .FirstOrDefault(f => f is not null) is { } garbled)
        {
            return Refuse(Problem.Unreadable(request, RequestMessages.UnreadableForm, garbled));
        }

        // A browser sends a file field that nothing was chosen in as an empty field.
        var fields = FormSubmission.Read(form.Where(f => f.Key is not ("file" or "files") || f.Value.Any(v => v?.Length > 0))
            .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))));
        if (form.Files.Count == 0)
        {
            return bytes.Length > MaxBytes ? TooLarge(request, MaxBytes) : new(fields, request.ContentType!, bytes, null, null);
        }

        if (form.Files.Count > FileLimits.Files)
        {
            return Refuse(Problem.Of(request, StatusCodes.Status400BadRequest, "too-many-files",
                SubmissionMessages.TooManyFiles(FileLimits.Files)));
        }

        var files = new List<SubmittedFile>();
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancel);
            files.Add(new(SubmittedFile.CleanName(file.FileName), content.ToArray()));
        }

        var (raw, fault) = SubmissionFiles.Read(fields, files);
        if (raw is null)
        {
            return Refuse(Problem.OfFile(request, fault!));
        }

        var evidence = FileEvidence.Write(raw, files);
        return evidence.Length > MaxBytes
            ? Refuse(Problem.Of(request, StatusCodes.Status413PayloadTooLarge, "too-large", SubmissionMessages.FilesTooLarge))
            : new(raw, FileEvidence.ContentType, evidence, null, null);
    }

    private static async Task<IFormCollection?> ParseFormAsync(HttpRequest request, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            request.Body = new MemoryStream(bytes, writable: false);
            var options = new FormOptions
            {
                ValueCountLimit = MaxFields,
                KeyLengthLimit = MaxFieldName,
                ValueLengthLimit = MaxBytes,
                MultipartBodyLengthLimit = FileLimits.BodyBytes,

                // All of it is in memory already; nothing of it goes to a temporary file.
                MemoryBufferThreshold = FileLimits.BodyBytes,
            };
            return await new FormFeature(request, options).ReadFormAsync(cancel);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The body, or null when it is too long; never more than the limit is held.</summary>
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        using var held = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            held.Write(buffer, 0, read);
            if (held.Length > most)
            {
                return null;
            }
        }

        return held.ToArray();
    }

    private static SubmissionBody TooLarge(HttpRequest request, int most) =>
        Refuse(Problem.Of(request, StatusCodes.Status413PayloadTooLarge, "too-large",
            RequestMessages.BodyTooLarge(most)));

    private static SubmissionBody Refuse(IResult refusal) => new(null, "", [], null, refusal);
}
