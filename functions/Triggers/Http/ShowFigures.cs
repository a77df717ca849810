using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Pages.Figures;
using SmartToyonaka.Publishing.Reporting.Overviews;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The page at the root: the figures to look at. Indicators are open; who has signed in also sees what waits.</summary>
public sealed class ShowFigures(PageSession session, FiguresOverview overview, Waiting waiting)
{
    // The root has to be written so: the Functions host answers nothing at all where a function's route is "/".
    [Function(nameof(ShowFigures))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{root:maxlength(0)?}")] HttpRequest request, CancellationToken cancel)
    {
        var caller = await session.FindAsync(request, cancel);
        var reader = PageReaders.Of(request, caller);
        var text = request.Query["fiscalYear"].ToString();
        var asked = Asked.FiscalYear(request);
        var (shown, years) = asked is null && text.Length > 0 ? (null, (await overview.OfYearAsync(new(1900), cancel)).Years) : await overview.OfYearAsync(asked, cancel);
        if (shown is null)
        {
            return Html.Answer(request, FiguresPage.Nothing(reader, text.Length > 0 ? text : null, years), text.Length > 0 ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, reader.English);
        }

        var waits = caller is null ? null : await waiting.OfYearAsync(shown.Year, caller.MayRead, caller.ReadsAll, cancel);
        return await Html.AnswerOrTableAsync(request, FiguresPage.Of(reader, shown, waits, [.. TableAccess.For(caller).Select(TableShown.Of)]), cancel, reader.English);
    }
}
