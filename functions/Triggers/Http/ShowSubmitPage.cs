using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Shows the form of a department and month, or the form to sign in.</summary>
public sealed class ShowSubmitPage(PageSession session, SubmitFormReader reader, ReferenceData reference)
{
    [Function(nameof(ShowSubmitPage))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "submit")] HttpRequest request,
        CancellationToken cancel)
    {
        var (caller, refusal) = await SubmitPage.CallerAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var status = request.Query["status"] == "planned" ? FigureStatus.Planned : FigureStatus.Actual;
        var (form, elsewhere) = await SubmitPage.FormAsync(request, caller, request.Query["department"].ToString(), request.Query["month"]
            .ToString(), status, reader, reference, cancel);
        return form is null ? elsewhere! : Html.Answer(request, SubmitFormPage.Of(form, SubmitFormState.Opened(form, SubmitPage.NewKey())));
    }
}
