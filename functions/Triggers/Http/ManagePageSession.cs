using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Signs in to the page and out of it.</summary>
public sealed class ManagePageSession(PageSession session)
{
    [Function("ShowSignIn")]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "submit/signin")] HttpRequest request) =>
        PageSignIn.Answer(request, session, null, PageSession.Destination(request.Query["to"]));

    [Function("SignInToSubmitPage")]
    public async Task<IResult> Enter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submit/signin")] HttpRequest request, CancellationToken cancel)
    {
        var fields = await Html.ReadFormAsync(request, cancel);
        var credential = fields?.GetValueOrDefault(PageSignIn.CredentialField, "").Trim() ?? "";
        var to = PageSession.Destination(fields?.GetValueOrDefault("to"));
        var (caller, wait) = credential.Length > 0 ? await session.SignInAsync(request, credential, cancel) : default;
        if (wait is { } seconds)
        {
            return PageSignIn.TooMany(request, session, to, null, seconds);
        }

        return caller is not null
            ? Html.Redirect(request, to)
            : PageSignIn.Answer(request, session, AccessMessages.CredentialNotUsable, to,
                status: StatusCodes.Status401Unauthorized);
    }

    [Function("SignOutOfSubmitPage")]
    public async Task<IResult> Leave([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submit/signout")] HttpRequest request,
        CancellationToken cancel)
    {
        // The browser drops the drafts of whoever leaves, and nobody else's.
        var caller = await session.FindAsync(request, cancel);
        PageSession.SignOut(request);
        var viewer = PageViewers.Of(request, null) with { Here = "/submit" };
        return Html.Answer(request, SignInPage.Left(viewer, session.OffersEntra, caller?.Id ?? ""), english: viewer.English);
    }
}
