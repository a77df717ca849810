using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Takes a submission of figures and initiatives.</summary>
public sealed class SubmitFigures(SubmissionService service, ReferenceData reference, FormMappings forms, SubmissionRateLimiter limiter,
    TimeProvider clock)
{
    [Function(nameof(SubmitFigures))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/submissions")] HttpRequest request, CancellationToken cancel)
    {
        var caller = AccessMiddleware.CallerOf(request);
        if (!caller.MaySubmit)
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "readers-submit-nothing", SubmissionMessages.ReadersSubmitNothing);
        }

        if (!limiter.TryTake(caller, out var retryAfter))
        {
            return Problem.Of(request, StatusCodes.Status429TooManyRequests, "too-many-submissions",
                SubmissionMessages.TooMany, retryAfter);
        }

        var body = await SubmissionBody.ReadAsync(request, forms, cancel);
        if (body.Refusal is { } refusal)
        {
            return await ReplayAsync(request, body.Forms, caller, cancel) ?? refusal;
        }

        var check = SubmissionCheck.Check(body.Raw!, SubmissionRules.Of(await reference.GetAsync(cancel), clock));
        if (check.Department is { } department && !caller.MaySpeakFor(department))
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "other-department", SubmissionMessages.OtherDepartment);
        }

        if (check.Submission is not { } submission)
        {
            return await ReplayAsync(request, body.Forms, caller, cancel) ?? Problem.Unprocessable(
                request, body.Mapping is { } mapping ? [.. check.Errors.Select(e => FormsAnswer.Named(e, mapping))]
                    : check.Errors, check.ErrorCount);
        }

        string? key = request.Headers["Idempotency-Key"];
        if (key is { Length: > 200 })
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "idempotency-key-too-long", SubmissionMessages.KeyTooLong);
        }

        var result = await service.AcceptAsync(submission, key, caller, body.ContentType, body.Evidence, cancel);
        if (result.Kind == SubmissionOutcome.Conflict)
        {
            return await ReplayAsync(request, body.Forms, caller, cancel)
                ?? Problem.Of(request, StatusCodes.Status409Conflict, "key-used-for-other-content", SubmissionMessages.KeyUsed);
        }

        if (result.Kind == SubmissionOutcome.Closed)
        {
            return await ReplayAsync(request, body.Forms, caller, cancel) ?? MonthClosed(request, result.ClosedMonths);
        }

        if (result.Kind == SubmissionOutcome.TooLarge)
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "submission-too-large", SubmissionMessages.TooLarge);
        }

        return result.Kind == SubmissionOutcome.Overtaken
            ? await ReplayAsync(request, body.Forms, caller, cancel) ?? Problem.Overtaken(request, result.Overtaken)
            : Accepted(request, result);
    }

    /// <summary>
    /// For a flow that is run again later with the same answer, when the form's mapping has changed or the department is gone: what was
    /// accepted stays accepted. Null when this answer was never accepted.
    /// </summary>
    private async Task<IResult?> ReplayAsync(HttpRequest request, FormsAnswer? answer, Caller caller, CancellationToken cancel) =>
        answer is { Form.Length: > 0, ResponseId.Length: > 0 }
        && (await service.FindAcceptedAsync(answer.Form, answer.ResponseId, cancel))
            .FirstOrDefault(a => caller.MaySpeakFor(a.Submission.Department) && answer.SaysTheSameAs(a.Evidence))
                is { Submission: { } stored }
            ? Accepted(request, new(SubmissionOutcome.Replayed, stored.Receipt))
            : null;

    // No Location header: a flow would take it for something to poll until it answers 200 with a result.
    private static IResult Accepted(HttpRequest request, SubmissionResult result)
    {
        if (result.Kind == SubmissionOutcome.Replayed)
        {
            request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        }

        return Json.Written(result.ReceiptJson, StatusCodes.Status202Accepted);
    }

    private static IResult MonthClosed(HttpRequest request, IReadOnlyList<ClosedMonth> closed) =>
        Problem.Of(request, StatusCodes.Status423Locked, "month-closed", SubmissionMessages.MonthsClosed(closed));
}
