using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Reporting.Overviews;
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
            return Html.Answer(request, PageLayout.Message("読み取れません", "送られた内容を読み取れませんでした。提出の画面からやり直してください。", isSignedIn: true),
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
            return Again(StatusCodes.Status429TooManyRequests, state with { Notice = "提出の回数が多すぎます。しばらくしてから、もう一度「提出する」を押してください。" });
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
            return Html.Answer(request, PageLayout.Message("他の所属の提出です", "この認証情報では他の所属の提出はできません。", isSignedIn: true),
                StatusCodes.Status403Forbidden);
        }

        if (previewed.Far.Count > 0 && posted.Confirmed != PostedForm.Confirmation(previewed.Far))
        {
            return Again(StatusCodes.Status200OK,
                state with { Far = previewed.Far, Notice = posted.WasAsked ? "提出するには、値を確かめて「確かめました」に印を付けてください。" : null });
        }

        var result = await service.AcceptAsync(submission, "page:" + state.Key, caller, "application/x-www-form-urlencoded",
            PostedForm.Evidence(submitted), cancel);
        return result.Kind switch
        {
            SubmissionOutcome.TooLarge =>
                Again(StatusCodes.Status422UnprocessableEntity, state with { Notice = "1回の提出としては大きすぎます。いくつかに分けて提出してください。まだ提出されていません。" }),
            SubmissionOutcome.Overtaken => Again(StatusCodes.Status409Conflict, state with
            {
                Errors = [.. result.Overtaken.Select(o =>
                    new SubmissionError(o.Pointer, "overtaken", o.Sent?.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Ja,
                        o.En))],
            }),
            SubmissionOutcome.Closed =>
                Again(StatusCodes.Status423Locked, state with { Notice = PageText.Closed(result.ClosedMonths[0]) + "まだ提出されていません。" }),

            // Sent again with other values after "back" in the browser: a correction, which may be unintended.
            SubmissionOutcome.Conflict => Again(StatusCodes.Status409Conflict, state with
            {
                Key = SubmitPage.NewKey(),
                Notice = "この画面からは、すでに提出されています。下の内容に訂正するときは、もう一度「提出する」を押してください。",
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
            Notice = $"{form.Department.Name}の{SmartToyonaka.Domain.Calendar.JapaneseEra.Text(form.Month)}分({PageText.Of(status)})の画面"
                + $"に変わりました。入力した内容はそのまま移しました。まだ提出されていません。",
        }));
    }

    // The page shows of an initiative what one chooses by; its partners and notes stay as they are.
    private async Task<IReadOnlyList<Initiative>> WholeAsync(SubmitForm form, PostedForm posted, CancellationToken cancel)
    {
        var changed = form.Initiatives.Where(i => posted.Changed.Contains((i.Category, i.Name)));
        return [.. (await Task.WhenAll(changed.Select(i => initiatives.FindAsync(i, cancel)))).OfType<Initiative>()];
    }
}
