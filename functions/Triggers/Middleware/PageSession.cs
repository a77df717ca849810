using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Operations.Access;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>
/// Authenticates requests of pages. A browser without JavaScript cannot send a bearer credential, so a cookie carries it. There is no
/// session of its own to store: the cookie becomes invalid when the credential expires or is revoked. No script can read the cookie, no
/// other site's page makes the browser send it, the API ignores it, and it ends with the browser.
/// </summary>
public sealed class PageSession(Authenticator authenticator, SignIn signIn, AccessOptions options, TimeProvider clock)
{
    private const string Cookie = "smart-toyonaka";

    // A working day; a browser that restores its windows would keep the cookie for good.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    private static readonly string[] Pages = ["/", "/submit", "/submit/history", "/submit/help", "/confirm", "/upload", "/admin", "/indicators"];
    private static readonly string[] Below = ["/submit/receipts/", "/admin/", "/indicators/", "/entries/"];

    /// <summary>True where people can sign in with Microsoft Entra ID.</summary>
    public bool OffersEntra => options.EntraSignIn;

    /// <summary>The caller; null for nobody. A request from another site's page has no caller, whatever it carries.</summary>
    public async Task<Caller?> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        if (SignIn.IsFromElsewhere(request))
        {
            return null;
        }

        if (TokenOf(request) is { } token
            && (await authenticator.IdentifyAsync("Bearer " + token, CallerAddress.Of(request), cancel)).Caller is { } holder)
        {
            return holder;
        }

        var (caller, _) = await signIn.IdentifyAsync(request, cancel);

        // Meant for programs: a browser gets the form to sign in.
        request.HttpContext.Response.Headers.Remove("WWW-Authenticate");
        request.HttpContext.Response.Headers.Remove("Retry-After");
        return caller;
    }

    /// <summary>Signs in with a credential; null when it is invalid.</summary>
    public async Task<Identity> SignInAsync(HttpRequest request, string credential, CancellationToken cancel)
    {
        if (SignIn.IsFromElsewhere(request) || credential.Any(c => c is <= ' ' or > '~'))
        {
            return default;
        }

        var identity = await authenticator.IdentifyAsync("Bearer " + credential, CallerAddress.Of(request), cancel);
        if (identity.Caller is null)
        {
            return identity;
        }

        var since = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.HttpContext.Response.Cookies.Append(Cookie, $"{since}.{credential}", Options(request));
        return identity;
    }

    public static void SignOut(HttpRequest request) => request.HttpContext.Response.Cookies.Delete(Cookie, Options(request));

    /// <summary>Where to redirect after signing in: a page of this app, or the tasks.</summary>
    public static string Destination(string? asked)
    {
        if (asked is not { Length: > 0 and < 1_000 } || asked.Any(c => c is <= ' ' or > '~' or '\\'))
        {
            return "/submit";
        }

        var path = asked.Split('?', '#')[0];
        return Pages.Contains(path) || Array.Exists(Below, b => path.StartsWith(b, StringComparison.Ordinal)) ? asked : "/submit";
    }

    private string? TokenOf(HttpRequest request)
    {
        if (request.Cookies[Cookie]?.Split('.', 2) is not [var since, var token]
            || !long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var age = clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
        return age >= -60 && age <= Longest.TotalSeconds ? token : null;
    }

    // TLS ends before the request gets here; the forwarded-headers step has set the scheme that the caller used.
    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/",
    };
}
