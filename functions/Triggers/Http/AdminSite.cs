using Microsoft.AspNetCore.Http;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What the functions of the administrator's pages have in common.</summary>
internal static class AdminSite
{
    // A template that begins with "admin" is refused by the Functions host, which has addresses of its own there (functions, host).
    public const string Route = "{area:regex(^admin$)}";
    public const string PartRoute = Route + "/{part:regex(^(completeness|drops|months|credentials|mails|poison)$)}";

    /// <summary>The administrator, or the page that says why somebody is none.</summary>
    public static async Task<(Caller? Caller, PageViewer Viewer, IResult? Refusal)> EnterAsync(HttpRequest request, PageSession session,
        CancellationToken cancel)
    {
        var caller = await session.FindAsync(request, cancel);
        var path = request.Path.ToUriComponent();
        var viewer = PageViewers.Of(request, caller);
        viewer = viewer with { Here = path + (viewer.IsAsked ? viewer.English ? "?lang=en" : "?lang=ja" : "") };
        if (caller is null)
        {
            var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
            return (null, viewer, PageSignIn.Answer(request, session, reads ? null : AdministrationMessages.SignInFirst,
                PageSession.Destination(reads ? PageSignIn.AddressOf(request) : path), null,
                reads ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized));
        }

        return caller.IsAdministrator ? (caller, viewer, null) : (null, viewer, Html.Answer(request, IndicatorLayout.Message(
            viewer, viewer.Of(AccessMessages.AdministratorsPageTitle),
            viewer.Of(AccessMessages.AdministratorsPage)),
            StatusCodes.Status403Forbidden, viewer.English));
    }
}
