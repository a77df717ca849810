using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Shows how to hand in figures, to everybody: whoever cannot sign in yet reads it, too.</summary>
public sealed class ShowSubmitHelp(PageSession session)
{
    [Function(nameof(ShowSubmitHelp))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "submit/help")] HttpRequest request,
        CancellationToken cancel)
    {
        var viewer = PageViewers.Of(request, await session.FindAsync(request, cancel));
        return Html.Answer(request, HelpPage.Of(viewer), english: viewer.English);
    }
}
