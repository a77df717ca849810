using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Messages;
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
            return Problem.Of(request, StatusCodes.Status400BadRequest, "file-name", DropFileName.Rule);
        }

        var check = request.Query["check"].ToString().ToLowerInvariant();
        if (check is not ("" or "true" or "false"))
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "check", UploadMessages.CheckValue);
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
            return Problem.Of(request, StatusCodes.Status403Forbidden, "no-drops", UploadMessages.NoDrops);
        }

        if (!DropUploads.Folders.Contains(folder))
        {
            var folders = string.Join(", ", DropUploads.Folders);
            return Problem.Of(request, StatusCodes.Status404NotFound, "unknown-folder", UploadMessages.UnknownFolder(folders));
        }

        if (!caller.MayDropInto(folder))
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "other-folder", UploadMessages.OtherFolder);
        }

        return limiter.TryTake(caller, out var retryAfter) ? null : Problem.Of(
            request, StatusCodes.Status429TooManyRequests, "too-many-uploads", UploadMessages.TooManyDrops, retryAfter);
    }

    private static IResult Faulty(HttpRequest request, UploadFault fault) => fault switch
    {
        UploadFault.WrongType => Problem.Of(request, StatusCodes.Status415UnsupportedMediaType, "unsupported-type",
            UploadMessages.DropOfWrongType),
        UploadFault.TooLarge => Problem.Of(request, StatusCodes.Status413PayloadTooLarge, "too-large",
            UploadMessages.DropTooLarge(MaxText)),
        UploadFault.MoreThanOne => Problem.Of(request, StatusCodes.Status400BadRequest, "one-file", UploadMessages.OneDropAtATime),
        UploadFault.NoFile => Problem.Of(request, StatusCodes.Status400BadRequest, "no-file", UploadMessages.NoDrop),
        _ => Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable", UploadMessages.DropUnreadable),
    };

    private static string Taking(HttpRequest request) => UploadMessages.Taking.In(RequestLanguage.IsEnglish(request));

    private static IResult Written(DropReceipt receipt, int status) => Json.Written(Encoding.UTF8.GetString(receipt.ToJson()), status);
}
