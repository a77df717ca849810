using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Takes what the form sent: another row or month, the answers to look at, or the submission itself, by the same services as the API.
/// </summary>
public sealed class PostSubmitPage(PageSession session, SubmitFormReader reader, ReferenceData reference, PostedSubmissions submissions,
    SubmissionRateLimiter limiter)
{
    [Function(nameof(PostSubmitPage))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submit")] HttpRequest request,
        CancellationToken cancel)
    {
        var (caller, fields, refusal) = await SubmitPage.CallerAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        if (fields is null)
        {
            return SubmitPage.Message(request, caller, SubmissionMessages.UnreadableTitle, SubmissionMessages.Unreadable,
                StatusCodes.Status400BadRequest);
        }

        var posted = new PostedForm(fields);
        if (posted.Shows || posted.Chosen != (posted.Department, posted.Month, posted.Status))
        {
            return await ShowAsync(request, caller, posted, cancel);
        }

        var (form, elsewhere) = await SubmitPage.FormAsync(request, caller, posted.Department, posted.Month, posted.Status, reader,
            reference, cancel);
        if (form is null)
        {
            return elsewhere!;
        }

        posted = posted.Renumbered(form.Initiatives);
        if (posted.Opens is { } index && index < form.Initiatives.Count
            && await submissions.FindAsync(form.Initiatives[index], cancel) is { } whole)
        {
            posted = posted.WithOpened(index, whole);
        }

        var state = new SubmitFormState(posted.Fields, posted.Key ?? SubmitPage.NewKey(), posted.NewRows, [], [])
        {
            DraftOwner = caller.Id,
        };
        return posted.AddsRow ? Form(request, caller, form, state with { NewRows = state.NewRows + 1 })
            : posted.Opens is not null || posted.GoesBack ? Form(request, caller, form, state)
            : await CheckAsync(request, caller, form, posted, state, cancel);
    }

    private async Task<IResult> CheckAsync(HttpRequest request, Caller caller, SubmitForm form, PostedForm posted, SubmitFormState state,
        CancellationToken cancel)
    {
        if (!limiter.TryTake(caller, out _))
        {
            return Again(StatusCodes.Status429TooManyRequests, state with { Notice = SubmissionMessages.TooManyOnPage });
        }

        var previewed = await submissions.PreviewAsync(form, posted, cancel);
        var result = previewed.Result;
        if (result.Check.Submission is not { } submission)
        {
            return Again(StatusCodes.Status422UnprocessableEntity, state with { Errors = result.Check.Errors });
        }

        // The form was shown for this caller, but the department of the content is what is checked.
        if (!caller.MaySpeakFor(submission.Department))
        {
            return SubmitPage.Message(request, caller, SubmissionMessages.OtherDepartmentTitle,
                SubmissionMessages.OtherDepartmentOnPage,
                StatusCodes.Status403Forbidden);
        }

        var isConfirmed = result.Far.Count == 0 || posted.Confirmed == PostedForm.Confirmation(result.Far);
        if (result.Closed.Count == 0 && (posted.IsToCheck || !isConfirmed))
        {
            var viewer = PageViewers.Of(request, caller);
            return Html.Answer(request, CheckAnswersPage.Of(viewer, form, posted, state.Key, submission, result, caller.Id,
                posted.Confirmed.Length > 0 && !isConfirmed ? SubmissionMessages.ConfirmAnew : null), english: viewer.English);
        }

        var taken = await submissions.HandInAsync(previewed, state.Key, caller, cancel);
        return taken.Kind switch
        {
            SubmissionOutcome.TooLarge =>
                Again(StatusCodes.Status422UnprocessableEntity, state with { Notice = SubmissionMessages.TooLargeOnPage }),
            SubmissionOutcome.Overtaken => Again(StatusCodes.Status409Conflict, state with
            {
                Errors = [.. taken.Overtaken.Select(o =>
                    new SubmissionError(o.Pointer, "overtaken", o.Sent?.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Text))],
            }),
            SubmissionOutcome.Closed =>
                Again(StatusCodes.Status423Locked,
                    state with { Notice = SubmissionMessages.NotSubmittedYet(PageText.Closed(taken.ClosedMonths[0])) }),

            // Sent again with other values after "back" in the browser: a correction, which may be unintended.
            SubmissionOutcome.Conflict => Again(StatusCodes.Status409Conflict, state with
            {
                Key = SubmitPage.NewKey(),
                Notice = SubmissionMessages.AlreadySubmitted,
            }),
            _ => Html.Redirect(request,
                PageViewers.Of(request, caller).To("/submit/receipts/" + PostedSubmissions.ReceiptOf(taken).Id)),
        };

        IResult Again(int status, SubmitFormState shown) => Form(request, caller, form, shown, status);
    }

    private static IResult Form(HttpRequest request, Caller caller, SubmitForm form, SubmitFormState state,
        int status = StatusCodes.Status200OK)
    {
        var viewer = PageViewers.Of(request, caller);
        return Html.Answer(request, SubmitFormPage.Of(viewer, form, state), status, viewer.English);
    }

    /// <summary>
    /// Another department's, month's or status's form. What was typed goes along, and is handed in for nothing until it is sent from there.
    /// </summary>
    private async Task<IResult> ShowAsync(HttpRequest request, Caller caller, PostedForm posted, CancellationToken cancel)
    {
        var (department, month, status) = posted.Chosen;
        var (form, elsewhere) = await SubmitPage.FormAsync(request, caller, department, month, status, reader, reference, cancel);
        if (form is null)
        {
            return elsewhere!;
        }

        if (!posted.HasTyped)
        {
            return Html.Redirect(request, PageViewers.Of(request, caller).To(
                $"/submit?department={Uri.EscapeDataString(form.Department.Code)}&month={form.Month}&"
                    + $"status={(status == FigureStatus.Planned ? "planned" : "actual")}"));
        }

        var opened = SubmitFormState.Opened(form, SubmitPage.NewKey(), caller.Id);
        var entries = new Dictionary<string, string>(opened.Entries, StringComparer.Ordinal);
        foreach (var (name, value) in posted.Renumbered(form.Initiatives).Typed)
        {
            entries[name] = value;
        }

        return Form(request, caller, form, opened with
        {
            Entries = entries,
            NewRows = posted.NewRows,
            Notice = SubmissionMessages.FormChanged(form.Department.Name, form.Month, status == FigureStatus.Planned),
        });
    }
}
