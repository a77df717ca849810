using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Lists values that wait to be confirmed and decides of them: a department of its own, an administrator of all.</summary>
public sealed class ManageReviews(ReviewService reviews)
{
    private sealed record Order(string? Decision, string? Reason);

    /// <summary>What waits, oldest first.</summary>
    [Function("ListReviews")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reviews")] HttpRequest request,
        CancellationToken cancel)
    {
        var caller = AccessMiddleware.CallerOf(request);
        return Json.Answer(await reviews.ListAsync(d => caller.MaySubmit && caller.MaySpeakFor(d), cancel));
    }

    /// <summary><c>{"decision":"confirm","reason":"…"}</c>.</summary>
    [Function("DecideReview")]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reviews/{id}")] HttpRequest request, string id,
            CancellationToken cancel)
    {
        var caller = AccessMiddleware.CallerOf(request);
        if (!caller.MaySubmit)
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "readers-submit-nothing",
                "閲覧だけの権限です。確認には所属の認証情報が必要です。", "You may read but not decide; that needs a department's credential.");
        }

        if (await Json.OrderAsync<Order>(request, cancel) is not { } order)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable", "本文をJSONとして読めません。",
                "The body is not readable as JSON.");
        }

        if (order.Decision is not ("confirm" or "reject"))
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "review-decision",
                "decision は confirm(確認)か reject(却下)にしてください。", "decision must be confirm or reject.");
        }

        if (!IsReason(order.Reason))
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "review-reason",
                $"reason(理由)は{ReviewService.MaxReason}文字までで、制御文字を含めずに入れてください。",
                    $"reason may have at most {ReviewService.MaxReason} characters, none of them a control character.");
        }

        var outcome = await reviews.DecideAsync(id, order.Decision == "confirm", order.Reason?.Trim()
            ?? "", caller.Id, caller.MaySpeakFor, cancel);
        if (outcome == ReviewOutcome.Repeated)
        {
            request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        }

        return outcome switch
        {
            ReviewOutcome.Decided or ReviewOutcome.Repeated => Json.Answer(new { id, decision = order.Decision }),
            ReviewOutcome.NotFound => Problem.Of(request, StatusCodes.Status404NotFound, "no-such-review",
                "この番号の確認待ちはありません。GET /api/reviews で確かめてください。", "Nothing waits under this id; see GET /api/reviews."),
            ReviewOutcome.Closed => Problem.Of(request, StatusCodes.Status423Locked, "month-closed",
                "対象の月は締め切られています。管理者に月を開けてもらってから、もう一度確認してください。",
                    "The month is closed; once an administrator has opened it again, decide once more."),
            ReviewOutcome.Overtaken => Problem.Of(request, StatusCodes.Status409Conflict, "review-overtaken",
                "あとから提出された値に置き換えられているため、確認は要りません。", "A later submission has replaced it; there is nothing to decide."),
            _ => Problem.Of(request, StatusCodes.Status409Conflict, "review-decided",
                "すでに反対の判断が記録されています。値を変えるには、もう一度提出してください。", "The opposite was decided before; to change the value, submit once more."),
        };
    }

    /// <summary>True for a text that may be kept as a reason; it may be missing.</summary>
    internal static bool IsReason(string? reason) =>
        reason is null || (reason.Length <= ReviewService.MaxReason
            && !reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')));
}
