using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The indicators of a fiscal year, or one of them, as JSON or CSV.</summary>
public sealed class GetIndicators(PublishedIndicators published, ReferenceData reference)
{
    [Function(nameof(GetIndicators))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/indicators")] HttpRequest request, CancellationToken cancel)
    {
        if (QueryParameters.FiscalYear(request) is not { } year)
        {
            return QueryParameters.NoFiscalYear(request);
        }

        Indicator? only = null;
        if (request.Query["indicator"].ToString() is { Length: > 0 } id)
        {
            (only, var fault) = ValueQueryParser.Indicator((await reference.GetAsync(cancel)).Catalogue, id);
            if (fault is not null)
            {
                return fault.ToProblem(request);
            }
        }

        DateTimeOffset? receivedBy = null;
        if (request.Query["asOf"].ToString() is { Length: > 0 } text)
        {
            receivedBy = QueryParameters.ReceivedBy(text);
            if (receivedBy is null)
            {
                return QueryParameters.NoInstant(request);
            }
        }

        var values = await ReadAsync(year, only, receivedBy, cancel);
        return QueryParameters.Csv(request)
            ? Results.Bytes(IndicatorCsv.Write(values), "text/csv; charset=utf-8", $"indicators-{year}.csv")
            : Json.Answer(values);
    }
    private async Task<IReadOnlyList<PublishedIndicator>> ReadAsync(FiscalYear year, Indicator? only, DateTimeOffset? receivedBy,
        CancellationToken cancel)
    {
        if (receivedBy is { } instant)
        {
            var values = await published.AsReceivedByAsync(year, instant, only is null ? null : new HashSet<string> { only.Topic }, cancel);
            return only is null ? values : [.. values.Where(v => v.Indicator == only.Id)];
        }

        return only is null ? await published.OfYearAsync(year, cancel) : await published.OfIndicatorAsync(only.Id, year, cancel);
    }
}
