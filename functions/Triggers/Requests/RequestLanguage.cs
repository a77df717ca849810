using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>The language a reader asks for: Japanese unless <c>Accept-Language</c> prefers English.</summary>
public static class RequestLanguage
{
    public static bool IsEnglish(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var asked))
        {
            return false;
        }

        var best = asked.Where(a => a.Value.StartsWith("ja", StringComparison.OrdinalIgnoreCase)
            || a.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            .MaxBy(a => a.Quality ?? 1);
        return best is not null && best.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase);
    }
}
