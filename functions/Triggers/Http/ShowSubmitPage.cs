using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.TaskLists;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Shows what a department has to do; of a month, its form; or the form to sign in.</summary>
public sealed class ShowSubmitPage(PageSession session, SubmitFormReader reader, TaskListReader tasks, ReferenceData reference)
{
    [Function(nameof(ShowSubmitPage))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "submit")] HttpRequest request,
        CancellationToken cancel)
    {
        var (caller, _, refusal) = await SubmitPage.CallerAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var (department, month) = (request.Query["department"].ToString(), request.Query["month"].ToString());
        if (month.Length == 0)
        {
            return await TasksAsync(request, caller, department, cancel);
        }

        var status = request.Query["status"] == "planned" ? FigureStatus.Planned : FigureStatus.Actual;
        var (form, elsewhere) = await SubmitPage.FormAsync(request, caller, department, month, status, reader, reference, cancel);
        var viewer = PageViewers.Of(request, caller);
        return form is null ? elsewhere!
            : Html.Answer(request, SubmitFormPage.Of(viewer, form, SubmitFormState.Opened(form, SubmitPage.NewKey(), caller.Id)),
                english: viewer.English);
    }

    private async Task<IResult> TasksAsync(HttpRequest request, Caller caller, string asked, CancellationToken cancel)
    {
        var viewer = PageViewers.Of(request, caller);
        var register = (await reference.GetAsync(cancel)).Register;
        var code = caller.IsAdministrator ? asked : caller.Department;
        var choice = caller.IsAdministrator ? register.In(tasks.Current).OrderBy(s => s.Code, StringComparer.Ordinal).ToList() : [];

        // A section that is no more still owes what it owed.
        var section = code.Length is 0 or > 200 ? null : register.Find(code, tasks.Current).Section ?? register.Newest(code);
        return section is null
            ? Html.Answer(request, TaskListPage.Choose(viewer, choice, isUnknown: code.Length > 0), english: viewer.English)
            : Html.Answer(request, TaskListPage.Of(viewer, await tasks.ReadAsync(section, cancel), caller.Id, choice),
                english: viewer.English);
    }
}
