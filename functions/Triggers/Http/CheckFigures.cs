using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Checks a submission and stores nothing: as an API for programs, and for the page during input.</summary>
public sealed class CheckFigures(SubmissionPreview preview, FormMappings forms, PageSession session, SubmissionRateLimiter limiter)
{
    private sealed record CheckResult(string? Department, string? Month, IReadOnlyList<Remark> Errors, IReadOnlyList<Remark> Warnings,
        IReadOnlyList<string> ClosedMonths);

    private sealed record Remark(string Pointer, string Code, string? Value, string Message);

    /// <summary>The body is that of <c>POST api/submissions</c>.</summary>
    [Function(nameof(CheckFigures))]
    public async Task<IResult> Check(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/submissions/check")] HttpRequest request, CancellationToken cancel)
    {
        var caller = AccessMiddleware.CallerOf(request);
        if (!limiter.TryTake(caller, out var retryAfter))
        {
            return TooMany(request, retryAfter);
        }

        var body = await SubmissionBody.ReadAsync(request, forms, cancel);
        return body.Refusal ?? await AnswerAsync(request, caller, body.Raw!, e => IsEnglish(request) ? e.En : e.Ja, cancel);
    }

    /// <summary>The fields are those of the page.</summary>
    [Function("CheckSubmitPage")]
    public async Task<IResult> CheckPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submit/check")] HttpRequest request, CancellationToken cancel)
    {
        if (await session.FindAsync(request, cancel) is not { } caller)
        {
            return Problem.Of(request, StatusCodes.Status401Unauthorized, "unauthenticated", SubmissionMessages.SignInAndReopen);
        }

        if (await Html.ReadFormAsync(request, cancel) is not { } fields)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable", SubmissionMessages.ReopenForm);
        }

        return limiter.TryTake(caller, out var retryAfter)
            ? await AnswerAsync(request, caller, FormSubmission.Read(new PostedForm(fields).Submitted([])),
                e => PageText.Of(e).In(IsEnglish(request)), cancel)
            : TooMany(request, retryAfter);
    }

    private static IResult TooMany(HttpRequest request, TimeSpan retryAfter) =>
        Problem.Of(request, StatusCodes.Status429TooManyRequests, "too-many-submissions", SubmissionMessages.TooManyChecks, retryAfter);

    private async Task<IResult> AnswerAsync(HttpRequest request, Caller caller, RawSubmission raw, Func<SubmissionError, string> words,
        CancellationToken cancel)
    {
        // Warnings show numbers of a year before, so the caller must be allowed to see the department's figures.
        var previewed = await preview.PreviewAsync(raw, cancel);
        if (previewed.Check.Department is { } department && !caller.MaySpeakFor(department))
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "other-department", SubmissionMessages.OtherDepartment);
        }

        return Json.Answer(new CheckResult(
            previewed.Check.Department, previewed.Check.Submission?.Month.ToString(),
            [.. previewed.Check.Errors.Select(e => new Remark(e.Pointer, e.Code, e.Value, words(e)))],
            [
                .. previewed.Far.Select(f => new Remark(f.Pointer, f.Kind, $"{f.Value}", f.Text.In(IsEnglish(request)))),
                .. previewed.Similar.Select(s => new Remark("", SimilarInitiative.Code, s.Name, s.Text.In(IsEnglish(request)))),
            ],
            [.. previewed.Closed.Select(c => c.Month.ToString())]));
    }

    private static bool IsEnglish(HttpRequest request) => PageViewers.Of(request, null).English;
}
