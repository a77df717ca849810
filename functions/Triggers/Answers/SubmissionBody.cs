using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SmartToyonaka.Submissions;

namespace SmartToyonaka.Triggers.Answers;

/// <summary>The body of a submission as read, or the answer that refuses it.</summary>
internal readonly record struct SubmissionBody(RawSubmission? Raw, string ContentType, byte[] Bytes, IResult? Refusal)
{
    /// <summary>The most that a body without a file may have.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxFields = 10_000;

    /// <summary>Reads JSON or a form; other types are 415, too much is 413, what is not of its type is 400.</summary>
    public static async Task<SubmissionBody> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || Kind(type) is not { } kind)
        {
            return Refuse(Problem.Of(request, StatusCodes.Status415UnsupportedMediaType, "unsupported-type",
                "application/json、application/x-www-form-urlencoded、multipart/form-data のどれかで送ってください。",
                "Send application/json, application/x-www-form-urlencoded or multipart/form-data."));
        }

        if (await ReadBytesAsync(request, cancel) is not { } bytes)
        {
            return Refuse(Problem.Of(request, StatusCodes.Status413PayloadTooLarge, "too-large",
                "1 MiB を超えています。分けて提出してください。", "The body is larger than 1 MiB; submit it in parts."));
        }

        var raw = kind == BodyKind.Json ? ReadJson(type, bytes) : await ReadFormAsync(request, bytes, cancel);
        return raw is not null
            ? new(raw, request.ContentType!, bytes, null)
            : Refuse(Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable",
                kind == BodyKind.Json ? "本文をJSONとして読めません。文字コードはUTF-8、全体は { } で囲み、同じ項目名は1回だけにしてください。" : "本文をフォームとして読めません。項目名と値の形を確かめてください。",
                kind == BodyKind.Json ? "The body is not readable as JSON: UTF-8, one object, each name once." : "The body is not readable as a form."));
    }

    private enum BodyKind
    {
        Json,
        Form,
    }

    private static BodyKind? Kind(MediaTypeHeaderValue type) => type.MediaType.Value?.ToLowerInvariant() switch
    {
        "application/json" => BodyKind.Json,
        "application/x-www-form-urlencoded" or "multipart/form-data" => BodyKind.Form,
        _ => null,
    };

    private static RawSubmission? ReadJson(MediaTypeHeaderValue type, byte[] bytes)
    {
        // JSON is UTF-8; a body that declares another charset would be read wrongly in silence.
        var charset = type.Charset.Value?.Trim('"');
        return string.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? JsonSubmission.Read(bytes) : null;
    }

    private static async Task<RawSubmission?> ReadFormAsync(HttpRequest request, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            request.Body = new MemoryStream(bytes, writable: false);
            var form = await new Microsoft.AspNetCore.Http.Features.FormFeature(request, new() { ValueCountLimit = MaxFields, KeyLengthLimit = 200, ValueLengthLimit = MaxBytes }).ReadFormAsync(cancel);
            return form.Files.Count > 0 ? null : FormSubmission.Read(form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The body, or null when it is too long; never more than the limit is held.</summary>
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        using var held = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            held.Write(buffer, 0, read);
            if (held.Length > MaxBytes)
            {
                return null;
            }
        }

        return held.ToArray();
    }

    private static SubmissionBody Refuse(IResult refusal) => new(null, "", [], refusal);
}
