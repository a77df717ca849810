using System.Globalization;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Calendar;

namespace SmartToyonaka.Triggers.Answers;

/// <summary>What several readers ask for in the same way.</summary>
internal static class Asked
{
    /// <summary>The fiscal year of <c>?fiscalYear=2021</c>, or null.</summary>
    public static FiscalYear? FiscalYear(HttpRequest request) =>
        int.TryParse(request.Query["fiscalYear"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2198 ? new(year) : null;

    /// <summary>The answer where <see cref="FiscalYear"/> is null.</summary>
    public static IResult NoFiscalYear(HttpRequest request) => Problem.Of(request, StatusCodes.Status400BadRequest, "fiscal-year",
        "fiscalYear に年度を西暦で指定してください(例 ?fiscalYear=2021)。", "Name the fiscal year, for example ?fiscalYear=2021.");

    /// <summary>True when <c>Accept</c> likes CSV best.</summary>
    public static bool Csv(HttpRequest request) =>
        request.GetTypedHeaders().Accept is { Count: > 0 } accept
        && accept.OrderByDescending(a => a.Quality ?? 1).First().MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase);
}
