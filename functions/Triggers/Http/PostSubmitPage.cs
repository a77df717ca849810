using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Accepts what the page sends, by the same service as the API, and answers with a page.</summary>
public sealed class PostSubmitPage(
    PageSession session, SubmitFormReader reader, ReferenceData reference, CurrentInitiatives initiatives, SubmissionPreview preview,
        SubmissionService service, SubmissionRateLimiter limiter)
{
    [Function(nameof(PostSubmitPage))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submit")] HttpRequest request,
        CancellationToken cancel)
    {
        var (caller, refusal) = await SubmitPage.CallerAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        if (await Html.ReadFormAsync(request, cancel) is not { } fields)
        {
            return Html.Answer(request, PageLayout.Message(SubmissionMessages.UnreadableTitle, SubmissionMessages.Unreadable,
                isSignedIn: true),
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
        var state = new SubmitFormState(posted.Fields, posted.Key ?? SubmitPage.NewKey(), posted.NewRows, [], []);
        if (posted.AddsRow)
        {
            return Html.Answer(request, SubmitFormPage.Of(form, state with { NewRows = state.NewRows + 1 }));
        }

        if (!limiter.TryTake(caller, out _))
        {
            return Again(StatusCodes.Status429TooManyRequests, state with { Notice = SubmissionMessages.TooManyOnPage });
        }

        var submitted = posted.Submitted(await WholeAsync(form, posted, cancel));
        var previewed = await preview.PreviewAsync(FormSubmission.Read(submitted), cancel);
        if (previewed.Check.Submission is not { } submission)
        {
            return Again(StatusCodes.Status422UnprocessableEntity, state with { Errors = previewed.Check.Errors });
        }

        // The form was shown for this caller, but the department of the content is what is checked.
        if (!caller.MaySpeakFor(submission.Department))
        {
            return Html.Answer(request, PageLayout.Message(SubmissionMessages.OtherDepartmentTitle,
                SubmissionMessages.OtherDepartmentOnPage, isSignedIn: true),
                StatusCodes.Status403Forbidden);
        }

        if (previewed.Far.Count > 0 && posted.Confirmed != PostedForm.Confirmation(previewed.Far))
        {
            return Again(StatusCodes.Status200OK,
                state with { Far = previewed.Far, Notice = posted.WasAsked ? SubmissionMessages.ConfirmFirst : null });
        }

        var result = await service.AcceptAsync(submission, "page:" + state.Key, caller, "application/x-www-form-urlencoded",
            PostedForm.Evidence(submitted), cancel);
        return result.Kind switch
        {
            SubmissionOutcome.TooLarge =>
                Again(StatusCodes.Status422UnprocessableEntity, state with { Notice = SubmissionMessages.TooLargeOnPage }),
            SubmissionOutcome.Overtaken => Again(StatusCodes.Status409Conflict, state with
            {
                Errors = [.. result.Overtaken.Select(o =>
                    new SubmissionError(o.Pointer, "overtaken", o.Sent?.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Text))],
            }),
            SubmissionOutcome.Closed =>
                Again(StatusCodes.Status423Locked,
                    state with { Notice = PageText.Closed(result.ClosedMonths[0]) + SubmissionMessages.NotSubmittedYet }),

            // Sent again with other values after "back" in the browser: a correction, which may be unintended.
            SubmissionOutcome.Conflict => Again(StatusCodes.Status409Conflict, state with
            {
                Key = SubmitPage.NewKey(),
                Notice = SubmissionMessages.AlreadySubmitted,
            }),
            _ => Html.Redirect(request, "/submit/receipts/"
                + JsonSerializer.Deserialize<SubmissionReceipt>(result.ReceiptJson, JsonSerializerOptions.Web)!.Id),
        };

        IResult Again(int status, SubmitFormState shown) => Html.Answer(request, SubmitFormPage.Of(form, shown), status);
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
            return Html.Redirect(request,
                $"/submit?department={Uri.EscapeDataString(form.Department.Code)}&month={form.Month}&"
                    + $"status={(status == FigureStatus.Planned ? "planned" : "actual")}");
        }

        var opened = SubmitFormState.Opened(form, SubmitPage.NewKey());
        var entries = new Dictionary<string, string>(opened.Entries, StringComparer.Ordinal);
        foreach (var (name, value) in posted.Renumbered(form.Initiatives).Typed)
        {
            entries[name] = value;
        }

        return Html.Answer(request, SubmitFormPage.Of(form, opened with
        {
            Entries = entries,
            NewRows = posted.NewRows,
            Notice = SubmissionMessages.FormChanged(form.Department.Name, SmartToyonaka.Domain.Calendar.JapaneseEra.Text(form.Month),
                PageText.Of(status)),
        }));
    }

    // The page shows of an initiative what one chooses by; its partners and notes stay as they are.
    private async Task<IReadOnlyList<Initiative>> WholeAsync(SubmitForm form, PostedForm posted, CancellationToken cancel)
    {
        var changed = form.Initiatives.Where(i => posted.Changed.Contains((i.Category, i.Name)));
        return [.. (await Task.WhenAll(changed.Select(i => initiatives.FindAsync(i, cancel)))).OfType<Initiative>()];
    }
}
