using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Requests;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>
/// Refusals in the reader's language: as RFC 9457 problems, or as pages where HTML is preferred, with the same status and headers. The
/// program writes its JSON itself, so that it is the same under every host.
/// </summary>
public static class Problem
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private sealed record Body(string Type, string Title, int Status, string Detail, IReadOnlyList<BodyError>? Errors);

    // A client that reads value must find it, null where nothing was sent.
    private sealed record BodyError(string Pointer, string Code,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Value, string Message);

    /// <summary>A problem without single errors.</summary>
    /// <param name="request">Tells the language.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">A stable word for programs; the last part of <c>type</c>.</param>
    /// <param name="text">What is wrong and how to put it right.</param>
    /// <param name="retryAfter">When to come back, for 429 and 503.</param>
    public static IResult Of(HttpRequest request, int status, string code, BilingualText text, TimeSpan? retryAfter = null) =>
        Write(request, status, code, text, null, retryAfter);

    /// <summary>422: understood, but wrong; every error at once, of very many the first, with how many there are.</summary>
    public static IResult Unprocessable(HttpRequest request, IReadOnlyList<SubmissionError> errors, int count) => Write(
        request, StatusCodes.Status422UnprocessableEntity, "invalid-submission", SubmissionMessages.Invalid(count, errors.Count), errors,
            null);

    /// <summary>400: not readable as what it was declared to be; with the first place at which it is not.</summary>
    public static IResult Unreadable(HttpRequest request, BilingualText text, SubmissionError first) => Write(
        request, StatusCodes.Status400BadRequest, "unreadable", RequestMessages.Unreadable(text, first), [first], null);

    /// <summary>A file that cannot be taken at all.</summary>
    public static IResult OfFile(HttpRequest request, FileFault fault) => Write(
        request,
        fault.Kind switch
        {
            FileFaultKind.WrongType => StatusCodes.Status415UnsupportedMediaType,
            FileFaultKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status400BadRequest,
        },
        fault.Error.Code.Replace('_', '-'), SubmissionMessages.FileFault(fault.Error), [fault.Error], null);

    /// <summary>409: based on a state that is no longer what holds; each error says both values.</summary>
    public static IResult Overtaken(HttpRequest request, IReadOnlyList<SupersededFigure> overtaken) => Write(
        request, StatusCodes.Status409Conflict, "based-on-overtaken", SubmissionMessages.Overtaken(overtaken.Count),
        [.. overtaken.Select(o =>
            new SubmissionError(o.Pointer, "overtaken", o.Sent?.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Text))], null);

    private static IResult Write(HttpRequest request, int status, string code, BilingualText text,
        IReadOnlyList<SubmissionError>? errors, TimeSpan? retryAfter)
    {
        var english = RequestLanguage.IsEnglish(request);
        var body = new Body(
            "urn:smart-toyonaka:problem:" + code, ProblemTitles.Of(status).In(english), status, text.In(english),
            errors is null ? null : [.. errors.Select(e => new BodyError(e.Pointer, e.Code, e.Value, english ? e.En : e.Ja))]);
        var headers = request.HttpContext.Response.Headers;
        headers.ContentLanguage = english ? "en" : "ja";
        if (retryAfter is { } wait)
        {
            headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                .ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = "Bearer";
        }

        if (HtmlPreference.IsIn(request))
        {
            return Html.Answer(request, ProblemPage.Of(PageViewers.OfProblem(request), ProblemTitles.Of(status), text,
                [.. (errors ?? []).Select(e => new BilingualText(e.Ja, e.En))]), status, english);
        }

        return Results.Text(JsonSerializer.Serialize(body, Json), "application/problem+json", System.Text.Encoding.UTF8, status);
    }
}
