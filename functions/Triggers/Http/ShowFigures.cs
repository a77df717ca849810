using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Pages.Figures;
using SmartToyonaka.Publishing.Pages.TaskLists;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The page at the root: the figures to look at. Indicators are open; who has signed in also sees what waits.</summary>
public sealed class ShowFigures(PageSession session, FiguresOverview overview, BureauOverview bureauOverview, OpenItems openItems,
    TaskListReader tasks)
{
    // The root has to be written so: the Functions host answers nothing at all where a function's route is "/".
    [Function(nameof(ShowFigures))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
        Route = "{root:maxlength(0)?}")] HttpRequest request,
        CancellationToken cancel)
    {
        var caller = await session.FindAsync(request, cancel);
        DateTimeOffset? receivedBy = null;
        var asOf = request.Query["asOf"].ToString();
        if (asOf.Length > 0 && (receivedBy = QueryParameters.ReceivedBy(asOf)) is null)
        {
            return QueryParameters.NoInstant(request);
        }

        var viewer = PageViewers.Of(request, caller) with { AsOf = receivedBy is null ? null : asOf };
        var text = request.Query["fiscalYear"].ToString();
        var asked = QueryParameters.FiscalYear(request);
        var (shown, years) = asked is null && text.Length > 0 ? (null, (await overview.OfYearAsync(new(1900), null, cancel)).Years)
            : await overview.OfYearAsync(asked, receivedBy, cancel);
        if (shown is null)
        {
            return Html.Answer(request, FiguresPage.Nothing(viewer, text.Length > 0 ? text : null, years), text.Length > 0
                ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, viewer.English);
        }

        var summary = caller is null ? null : await openItems.OfYearAsync(shown.Year, caller.MayRead, caller.ReadsAll, cancel);
        if (summary is not null && caller!.MaySubmit && !caller.IsAdministrator)
        {
            summary = summary with { Overdue = await tasks.CountOverdueAsync(caller.Department, cancel) };
        }

        // What bureaux have been on a day of the past is not kept.
        var bureaux = receivedBy is null && TableAccess.IsFor(TableNames.FactBureau, caller)
            ? await bureauOverview.OfYearAsync(shown, cancel)
            : new Dictionary<string, IReadOnlyList<BureauFigure>>();
        return await Html.AnswerOrTableAsync(request,
            FiguresPage.Of(viewer, shown, summary, [.. TableAccess.For(caller).Select(PublishedTableInfo.Of)], bureaux), cancel,
            viewer.English);
    }
}
