using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Calendar;
using SmartToyonaka.Publishing;
using SmartToyonaka.Triggers.Answers;

namespace SmartToyonaka.Triggers;

/// <summary>The indicators of a fiscal year, as JSON or CSV.</summary>
public sealed class GetIndicators(PublishedIndicators published)
{
    [Function(nameof(GetIndicators))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/indicators")] HttpRequest request, CancellationToken cancel)
    {
        if (Asked.FiscalYear(request) is not { } year)
        {
            return Asked.NoFiscalYear(request);
        }

        IReadOnlyList<PublishedIndicator> values;
        if (request.Query["asOf"].ToString() is { Length: > 0 } text)
        {
            if (ReceivedBy(text) is not { } receivedBy)
            {
                return Problem.Of(request, StatusCodes.Status400BadRequest, "as-of",
                    "asOf に日付を指定してください(例 asOf=2022-02-01)。", "asOf must be a date, for example asOf=2022-02-01.");
            }

            values = await published.AsReceivedByAsync(year, receivedBy, cancel);
        }
        else
        {
            values = await published.OfYearAsync(year, cancel);
        }

        return Asked.Csv(request)
            ? Results.Bytes(IndicatorCsv.Write(values), "text/csv; charset=utf-8", $"indicators-{year}.csv")
            : Json.Answer(values);
    }

    /// <summary>A date means the whole of that day in Japan; a time with an offset means that instant.</summary>
    private static DateTimeOffset? ReceivedBy(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9999)
        {
            return JapanTime.StartOf(day.AddDays(1)).AddTicks(-1);
        }

        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }
}
