using System.Text;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Requests;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>Pages as responses, with security headers.</summary>
internal static class Html
{
    /// <summary>The most that a form without a file may have.</summary>
    public const int MaxFormBytes = SubmissionBody.MaxBytes;

    private const string FormItem = "SmartToyonaka.Form";
    private static readonly string[] SignedIn = ["Cookie", "Authorization", "X-Toyonaka-Credential", "X-MS-CLIENT-PRINCIPAL"];
    private const int MaxFields = 2_000;

    // Styles, scripts and requests of this site only; nothing in the page itself runs; nobody frames it; a form goes nowhere else.
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    /// <summary>True once the fields of a form were read; false also where the body was none.</summary>
    public static bool HasReadForm(HttpRequest request) =>
        request.HttpContext.Items.TryGetValue(FormItem, out var form) && form is not null;

    /// <summary>A page.</summary>
    public static IResult Answer(HttpRequest request, Markup page, int status = StatusCodes.Status200OK, bool english = false)
    {
        Protect(request);
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.ContentLanguage = english ? "en" : "ja";
        return Results.Text(page.Html, "text/html", Encoding.UTF8, status);
    }

    /// <summary>A page with a policy of its own, which names what it holds.</summary>
    public static IResult AnswerWith(HttpRequest request, string html, string policy)
    {
        Protect(request);
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.ContentLanguage = "ja";
        return Results.Text(html, "text/html", Encoding.UTF8);
    }

    /// <summary>A page; with <c>?table=</c> that table of it as a file, with the same permissions.</summary>
    public static async Task<IResult> AnswerOrTableAsync(HttpRequest request, Markup page, CancellationToken cancel, bool english = false,
        int status = StatusCodes.Status200OK)
    {
        return TableAsked(request) is not { } name ? Answer(request, page, status, english)
            : await TableAsync(request, page, name, cancel);
    }

    /// <summary>The table of a page that is asked for as a file; null when the page itself is.</summary>
    public static string? TableAsked(HttpRequest request) => request.Query["table"].ToString() is { Length: > 0 } name ? name : null;

    /// <summary>A table of a page as a file.</summary>
    public static async Task<IResult> TableAsync(HttpRequest request, Markup page, string name, CancellationToken cancel)
    {
        var fault = new TableFault(
            StatusCodes.Status404NotFound, "no-such-table", TableMessages.NotOnThisPage(HtmlTableReader.NamesIn(page)));
        if (HtmlTableReader.Find(page, name) is { } table)
        {
            (var file, fault) = await TableFile.AnswerAsync(request, () => table.Rows.ToAsyncEnumerable(), table.Columns,
                TableXlsx.SheetName(table.Name), table.Name, cancel);
            if (file is not null)
            {
                Protect(request);
                return file;
            }
        }

        return Problem.Of(request, fault!.Status, fault.Code, fault.Text);
    }

    /// <summary>Redirects the browser, so that reloading the page repeats nothing.</summary>
    public static IResult Redirect(HttpRequest request, string address)
    {
        Protect(request);
        return Results.Redirect(address);
    }

    /// <summary>
    /// The fields of a form of ours; null when the body is none. Of a field sent twice the first holds. A form that is too large ends in
    /// a <see cref="BadHttpRequestException"/>, which <c>ErrorMiddleware</c> answers at every address alike.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadFormAsync(HttpRequest request, CancellationToken cancel)
    {
        // A body can be read once; who signs in and what is done both need it.
        if (!request.HttpContext.Items.TryGetValue(FormItem, out var read))
        {
            request.HttpContext.Items[FormItem] = read = await ReadFormOnceAsync(request, cancel);
        }

        return (IReadOnlyDictionary<string, string>?)read;
    }

    private static async Task<IReadOnlyDictionary<string, string>?> ReadFormOnceAsync(HttpRequest request, CancellationToken cancel)
    {
        // Browsers always say how long a form is.
        if (request.ContentLength is not { } length
            || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        if (length > MaxFormBytes)
        {
            throw TooLarge(null);
        }

        try
        {
            var options = new Microsoft.AspNetCore.Http.Features.FormOptions
            {
                ValueCountLimit = MaxFields,
                KeyLengthLimit = 200,
                ValueLengthLimit = MaxFormBytes
            };
            var form = await new Microsoft.AspNetCore.Http.Features.FormFeature(request, options).ReadFormAsync(cancel);
            return form.ToDictionary(f => f.Key, f => f.Value[0] ?? "", StringComparer.Ordinal);
        }
        catch (InvalidDataException e)
        {
            // More fields, or longer names, than any form of ours has.
            throw TooLarge(e);
        }
        catch (Exception e) when (e is IOException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static BadHttpRequestException TooLarge(Exception? cause) =>
        new("The form is larger than any of ours.", StatusCodes.Status413PayloadTooLarge, cause!);

    // Nobody has signed in: the browser may keep the page and ask whether it is still the same.
    private static bool ShowsWhatEverybodySees(HttpRequest request) => ConditionalAnswer.Answers(request)
        && !request.Headers.Any(h => Array.Exists(SignedIn, s => h.Key.StartsWith(s, StringComparison.OrdinalIgnoreCase)));

    private static void Protect(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = ShowsWhatEverybodySees(request) ? "private, no-cache" : "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }
}
