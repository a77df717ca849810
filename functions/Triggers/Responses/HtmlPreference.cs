using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>Who is answered with a page: browsers name HTML in <c>Accept</c>, programs name JSON or nothing.</summary>
internal static class HtmlPreference
{
    /// <summary>True where HTML is named, with a higher quality than JSON.</summary>
    public static bool IsIn(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        double html = 0, json = 0;
        foreach (var type in accepted)
        {
            var quality = type.Quality ?? 1;
            if (type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
            {
                html = Math.Max(html, quality);
            }
            else if (type.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            {
                json = Math.Max(json, quality);
            }
        }

        return html > json;
    }
}
