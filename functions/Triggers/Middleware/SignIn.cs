using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>
/// Authenticates the caller: by a bearer credential, else by the principal of Microsoft Entra ID that App Service provides.
/// </summary>
public sealed class SignIn(Authenticator authenticator, AccessOptions options, ReferenceData reference, TimeProvider clock)
{
    /// <summary>
    /// Holds a credential in place of <c>Authorization</c>: in front of the app, App Service authentication may take any bearer there for
    /// a token of its own and refuse it.
    /// </summary>
    public const string CredentialHeader = "X-Toyonaka-Credential";

    /// <summary>True when a credential was sent, whether it is valid or not.</summary>
    public static bool HasCredential(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || request.Headers[CredentialHeader].Count > 0;

    /// <summary>The caller, or the answer that says why there is none.</summary>
    public async Task<(Caller? Caller, IResult? Refusal)> IdentifyAsync(HttpRequest request, CancellationToken cancel)
    {
        var given = request.Headers[CredentialHeader] is [{ Length: > 0 } alone] ? "Bearer " + alone
            : request.Headers.Authorization.ToString();
        var (holder, wait) = await authenticator.IdentifyAsync(given, CallerAddress.Of(request), cancel);
        if (holder is not null)
        {
            return (holder, null);
        }

        if (wait is not null)
        {
            return (null, Problem.Of(request, StatusCodes.Status429TooManyRequests, "too-many-wrong-credentials",
                AccessMessages.TooManyWrongCredentials,
                    wait));
        }

        if (!options.EntraSignIn || request.Headers[EntraPrincipal.Header] is not [{ } header]
            || EntraPrincipal.Parse(header, options.DepartmentClaim) is not { } person)
        {
            return (null, Problem.Of(request, StatusCodes.Status401Unauthorized, "unauthenticated", AccessMessages.Unauthenticated));
        }

        if (IsFromElsewhere(request))
        {
            return (null, Problem.Of(request, StatusCodes.Status403Forbidden, "from-another-site", AccessMessages.FromAnotherSite));
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
                    AccessMessages.DepartmentOfPersonUnknown));
            }
        }

        return isReader
            ? (new(id, Role.Reader, ""), null)
            : (null, Problem.Of(request, StatusCodes.Status403Forbidden, "no-role", AccessMessages.NoRole));
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
