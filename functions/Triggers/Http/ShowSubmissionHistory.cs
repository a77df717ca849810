using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.TaskLists;
using SmartToyonaka.Publishing.Reporting.Submissions;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Shows a section's earlier submissions: a clerk's own, an administrator's choice.</summary>
public sealed class ShowSubmissionHistory(PageSession session, SubmissionHistory history, ReferenceData reference, TaskListReader tasks)
{
    [Function(nameof(ShowSubmissionHistory))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "submit/history")] HttpRequest request, CancellationToken cancel)
    {
        var (caller, _, refusal) = await SubmitPage.CallerAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var viewer = PageViewers.Of(request, caller);
        var snapshot = await reference.GetAsync(cancel);
        var asked = caller.IsAdministrator ? request.Query["department"].ToString() : caller.Department;
        var section = asked.Length is 0 or > 200 ? null
            : snapshot.Register.Find(asked, tasks.Current).Section ?? snapshot.Register.Newest(asked);
        if (section is null)
        {
            return Html.Answer(request, TaskListPage.Choose(viewer,
                [.. snapshot.Register.In(tasks.Current).OrderBy(s => s.Code, StringComparer.Ordinal)], isUnknown: asked.Length > 0),
                english: viewer.English);
        }

        var current = tasks.Current.FiscalYear;
        var first = new OwedFigures(snapshot.Catalogue, snapshot.Register, new(snapshot.Holidays)).FirstYear ?? current;
        var years = Enumerable.Range(first.Value, Math.Max(1, current.Value - first.Value + 2)).Reverse()
            .Select(y => new FiscalYear(y)).ToList();
        var chosen = QueryParameters.FiscalYear(request);
        IReadOnlyList<FiscalYear> read = chosen is { } year ? [year] : [current, new(current.Value - 1)];
        return Html.Answer(request, SubmissionHistoryPage.Of(viewer, caller.Id, section,
            await history.ReadAsync(section.Code, read, snapshot.Register, cancel), years, chosen), english: viewer.English);
    }
}
