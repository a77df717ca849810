using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Shows what administrators did.</summary>
public sealed class ShowActs(PageSession session, AdminJournal journal)
{
    /// <summary>The newest acts; <c>kind=months</c> those of a kind. A kind that there is not is none.</summary>
    [Function(nameof(ShowActs))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = AdminPages.Route + "/acts")] HttpRequest request,
        CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var kind = AdminActKind.All.FirstOrDefault(k => k == request.Query["kind"]);
        viewer = kind is null ? viewer : viewer with { Here = viewer.To($"{ActsPage.Path}?kind={kind}") };
        var entries = await journal.ListAsync(kind, ActsPage.Most, cancel);
        return await Html.AnswerOrTableAsync(request, ActsPage.Of(viewer, entries, kind), cancel, viewer.English);
    }
}
