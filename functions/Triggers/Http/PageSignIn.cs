using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Asks to sign in where that is needed and goes on where one was: a page that was wanted is shown afterwards, and what was sent when the
/// session had ended is kept in the page that asks, and sent with the credential.
/// </summary>
internal static class PageSignIn
{
    /// <summary>The field that holds the credential.</summary>
    public const string CredentialField = "credential";

    /// <summary>The caller with the fields that were sent (null where none can be read), or the page that asks to sign in.</summary>
    public static async Task<(Caller? Caller, IReadOnlyDictionary<string, string>? Fields, IResult? Refusal)> EnterAsync(
        HttpRequest request, PageSession session, CancellationToken cancel)
    {
        var caller = await session.FindAsync(request, cancel);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return (caller, null, caller is not null ? null
                : Answer(request, session, null, PageSession.Destination(AddressOf(request))));
        }

        // What another site's page sent is nobody's, and must not be sent on by whoever signs in.
        if (SignIn.IsFromElsewhere(request))
        {
            return (null, null, Refused(SubmissionMessages.SessionExpired, null));
        }

        var sent = await Html.ReadFormAsync(request, cancel);
        var credential = sent?.GetValueOrDefault(CredentialField, "").Trim() ?? "";
        var fields = sent?.Where(f => f.Key != CredentialField).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        if (caller is not null || credential.Length == 0)
        {
            return (caller, fields, caller is null ? Refused(SubmissionMessages.SessionExpired, fields) : null);
        }

        (caller, var wait) = await session.SignInAsync(request, credential, cancel);
        return (caller, fields, caller is not null ? null
            : wait is { } time ? TooMany(request, session, AddressOf(request), fields, time)
            : Refused(AccessMessages.CredentialNotUsable, fields));

        IResult Refused(BilingualText fault, IReadOnlyDictionary<string, string>? kept) => Answer(request, session, fault,
            kept is null ? "/submit" : AddressOf(request), kept, StatusCodes.Status401Unauthorized);
    }

    /// <summary>The page that asks to wait, since too many wrong credentials came before.</summary>
    public static IResult TooMany(HttpRequest request, PageSession session, string to, IReadOnlyDictionary<string, string>? kept,
        TimeSpan wait)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Answer(request, session, AccessMessages.WaitAMinute, to, kept, StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The page that asks to sign in.</summary>
    public static IResult Answer(HttpRequest request, PageSession session, BilingualText? fault, string to,
        IReadOnlyDictionary<string, string>? kept = null, int status = StatusCodes.Status200OK)
    {
        // A page that was sent something stands at no address of its own: its other language asks to sign in on the way there.
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var viewer = PageViewers.Of(request, null);
        viewer = reads || kept is not null ? viewer
            : viewer with { Here = viewer.To($"/submit/signin?to={Uri.EscapeDataString(to)}") };
        return Html.Answer(request, SignInPage.Of(viewer, fault, session.OffersEntra, to, kept), status, viewer.English);
    }

    /// <summary>The address that was asked for, with its query.</summary>
    public static string AddressOf(HttpRequest request) => request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
}
