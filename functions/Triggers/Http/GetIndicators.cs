using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The indicators of a fiscal year, as JSON or CSV.</summary>
public sealed class GetIndicators(PublishedIndicators published)
{
    [Function(nameof(GetIndicators))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/indicators")] HttpRequest request, CancellationToken cancel)
    {
        if (QueryParameters.FiscalYear(request) is not { } year)
        {
            return QueryParameters.NoFiscalYear(request);
        }

        IReadOnlyList<PublishedIndicator> values;
        if (request.Query["asOf"].ToString() is { Length: > 0 } text)
        {
            if (QueryParameters.ReceivedBy(text) is not { } receivedBy)
            {
                return QueryParameters.NoInstant(request);
            }

            values = await published.AsReceivedByAsync(year, receivedBy, cancel);
        }
        else
        {
            values = await published.OfYearAsync(year, cancel);
        }

        return QueryParameters.Csv(request)
            ? Results.Bytes(IndicatorCsv.Write(values), "text/csv; charset=utf-8", $"indicators-{year}.csv")
            : Json.Answer(values);
    }
}
