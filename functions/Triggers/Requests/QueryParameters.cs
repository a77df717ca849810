using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>What several readers ask for in the same way.</summary>
internal static class QueryParameters
{
    /// <summary>The fiscal year of <c>?fiscalYear=2021</c>, or null.</summary>
    public static FiscalYear? FiscalYear(HttpRequest request) =>
        int.TryParse(request.Query["fiscalYear"], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= 1900 and <= 2198 ? new(year) : null;

    /// <summary>The answer where <see cref="FiscalYear"/> is null.</summary>
    public static IResult NoFiscalYear(HttpRequest request) => Problem.Of(request, StatusCodes.Status400BadRequest, "fiscal-year",
        RequestMessages.NoFiscalYear);

    /// <summary>A date means the whole of that day in Japan; a time with an offset means that instant; null for what is neither.</summary>
    public static DateTimeOffset? ReceivedBy(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1900 and < 9999)
        {
            return JapanTime.StartOf(day.AddDays(1)).AddTicks(-1);
        }

        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
                : null;
    }

    /// <summary>The answer where <see cref="ReceivedBy"/> is null.</summary>
    public static IResult NoInstant(HttpRequest request) => Problem.Of(request, StatusCodes.Status400BadRequest, "as-of",
        RequestMessages.NoInstant);

    /// <summary>True when <c>Accept</c> likes CSV best.</summary>
    public static bool Csv(HttpRequest request) => LikesBest(request, "text/csv");

    /// <summary>True when <c>Accept</c> likes HTML best: a browser, not a program.</summary>
    public static bool Html(HttpRequest request) => LikesBest(request, "text/html");

    /// <summary>True when <c>Accept</c> likes JSON best: a program.</summary>
    public static bool JsonBest(HttpRequest request) => LikesBest(request, "application/json")
        || LikesBest(request, "application/problem+json");

    private static bool LikesBest(HttpRequest request, string type) =>
        request.GetTypedHeaders().Accept is { Count: > 0 } accept
        && accept.OrderByDescending(a => a.Quality ?? 1).First().MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
