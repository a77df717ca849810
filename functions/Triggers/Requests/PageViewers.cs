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
            + request.QueryString.ToUriComponent(), isAsked);
    }
}
