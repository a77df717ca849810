using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Publishing.Pages;
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
    /// <param name="ja">What is wrong and how to put it right, in Japanese.</param>
    /// <param name="en">The same in English.</param>
    /// <param name="retryAfter">When to come back, for 429 and 503.</param>
    public static IResult Of(HttpRequest request, int status, string code, string ja, string en, TimeSpan? retryAfter = null) =>
        Write(request, status, code, ja, en, null, retryAfter);

    /// <summary>422: understood, but wrong; every error at once, of very many the first, with how many there are.</summary>
    public static IResult Unprocessable(HttpRequest request, IReadOnlyList<SubmissionError> errors, int count)
    {
        var (ja, en) = count > errors.Count ? ($"(はじめの{errors.Count}件を示します)", $" (the first {errors.Count} are shown)") : ("", "");
        return Write(
            request, StatusCodes.Status422UnprocessableEntity, "invalid-submission",
            $"提出内容に誤りが{count}件あります{ja}。何も保存していません。直してもう一度提出してください。",
            $"The submission has {count} error(s){en}. Nothing was stored; correct them and submit again.",
            errors, null);
    }

    /// <summary>400: not readable as what it was declared to be; with the first place at which it is not.</summary>
    public static IResult Unreadable(HttpRequest request, string ja, string en, SubmissionError first) => Write(
        request, StatusCodes.Status400BadRequest, "unreadable", $"{ja}{first.Ja}何も保存していません。", $"{en} {first.En} Nothing was stored.",
            [first], null);

    /// <summary>A file that cannot be taken at all.</summary>
    public static IResult OfFile(HttpRequest request, FileFault fault) => Write(
        request,
        fault.Kind switch
        {
            FileFaultKind.WrongType => StatusCodes.Status415UnsupportedMediaType,
            FileFaultKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status400BadRequest,
        },
        fault.Error.Code.Replace('_', '-'), $"{fault.Error.Pointer}: {fault.Error.Ja}何も保存していません。",
            $"{fault.Error.Pointer}: {fault.Error.En} Nothing was stored.", [fault.Error], null);

    /// <summary>409: based on a state that is no longer what holds; each error says both values.</summary>
    public static IResult Overtaken(HttpRequest request, IReadOnlyList<SupersededFigure> overtaken) => Write(
        request, StatusCodes.Status409Conflict, "based-on-overtaken",
        $"basedOn のあとで、別の提出がありました({overtaken.Count}件)。何も保存していません。いまの値を確かめて、もう一度提出してください。",
        $"Something was submitted after basedOn ({overtaken.Count}). Nothing was stored; look at what holds now and submit again.",
        [.. overtaken.Select(o =>
            new SubmissionError(o.Pointer, "overtaken", o.Sent?.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Ja,
                o.En))], null);

    private static IResult Write(HttpRequest request, int status, string code, string ja, string en,
        IReadOnlyList<SubmissionError>? errors, TimeSpan? retryAfter)
    {
        var english = RequestLanguage.IsEnglish(request);
        var body = new Body(
            "urn:smart-toyonaka:problem:" + code, english ? TitleEn(status) : TitleJa(status), status, english ? en : ja,
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
            return Html.Answer(request, ProblemPage.Of(PageViewers.OfProblem(request), new(TitleJa(status), TitleEn(status)), new(ja, en),
                [.. (errors ?? []).Select(e => new BilingualText(e.Ja, e.En))]), status, english);
        }

        return Results.Text(JsonSerializer.Serialize(body, Json), "application/problem+json", System.Text.Encoding.UTF8, status);
    }

    private static string TitleJa(int status) => status switch
    {
        400 => "読み取れません",
        401 => "認証が必要です",
        403 => "権限がありません",
        404 => "見つかりません",
        405 => "この操作はできません",
        408 => "届くのに時間がかかりすぎました",
        409 => "内容が食い違っています",
        413 => "大きすぎます",
        415 => "受け付けていない形式です",
        422 => "内容に誤りがあります",
        423 => "締め切られています",
        429 => "回数が多すぎます",
        503 => "一時的に利用できません",
        _ => "内部エラー",
    };

    private static string TitleEn(int status) => status switch
    {
        400 => "Not readable",
        401 => "Not authenticated",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Not possible here",
        408 => "Took too long",
        409 => "Conflict",
        413 => "Too large",
        415 => "Unsupported type",
        422 => "Invalid submission",
        423 => "Closed",
        429 => "Too many requests",
        503 => "Temporarily unavailable",
        _ => "Internal error",
    };
}
