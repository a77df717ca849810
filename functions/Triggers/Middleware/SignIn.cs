using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>
/// Authenticates the caller: by a bearer credential, else by the principal of Microsoft Entra ID that App Service provides.
/// </summary>
public sealed class SignIn(Authenticator authenticator, AccessOptions options, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The caller, or the answer that says why there is none.</summary>
    public async Task<(Caller? Caller, IResult? Refusal)> IdentifyAsync(HttpRequest request, CancellationToken cancel)
    {
        var (holder, wait) = await authenticator.IdentifyAsync(request.Headers.Authorization, CallerAddress.Of(request), cancel);
        if (holder is not null)
        {
            return (holder, null);
        }

        if (wait is not null)
        {
            return (null, Problem.Of(request, StatusCodes.Status429TooManyRequests, "too-many-wrong-credentials",
                "誤った認証情報が続いたため、しばらく受け付けません。認証情報を確かめ、Retry-After の秒数が過ぎてからもう一度送ってください。",
                "Too many wrong credentials came from there. Check the credential and send it again after the seconds of Retry-After.",
                    wait));
        }

        if (!options.EntraSignIn || request.Headers[EntraPrincipal.Header] is not [{ } header]
            || EntraPrincipal.Parse(header, options.DepartmentClaim) is not { } person)
        {
            return (null, Problem.Of(request, StatusCodes.Status401Unauthorized, "unauthenticated",
                "有効な認証情報がありません。Authorization: Bearer に発行された認証情報を付けてください。期限切れのときは管理者に再発行を依頼してください。",
                "There is no valid credential. Send the one you were issued as 'Authorization: Bearer'; if it has expired, ask the "
                    + "administrator for another."));
        }

        if (IsFromElsewhere(request))
        {
            return (null, Problem.Of(request, StatusCodes.Status403Forbidden, "from-another-site",
                "他のサイトのページから送られた操作は受け付けません。", "This was sent by a page of another site and is not taken."));
        }

        return await CallerOfAsync(person, request, cancel);
    }

    private async Task<(Caller? Caller, IResult? Refusal)> CallerOfAsync(EntraPrincipal person, HttpRequest request,
        CancellationToken cancel)
    {
        var id = $"entra:{person.ObjectId:D}";
        var isReader = person.Roles.Contains(EntraPrincipal.Reader);
        if (person.Roles.Contains(EntraPrincipal.Administrator))
        {
            return (new(id, Role.Administrator, ""), null);
        }

        if (person.Roles.Contains(EntraPrincipal.Submitter))
        {
            var month = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));
            var found = (await reference.GetAsync(cancel)).Register.Find(person.Department, month);
            if (found.Match == SectionMatch.Found)
            {
                return (new(id, Role.Department, found.Section!.Code, isReader), null);
            }

            if (!isReader)
            {
                return (null, Problem.Of(request, StatusCodes.Status403Forbidden, "department-of-person-unknown",
                    "サインインした人の所属が登録簿にありません。管理者に、Entra ID の所属(department)を確かめてもらってください。",
                    "The department of the person signed in is not in the register; ask the administrator to check it in Entra ID."));
            }
        }

        return isReader
            ? (new(id, Role.Reader, ""), null)
            : (null, Problem.Of(request, StatusCodes.Status403Forbidden, "no-role",
                "サインインした人にこのアプリの役割(Submitter、Reader、Administrator)がありません。管理者に相談してください。",
                "The person signed in has no role in this app (Submitter, Reader, Administrator); ask the administrator."));
    }

    // The cookie of a signed-in person is also sent with requests of other sites' pages; a credential is not.
    internal static bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin is [{ } origin]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
