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
    /// <param name="request">What was asked for or sent.</param>
    /// <param name="session">Knows the caller.</param>
    /// <param name="cancel">Stops waiting for storage and for the body.</param>
    /// <param name="ended">What to say where the session has ended; null for the words of submissions.</param>
    /// <param name="home">Where to go where nothing of what was sent can be kept.</param>
    public static async Task<(Caller? Caller, IReadOnlyDictionary<string, string>? Fields, IResult? Refusal)> EnterAsync(
        HttpRequest request, PageSession session, CancellationToken cancel, BilingualText? ended = null, string home = "/submit")
    {
        ended ??= SubmissionMessages.SessionExpired;
        var caller = await session.FindAsync(request, cancel);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return (caller, null, caller is not null ? null
                : Answer(request, session, null, PageSession.Destination(AddressOf(request))));
        }

        // What another site's page sent is nobody's, and must not be sent on by whoever signs in.
        if (SignIn.IsFromElsewhere(request))
        {
            return (null, null, Refused(ended, null));
        }

        // A body with a file is left to whoever may send one; of anybody else only what was typed beside it is read.
        var hasFile = UploadBody.IsIn(request);
        if (hasFile && caller is not null)
        {
            return (caller, null, null);
        }

        var sent = hasFile ? await UploadBody.FieldsBeforeFileAsync(request, cancel) : await Html.ReadFormAsync(request, cancel);
        var credential = hasFile ? "" : sent?.GetValueOrDefault(CredentialField, "").Trim() ?? "";
        var fields = sent?.Where(f => f.Key != CredentialField).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        if (caller is not null || credential.Length == 0)
        {
            return (caller, fields, caller is null ? Refused(ended, fields) : null);
        }

        (caller, var wait) = await session.SignInAsync(request, credential, cancel);
        return (caller, fields, caller is not null ? null
            : wait is { } time ? TooMany(request, session, AddressOf(request), fields, time)
            : Refused(AccessMessages.CredentialNotUsable, fields));

        IResult Refused(BilingualText fault, IReadOnlyDictionary<string, string>? kept) => Answer(request, session, fault,
            kept is null ? home : AddressOf(request), kept, StatusCodes.Status401Unauthorized);
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
