using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Takes a file as if it had been put into the container <c>drops</c>; with <c>?check=true</c> says only what would become of it.
/// </summary>
public sealed class PostDrop(DropUploads uploads, SubmissionRateLimiter limiter)
{
    private const string MaxText = "25 MiB";

    private sealed record TakingResponse(string Folder, string File, string State, string Message);

    [Function(nameof(PostDrop))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/drops/{folder}/{file}")] HttpRequest request, string folder,
            string file, CancellationToken cancel)
    {
        if (Refusal(request, AccessMiddleware.CallerOf(request), folder) is { } refusal)
        {
            return refusal;
        }

        if (DropFileName.Parse(file) is not { } name)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "file-name", DropFileName.RuleJa, DropFileName.RuleEn);
        }

        var check = request.Query["check"].ToString().ToLowerInvariant();
        if (check is not ("" or "true" or "false"))
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "check", "check は true か false です。", "check is true or false.");
        }

        await using var body = await UploadBody.ReadAsync(request, DropUploads.MaxBytes, cancel);
        if (body.File is not { } upload)
        {
            return Faulty(request, body.Fault);
        }

        if (check == "true")
        {
            return Written(await uploads.CheckAsync(folder, name, upload, cancel), StatusCodes.Status200OK);
        }

        return await uploads.TakeAsync(folder, name, upload, cancel) switch
        {
            null => Json.Answer(new TakingResponse(folder, name.Text, DropState.Taking, Taking(request)), StatusCodes.Status202Accepted),
            { State: DropState.Refused } receipt => Written(receipt, StatusCodes.Status422UnprocessableEntity),
            { } receipt => Written(receipt, StatusCodes.Status200OK),
        };
    }

    private IResult? Refusal(HttpRequest request, Caller caller, string folder)
    {
        if (!caller.DropsFiles)
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "no-drops",
                "ファイルを置くには、そのフォルダーに発行された認証情報か、管理者の認証情報が必要です。",
                "Dropping files needs a credential that was issued for the folder, or an administrator's.");
        }

        if (!DropUploads.Folders.Contains(folder))
        {
            var folders = string.Join(", ", DropUploads.Folders);
            return Problem.Of(request, StatusCodes.Status404NotFound, "unknown-folder",
                $"このフォルダーはありません。あるもの: {folders}。何も保存していません。", $"There is no such folder. There are: {folders}. Nothing was stored.");
        }

        if (!caller.MayDropInto(folder))
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "other-folder",
                "この認証情報は別のフォルダーのものです。何も保存していません。", "This credential is for another folder. Nothing was stored.");
        }

        return limiter.TryTake(caller, out var retryAfter) ? null : Problem.Of(
            request, StatusCodes.Status429TooManyRequests, "too-many-uploads",
            "回数が多すぎます。しばらくしてからもう一度送ってください。", "Too many uploads; try again in a while.", retryAfter);
    }

    private static IResult Faulty(HttpRequest request, UploadFault fault) => fault switch
    {
        UploadFault.WrongType => Problem.Of(request, StatusCodes.Status415UnsupportedMediaType, "unsupported-type",
            "CSVかExcelブック(.xlsx)を、text/csv、application/octet-stream などの本文か、multipart/form-data のファイルとして送ってください。何も保存していません。",
            "Send a CSV file or an Excel workbook (.xlsx) as the body (text/csv, application/octet-stream) or as the file of "
                + "multipart/form-data. Nothing was stored."),
        UploadFault.TooLarge => Problem.Of(request, StatusCodes.Status413PayloadTooLarge, "too-large",
            $"ファイルは{MaxText}までです。分けて送るか、コンテナー drops に置いてください。何も保存していません。",
            $"A file may have {MaxText}; send it in parts, or put it into the container drops. Nothing was stored."),
        UploadFault.MoreThanOne => Problem.Of(request, StatusCodes.Status400BadRequest, "one-file",
            "ファイルは1つずつ送ってください。何も保存していません。", "Send one file at a time. Nothing was stored."),
        UploadFault.NoFile => Problem.Of(request, StatusCodes.Status400BadRequest, "no-file",
            "ファイルがないか、空です。何も保存していません。", "There is no file, or it is empty. Nothing was stored."),
        _ => Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable",
            "本文をフォームとして読めません。区切り(boundary)と項目を確かめてください。何も保存していません。",
            "The body is not readable as a form; check its boundary and fields. Nothing was stored."),
    };

    private static string Taking(HttpRequest request) => RequestLanguage.IsEnglish(request)
        ? "The file is stored and is being taken. GET /api/drops tells what became of it."
        : "ファイルは保存され、取込み中です。結果は GET /api/drops で見られます。";

    private static IResult Written(DropReceipt receipt, int status) => Json.Written(Encoding.UTF8.GetString(receipt.ToJson()), status);
}
