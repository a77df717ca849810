using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Triggers.Messages;
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
            return Problem.Of(request, StatusCodes.Status403Forbidden, "readers-submit-nothing", ReviewMessages.ReadersDecideNothing);
        }

        if (await Json.OrderAsync<Order>(request, cancel) is not { } order)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable", RequestMessages.NotReadableAsJson);
        }

        if (order.Decision is not ("confirm" or "reject"))
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "review-decision", ReviewMessages.Decision);
        }

        if (!IsReason(order.Reason))
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "review-reason",
                ReviewMessages.Reason(ReviewService.MaxReason));
        }

        var outcome = await reviews.DecideAsync(id, order.Decision == "confirm", order.Reason?.Trim()
            ?? "", caller.Id, caller.MaySpeakFor, cancel, caller.IsAdministrator);
        if (outcome == ReviewOutcome.Repeated)
        {
            request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        }

        return outcome switch
        {
            ReviewOutcome.Decided or ReviewOutcome.Repeated => Json.Answer(new { id, decision = order.Decision }),
            ReviewOutcome.NotFound => Problem.Of(request, StatusCodes.Status404NotFound, "no-such-review", ReviewMessages.NoSuchReview),
            ReviewOutcome.Closed => Problem.Of(request, StatusCodes.Status423Locked, "month-closed", ReviewMessages.MonthClosed),
            ReviewOutcome.Overtaken => Problem.Of(request, StatusCodes.Status409Conflict, "review-overtaken", ReviewMessages.Overtaken),
            _ => Problem.Of(request, StatusCodes.Status409Conflict, "review-decided", ReviewMessages.DecidedOtherwise),
        };
    }

    /// <summary>True for a text that may be kept as a reason; it may be missing.</summary>
    internal static bool IsReason(string? reason) =>
        reason is null || (reason.Length <= ReviewService.MaxReason
            && !reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')));
}
