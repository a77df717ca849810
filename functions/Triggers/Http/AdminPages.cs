using Microsoft.AspNetCore.Http;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What the functions of the administrator's pages have in common.</summary>
internal static class AdminPages
{
    // A template that begins with "admin" is refused by the Functions host, which has addresses of its own there (functions, host).
    public const string Route = "{area:regex(^admin$)}";
    public const string PartRoute = Route + "/{part:regex(^(completeness|drops|months|credentials|mails|poison)$)}";

    /// <summary>The administrator, or the page that says why somebody is none.</summary>
    public static async Task<(Caller? Caller, PageViewer Viewer, IResult? Refusal)> EnterAsync(HttpRequest request, PageSession session,
        CancellationToken cancel)
    {
        var path = request.Path.ToUriComponent();
        var (caller, _, refusal) = await PageSignIn.EnterAsync(request, session, cancel, AdministrationMessages.SignInFirst,
            PageSession.Destination(path));
        var viewer = PageViewers.Of(request, caller);
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        viewer = viewer with { Here = reads ? viewer.Here : path + (viewer.IsAsked ? viewer.English ? "?lang=en" : "?lang=ja" : "") };
        if (caller is null)
        {
            return (null, viewer, refusal);
        }

        return caller.IsAdministrator ? (caller, viewer, null) : (null, viewer, Html.Answer(request, IndicatorLayout.Message(
            viewer, viewer.Of(AccessMessages.AdministratorsPageTitle),
            viewer.Of(AccessMessages.AdministratorsPage)),
            StatusCodes.Status403Forbidden, viewer.English));
    }
}
