using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Pages;
using SmartToyonaka.Triggers.Answers;
using SmartToyonaka.Triggers.Middleware;

namespace SmartToyonaka.Triggers;

/// <summary>Signs in to the page and out of it.</summary>
public sealed class ManagePageSession(PageSession session)
{
    [Function("ShowSignIn")]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "submit/signin")] HttpRequest request) =>
        Html.Answer(request, SignInPage.Of(null, session.OffersEntra, PageSession.Destination(request.Query["to"])));

    [Function("SignInToSubmitPage")]
    public async Task<IResult> Enter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submit/signin")] HttpRequest request, CancellationToken cancel)
    {
        var fields = await Html.ReadFormAsync(request, cancel);
        var credential = fields?.GetValueOrDefault("credential", "").Trim() ?? "";
        var to = PageSession.Destination(fields?.GetValueOrDefault("to"));
        return credential.Length > 0 && await session.TrySignInAsync(request, credential, cancel)
            ? Html.GoTo(request, to)
            : Html.Answer(request, SignInPage.Of("この認証情報は使えません。入力を確かめてください。期限切れのときは、管理者に再発行を依頼してください。", session.OffersEntra, to), StatusCodes.Status401Unauthorized);
    }

    [Function("SignOutOfSubmitPage")]
    public IResult Leave([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submit/signout")] HttpRequest request)
    {
        PageSession.SignOut(request);
        return Html.Answer(request, SignInPage.Left(session.OffersEntra));
    }
}
