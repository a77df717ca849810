using Microsoft.AspNetCore.Http;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>Who reads a page of ours.</summary>
internal static class PageViewers
{
    /// <summary>In the language of <c>?lang=</c>, else in the browser's.</summary>
    public static PageViewer Of(HttpRequest request, Caller? caller)
    {
        var asked = request.Query["lang"].ToString();
        var isAsked = asked is "en" or "ja";
        return new(isAsked ? asked == "en" : RequestLanguage.IsEnglish(request), caller is not null, request.Path.ToUriComponent()
            + request.QueryString.ToUriComponent(), isAsked)
        {
            IsAdministrator = caller?.IsAdministrator == true,
        };
    }

    /// <summary>
    /// Of a page about a problem: without the query, which may hold the secret of a link, and never of a path that is another site's
    /// address in a link (<c>//example.com</c>).
    /// </summary>
    public static PageViewer OfProblem(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        return new(RequestLanguage.IsEnglish(request), false, path.StartsWith("//", StringComparison.Ordinal) ? "/" : path, false);
    }
}
