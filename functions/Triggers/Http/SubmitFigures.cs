using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Operations.Access;
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
            return Problem.Of(request, StatusCodes.Status403Forbidden, "readers-submit-nothing",
                "閲覧だけの権限です。提出には所属の認証情報が必要です。", "You may read but not submit; submitting needs a department's credential.");
        }

        if (!limiter.TryTake(caller, out var retryAfter))
        {
            return Problem.Of(request, StatusCodes.Status429TooManyRequests, "too-many-submissions",
                "提出の回数が多すぎます。しばらくしてからもう一度提出してください。", "Too many submissions; try again in a while.", retryAfter);
        }

        var body = await SubmissionBody.ReadAsync(request, forms, cancel);
        if (body.Refusal is { } refusal)
        {
            return await ReplayAsync(request, body.Forms, caller, cancel) ?? refusal;
        }

        var check = SubmissionCheck.Check(body.Raw!, SubmissionRules.Of(await reference.GetAsync(cancel), clock));
        if (check.Department is { } department && !caller.MaySpeakFor(department))
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "other-department",
                "この認証情報では他の所属の提出はできません。自分の所属コードを確かめてください。",
                "This credential is for another department; check the department's code.");
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
            return Problem.Of(request, StatusCodes.Status400BadRequest, "idempotency-key-too-long",
                "Idempotency-Key は200文字までです。", "Idempotency-Key may have at most 200 characters.");
        }

        var result = await service.AcceptAsync(submission, key, caller, body.ContentType, body.Evidence, cancel);
        if (result.Kind == SubmissionOutcome.Conflict)
        {
            return await ReplayAsync(request, body.Forms, caller, cancel)
                ?? Problem.Of(request, StatusCodes.Status409Conflict, "key-used-for-other-content",
                "同じ番号(form と responseId、または Idempotency-Key)で別の内容がすでに提出されています。訂正のときは新しい番号で提出してください。",
                "This key (form and responseId, or Idempotency-Key) was used for other content. To correct, submit with a new one.");
        }

        if (result.Kind == SubmissionOutcome.Closed)
        {
            return await ReplayAsync(request, body.Forms, caller, cancel) ?? MonthClosed(request, result.ClosedMonths);
        }

        if (result.Kind == SubmissionOutcome.TooLarge)
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "submission-too-large",
                "1回の提出としては大きすぎて保存できません(圧縮して約2.8 MBまで)。何も保存していません。いくつかに分けて提出してください。",
                "This is too large to be kept as one submission (about 2.8 MB compressed). Nothing was stored; submit it in parts.");
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

    private static IResult MonthClosed(HttpRequest request, IReadOnlyList<ClosedMonth> closed)
    {
        var ja = string.Join("、", closed.Select(c => $"{JapaneseEra.Text(c.Month)}分({Since(c)}に締切り)"));
        var en = string.Join(", ", closed.Select(c => $"{c.Month} (since {Since(c)} in Japan)"));
        return Problem.Of(request, StatusCodes.Status423Locked, "month-closed",
            $"{ja}は締め切られているため、受け付けていません。何も保存していません。提出や訂正が必要なときは、所属と年月を添えて管理者(担当課)に連絡し、月を開けてもらってから、もう一度提出してください。",
            $"Closed: {en}. Nothing was stored. To submit or correct, ask the administrator, naming the department and the month, to open "
                + $"it again; then submit once more.");

        static string Since(ClosedMonth c) => c.Since.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
